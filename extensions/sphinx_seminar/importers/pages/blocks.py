r"""What pages are made of, whatever their format: headings, paragraphs, lists, tables.

A reader of another format for people (reStructuredText) makes the same blocks and hands
them to :func:`~.recognising.recognise`.

Breaks inside a text: ``\n`` ends a line of the source and of the page, :data:`SOFT` a line
of the source alone, :data:`BREAK` a line of the page alone (``<br>``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

SOFT, BREAK = "\x0b", "\x0c"
_ENDS = re.compile(r"[\n\x0c]+")
_ALL_ENDS = re.compile(r"[\n\x0b\x0c]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 to 6, or below: captions and summaries have 7 and 8."""

    level: int
    text: Text
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``source`` is its Markdown as written, '' where there is none."""

    text: Text
    line: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with its blocks; the first is usually a paragraph."""

    blocks: tuple[Block, ...]
    line: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]
    line: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, each cell in its column.

    ``carried`` are the columns whose cell begins in a row above and spans this one, ``wide``
    how many columns a cell spans, by its first; the others of them are empty.
    """

    cells: tuple[Text, ...]
    line: int
    source: str = ""
    carried: frozenset[int] = frozenset()
    wide: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``head`` is None where none is marked as one."""

    head: Row | None
    rows: tuple[Row, ...]
    line: int
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""

    line: int


@dataclass(frozen=True, slots=True)
class Literal:
    """Text in a fence, as it stands."""

    text: str
    line: int
    source: str = ""


Block: TypeAlias = Heading | Paragraph | Items | Table | Rule | Literal


def lines_of(text: Text, *, soft: bool = False) -> list[Text]:
    """Return the lines of *text* that are not blank; those of the source too if *soft*."""
    found: list[Text] = []
    position = 0
    plain = text.plain
    ends = [match.span() for match in (_ALL_ENDS if soft else _ENDS).finditer(plain)]
    for start, end in [*ends, (len(plain), len(plain))]:
        part = text.cut(position, start).stripped()
        if part:
            found.append(part)
        position = end
    return found


def first_text(item: Item) -> Text:
    """Return the text of the first paragraph of *item*, empty when it begins with another block."""
    first = item.blocks[0] if item.blocks else None
    return first.text if isinstance(first, Paragraph | Heading) else Text((), item.line)
