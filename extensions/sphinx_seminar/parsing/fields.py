"""The values of options: lists, speakers, reading uses, enumerations, ids.

Every function returns a value and the findings; a value that is wrong never stops
the others from being read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.person import Appearance
from sphinx_seminar.model.talk import ReadingUse, UseRole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

E = TypeVar("E", bound="StrEnum")

_USE = re.compile(r"(?P<key>[^\s(][^\s]*)(?:\s*\((?P<locator>.*)\))?", re.DOTALL)
_AFFILIATED = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<affiliation>.*)\)", re.DOTALL)


def split_outside_parentheses(text: str, separators: str) -> Iterator[str]:
    """Yield the parts of *text* between *separators* that stand in no parentheses, stripped.

    Empty parts are left out. An unbalanced parenthesis takes the rest of the text.
    """
    return split_outside_brackets(text, separators, "(", ")")


def split_outside_brackets(text: str, separators: str, opening: str, closing: str) -> Iterator[str]:
    """Yield the parts of *text* as :func:`split_outside_parentheses`, for brackets of any kind."""
    depth, begin = 0, 0
    for index, char in enumerate(text):
        if char in opening:
            depth += 1
        elif char in closing:
            depth = max(0, depth - 1)
        elif char in separators and not depth:
            if part := text[begin:index].strip():
                yield part
            begin = index + 1
    if part := text[begin:].strip():
        yield part


def parse_list(text: str) -> tuple[str, ...]:
    """Return the items of *text*, separated by ``;`` or ``,``, each once."""
    return tuple(dict.fromkeys(split_outside_parentheses(text, ";,")))


def parse_speakers(text: str) -> tuple[tuple[Appearance, ...], tuple[Finding, ...]]:
    """Return the people of *text*: ``Name (Affiliation)`` separated by ``;``.

    Names are taken as written; a comma belongs to the name or the affiliation.
    """
    people: list[Appearance] = []
    findings: list[Finding] = []
    for part in split_outside_parentheses(" ".join(text.split()), ";"):
        match = _AFFILIATED.fullmatch(part)
        if match:
            people.append(Appearance(match["name"], match["affiliation"].strip()))
            continue
        people.append(Appearance(part))
        if "(" in part or ")" in part:
            allowed = ("Name (Affiliation); Name (Affiliation)",)
            findings.append(Finding(FindingKind.SPEAKERS, part, allowed))
    return tuple(people), tuple(findings)


def parse_uses(text: str, role: UseRole) -> tuple[tuple[ReadingUse, ...], tuple[Finding, ...]]:
    """Return the uses of *text*: ``key (locator)`` separated by ``;``, ``,`` or lines."""
    uses: dict[str, ReadingUse] = {}
    findings: list[Finding] = []
    for part in split_outside_parentheses(text, ";,\n"):
        match = _USE.fullmatch(part)
        if match is None or match["locator"] == "" or part.count("(") != part.count(")"):
            allowed = ("key", "key (ch. 1-3)", "key; key (p. 7)")
            findings.append(Finding(FindingKind.LOCATOR, part, allowed))
            if bare := re.match(r"[^\s(]+", part):
                uses.setdefault(bare[0], ReadingUse(bare[0], role=role))
            continue
        key, locator = match["key"], " ".join((match["locator"] or "").split())
        if key in uses:
            # What was read of a work in two places is one use with both.
            locator = "; ".join(filter(None, (uses[key].locator, locator)))
        uses[key] = ReadingUse(key, locator, role)
    return tuple(uses.values()), tuple(findings)


def parse_choice(
    text: str, choices: type[E], default: E, name: str
) -> tuple[E, tuple[Finding, ...]]:
    """Return the member of *choices* that *text* names, or *default* with a finding."""
    wanted = text.strip().casefold().replace(" ", "-").replace("_", "-")
    allowed = tuple(member.value for member in choices)
    if wanted in allowed:
        return choices(wanted), ()
    finding = Finding(
        FindingKind.OPTION_VALUE, text, allowed, nearest=nearest(wanted, allowed), name=name
    )
    return default, (finding,)
