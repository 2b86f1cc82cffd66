"""An entry's fields evaluated: macros and concatenation resolved, slips mended and reported.

The slips that real files hold: a field twice, a comma forgotten between two
fields, a ``%`` comment between fields, an undefined macro, text after a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import Finding, FindingKind, Location
from sphinx_seminar.parsing.bibtex.expressions import (
    parse_expression,
    parse_swallowed_field,
    simple_value,
)
from sphinx_seminar.parsing.bibtex.granular import MARKER, find_pointers
from sphinx_seminar.parsing.bibtex.inheritance import Link
from sphinx_seminar.parsing.bibtex.latex import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.parsing.bibtex.blocks import RawEntry
    from sphinx_seminar.parsing.bibtex.macros import Macros

_COMMENT = re.compile(r"%[^\n]*(?:\n|\Z)")
_COMMENTS_FIRST = re.compile(r"(?:\s*+%[^\n]*(?:\n|\Z))+")
#: How many forgotten commas in a row are mended.
_MOST_SWALLOWED = 16


@dataclass(slots=True)
class EvaluatedEntry:
    """The values of an entry by lower-case field name, and where each field stands in it."""

    raw: RawEntry
    values: dict[str, str] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    macros: dict[str, None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _lines: tuple[int, ...] = ()

    def location_of(self, index: int) -> Location:
        """Return where the field with this *index* stands; the lines are counted when needed."""
        self._lines = self._lines or self.raw.lines()
        line = self._lines[index] if self._lines else self.raw.location.line
        return Location(self.raw.location.source, line)

    def note(
        self, kind: FindingKind, value: str, index: int, *, nearest: str = "", detail: str = ""
    ) -> None:
        """Keep a finding about the field with this *index*."""
        self.findings.append(
            Finding(
                kind,
                value,
                nearest=nearest,
                name=self.raw.key,
                detail=detail,
                location=self.location_of(index),
            )
        )

    def note_field(self, kind: FindingKind, value: str, name: str) -> None:
        """Keep a finding about the field *name*."""
        self.note(kind, value, self.positions.get(name, 0))

    def links(self) -> tuple[Link, ...]:
        """Return the references to parents, ``xdata`` first."""
        found = []
        for name in ("xdata", "crossref"):
            if name in self.values:
                location = self.location_of(self.positions[name])
                keys = self.values[name].split(",") if name == "xdata" else [self.values[name]]
                found += [Link(name, key.strip(), location) for key in keys if key.strip()]
        return tuple(found)

    def pointers(self) -> Iterator[Link]:
        """Yield the references to single fields of parents, with the fields that hold them."""
        for name, value in self.values.items():
            if MARKER in value:
                location = self.location_of(self.positions[name])
                yield from (Link(name, one, location) for one in find_pointers(name, value))


def evaluate_entry(raw: RawEntry, macros: Macros) -> EvaluatedEntry:
    """Return the entry *raw* with its values."""
    entry = EvaluatedEntry(raw)
    comment_line = 0
    if raw.mended:
        entry.note(FindingKind.BIB_FIELD, "%", 0)
    for index, (written, expression) in enumerate(raw.fields):
        name = written
        if comment_line and entry.location_of(index).line == comment_line:
            continue
        comment_line = 0
        if "%" in name:
            name = _COMMENT.sub("", written).strip()
            if not name:
                comment_line = entry.location_of(index).line
            entry.note(FindingKind.BIB_FIELD, squeezed(written), index)
        if name:
            _add(entry, name, expression, index, macros)
    return entry


def _add(entry: EvaluatedEntry, name: str, text: str, index: int, macros: Macros) -> None:
    """Add the field *name*, and those that were swallowed for want of a comma."""
    if (literal := simple_value(text)) is not None:
        _set(entry, name.lower(), squeezed(literal), index)
        return
    for _ in range(_MOST_SWALLOWED):
        pieces, rest = parse_expression(text)
        value = macros.evaluate(pieces)
        entry.macros.update(dict.fromkeys(value.macros))
        for undefined in value.undefined:
            suggestion = macros.suggest(undefined)
            entry.note(FindingKind.BIB_MACRO, undefined, index, nearest=suggestion)
        if rest:
            entry.note(FindingKind.BIB_FIELD, squeezed(rest), index, detail=name)
            rest = _COMMENTS_FIRST.sub("", rest, count=1).strip() if rest[0] == "%" else rest
        swallowed = parse_swallowed_field(rest) if rest else None
        # Text that nothing explains is kept with the value before it.
        kept = value.text if swallowed or not rest else f"{value.text} {rest}"
        _set(entry, name.lower(), squeezed(kept), index)
        if swallowed is None:
            return
        name, text = swallowed


def _set(entry: EvaluatedEntry, name: str, value: str, index: int) -> None:
    if name in entry.values:
        first = entry.location_of(entry.positions[name])
        entry.note(FindingKind.BIB_DUPLICATE, name, index, detail=str(first))
        return
    entry.values[name] = value
    entry.positions[name] = index
