"""Plain text: references in the built-in style, a paragraph each, as in an e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.citation.full import render_reference
from sphinx_seminar.rendering.citation.short import sort_key, year_suffixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.model.reading import Reading


def export_plain(readings: Sequence[Reading]) -> bytes:
    """Return *readings* as a bibliography; works of one author and year are told apart in it."""
    return PlainReferences().export(readings)


class PlainReferences:
    """Bibliographies of one library; a reading that many lists hold is formatted once."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[str, ...]] = {}
        self._lines: dict[tuple[str, str], str] = {}

    def export(self, readings: Sequence[Reading]) -> bytes:
        """Return *readings* as a bibliography, in its order."""
        suffixes = year_suffixes(readings) if len(readings) > 1 else {}
        ordered = sorted(readings, key=self._place)
        lines = [self._line(one, suffixes.get(one.key, "")) for one in ordered]
        return "".join(f"{line}\n\n" for line in lines)[:-1].encode("utf-8", "replace")

    def _place(self, reading: Reading) -> tuple[str, ...]:
        if reading.key not in self._places:
            self._places[reading.key] = sort_key(reading)
        return self._places[reading.key]

    def _line(self, reading: Reading, suffix: str) -> str:
        key = reading.key, suffix
        if key not in self._lines:
            self._lines[key] = plain_reference(reading, suffix)
        return self._lines[key]


def plain_reference(reading: Reading, year_suffix: str = "") -> str:
    """Return the full reference of *reading* on one line; formulas stand between dollar signs."""
    return " ".join(plain_text(render_reference(reading, year_suffix=year_suffix)).split())


def plain_text(shown: Iterable[nodes.Node]) -> str:
    """Return the text of *shown*."""
    return "".join(map(_text, shown))


def _text(node: nodes.Node) -> str:
    if isinstance(node, nodes.math):
        return f"${node.astext()}$"
    if isinstance(node, nodes.Element):
        return plain_text(node.children)
    return node.astext()
