"""References as plain text, a line each: what is published as text, and sent in e-mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.citation.full import render_reference
from sphinx_seminar.rendering.citation.short import sort_key, year_suffixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.model.reading import Reading


class PlainReferences:
    """Lists of one library in a built-in style; a reading that many hold is formatted once."""

    def __init__(self, *, numbered: bool = False) -> None:
        self._numbered = numbered
        self._places: dict[str, tuple[str, ...]] = {}
        self._lines: dict[tuple[str, str], str] = {}

    def lines(self, readings: Sequence[Reading]) -> list[str]:
        """Return *readings* as a bibliography of its own, with its own letters or numbers."""
        ordered = sorted(readings, key=self._place)
        if self._numbered:
            return [f"[{place}] {self._line(one)}" for place, one in enumerate(ordered, 1)]
        suffixes = year_suffixes(readings) if len(readings) > 1 else {}
        return [self._line(one, suffixes.get(one.key, "")) for one in ordered]

    def _place(self, reading: Reading) -> tuple[str, ...]:
        if reading.key not in self._places:
            self._places[reading.key] = sort_key(reading)
        return self._places[reading.key]

    def _line(self, reading: Reading, suffix: str = "") -> str:
        key = reading.key, suffix
        if key not in self._lines:
            self._lines[key] = plain_reference(reading, suffix, year_last=self._numbered)
        return self._lines[key]


def plain_reference(reading: Reading, year_suffix: str = "", *, year_last: bool = False) -> str:
    """Return the full reference of *reading* on one line; formulas stand between dollar signs."""
    return plain_line(render_reference(reading, year_suffix=year_suffix, year_last=year_last))


def plain_line(shown: Iterable[nodes.Node]) -> str:
    """Return the text of *shown* on one line."""
    return " ".join(plain_text(shown).split())


def plain_text(shown: Iterable[nodes.Node]) -> str:
    """Return the text of *shown*."""
    return "".join(map(_text, shown))


def _text(node: nodes.Node) -> str:
    if isinstance(node, nodes.math):
        return f"${node.astext()}$"
    if isinstance(node, nodes.Element):
        return plain_text(node.children)
    return node.astext()
