"""Cells of a table that span rows or columns, laid out as the page shows them.

The rules are HTML's (https://html.spec.whatwg.org/multipage/tables.html#forming-a-table), and
those of reStructuredText's grids: a cell that spans rows holds for each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.pages.blocks import Row
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A table for people has no more columns, nor rows below one cell.
_MOST_COLUMNS, _MOST_ROWS = 50, 500


class Cell(NamedTuple):
    """A cell as written: its text, and how many columns and rows it spans."""

    text: Text
    columns: int = 1
    rows: int = 1


def span_of(written: str | None) -> int:
    """Return how much a cell spans by its attribute; 0 is all that follows.

    >>> span_of("2"), span_of("two"), span_of(None)
    (2, 1, 1)
    """
    bare = (written or "").strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 5 else 1  # noqa: PLR2004


class _Carried(NamedTuple):
    text: Text
    rows: int


class Grid:
    """Lays out one row after the other; what spans rows is carried down into the next ones."""

    def __init__(self) -> None:
        self._carried: dict[int, _Carried] = {}

    def row(self, cells: Sequence[Cell], line: int) -> Row:
        """Return the next row of the table, which begins on *line* of the source."""
        above, self._carried = self._carried, {}
        laid: dict[int, Text] = {}
        wide: dict[int, int] = {}
        column = 0
        for cell in cells:
            while column in above:
                column += 1
            width = min(max(cell.columns, 1), _MOST_COLUMNS - column)
            if width < 1:
                break
            rows = min(cell.rows or _MOST_ROWS, _MOST_ROWS)
            for index in range(column, column + width):
                laid[index] = cell.text if index == column else Text((), line)
                if rows > 1:
                    self._carried[index] = _Carried(laid[index], rows - 1)
            if width > 1:
                wide[column] = width
            column += width
        for index, one in above.items():
            laid.setdefault(index, one.text)
            if one.rows > 1:
                self._carried.setdefault(index, one._replace(rows=one.rows - 1))
        size = max(laid, default=-1) + 1
        texts = tuple(laid.get(index, Text((), line)) for index in range(size))
        return Row(texts, line, carried=frozenset(above), wide=wide)


def below(head: Row, row: Row) -> Row:
    """Return the names of columns that stand in two rows: the lower ones are the finer."""
    size = max(len(head.cells), len(row.cells))
    cells = [
        next((one.cells[index] for one in (row, head) if _has(one, index)), Text((), head.line))
        for index in range(size)
    ]
    return Row(tuple(cells), head.line)


def _has(row: Row, index: int) -> bool:
    return index < len(row.cells) and bool(row.cells[index])
