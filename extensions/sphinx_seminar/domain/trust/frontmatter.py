"""What front matter may hold: plain values, and no option of the parser that reads it.

YAML is read as a stream of events, so that nothing is built, expanded or nested
before it has been judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import yaml

from sphinx_seminar.model.finding import Finding, FindingKind, Location

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Keys that set options of MyST and MyST-NB; ``<<`` merges keys in from elsewhere.
REFUSED_KEYS = frozenset({"myst", "mystnb", "html_meta", "substitutions", "<<"})
#: Bytes and levels of nesting.
LARGEST = 64 * 1024
DEEPEST = 8

# A key and a word, a number or a date: nothing in it that YAML could read otherwise.
_PLAIN = re.compile(r"([A-Za-z][\w-]*):(?: [A-Za-z0-9][\w ./,+()-]*)?")


class FrontMatter(NamedTuple):
    """The front matter of a text: its YAML, and its number of lines with both markers."""

    yaml: str
    lines: int


def split_front_matter(text: str) -> FrontMatter | None:
    """Return the front matter at the beginning of *text*, as MyST delimits it."""
    if not text.startswith("---"):
        return None
    inside: list[str] = []
    lines = text.split("\n")
    for line in lines[1:]:
        if line.startswith(("---", "...")):
            return FrontMatter("\n".join(inside) + "\n", len(inside) + 2)
        inside.append(line)
    return FrontMatter("\n".join(inside), len(lines))


@dataclass(slots=True)
class _Level:
    """An open mapping or sequence; ``awaits_key`` alternates inside a mapping."""

    is_mapping: bool
    awaits_key: bool = True
    keys: set[str] = field(default_factory=set)


def check_front_matter(matter: FrontMatter) -> list[Finding]:
    """Return what is wrong in *matter*; lines count from the first line of the file."""
    if len(matter.yaml.encode()) > LARGEST:
        return [_finding(f"> {LARGEST}", 1)]
    if _is_plain(matter.yaml):
        return []
    events: Iterable[yaml.Event] = yaml.parse(matter.yaml, Loader=yaml.SafeLoader)
    findings: list[Finding] = []
    levels: list[_Level] = []
    try:
        for event in events:
            findings.extend(_check_event(event, levels))
            if len(levels) > DEEPEST:
                return [*findings, _finding(f"> {DEEPEST}", _line(event))]
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        findings.append(_finding("YAML", line, getattr(error, "problem", None) or str(error)))
    return findings


def _is_plain(text: str) -> bool:
    """Whether *text* is so simple that YAML need not be asked (a hundred times faster)."""
    lines = [_PLAIN.fullmatch(line) for line in text.split("\n") if line]
    keys = {line[1] for line in lines if line}
    return len(keys) == len(lines) and not keys & REFUSED_KEYS


def _check_event(event: yaml.Event, levels: list[_Level]) -> list[Finding]:
    """Return what is wrong with *event* and keep *levels* up to date."""
    if isinstance(event, yaml.CollectionEndEvent):
        levels.pop()
        return []
    if not isinstance(event, yaml.NodeEvent):
        return []
    findings = _check_properties(event)
    around = levels[-1] if levels else None
    if around and around.is_mapping:
        if around.awaits_key and isinstance(event, yaml.ScalarEvent):
            findings += _check_key(event, around, is_top=len(levels) == 1)
        around.awaits_key = not around.awaits_key
    if around is None and not isinstance(event, yaml.MappingStartEvent):
        findings.append(_finding(getattr(event, "value", "["), _line(event)))
    if isinstance(event, yaml.CollectionStartEvent):
        levels.append(_Level(isinstance(event, yaml.MappingStartEvent)))
    return findings


def _check_properties(event: yaml.NodeEvent) -> list[Finding]:
    """Return findings for anchors, aliases and tags: they expand and build objects."""
    if isinstance(event, yaml.AliasEvent):
        return [_finding(f"*{event.anchor}", _line(event))]
    findings = []
    if event.anchor:
        findings.append(_finding(f"&{event.anchor}", _line(event)))
    tag = getattr(event, "tag", None)
    if tag:
        findings.append(_finding(str(tag), _line(event)))
    return findings


def _check_key(event: yaml.ScalarEvent, mapping: _Level, *, is_top: bool) -> list[Finding]:
    findings = []
    key = str(event.value)
    if key == "<<" or (is_top and key in REFUSED_KEYS):
        findings.append(_finding(key, _line(event)))
    if key in mapping.keys:
        findings.append(_finding(key, _line(event), "2 ×"))
    mapping.keys.add(key)
    return findings


def _line(event: yaml.Event) -> int:
    # the opening marker stands on line 1, marks count from 0
    return (event.start_mark.line if event.start_mark else 0) + 2


def _finding(value: str, line: int, detail: str = "") -> Finding:
    shown = value.strip().partition("\n")[0][:80]
    return Finding(FindingKind.FRONT_MATTER, shown, detail=detail, location=Location("", line))
