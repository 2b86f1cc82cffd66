"""HTML as blocks: tables, lists, headings and paragraphs with the lines they stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from sphinx_seminar.importers.columns import Columns
from sphinx_seminar.importers.pages.blocks import (
    BREAK,
    Block,
    Heading,
    Item,
    Items,
    Paragraph,
    Row,
    Rule,
    Table,
)
from sphinx_seminar.importers.pages.bounds import LONGEST_TEXT
from sphinx_seminar.importers.pages.inline import MARKS, clean_url, linked_text
from sphinx_seminar.importers.pages.spans import Cell, Grid, below, span_of
from sphinx_seminar.importers.texts import Mark, Piece, Text, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What holds no text of the page, or leads elsewhere on the site.
_HIDDEN = frozenset({
    "script", "style", "noscript", "template", "nav", "footer", "form", "svg", "iframe", "head",
    "button", "select", "textarea",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 7, "caption": 7, "dt": 8}
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "details", "blockquote", "header", "body", "html",
    "center", "dl", "dd", "address", "figure", "tbody", "thead", "tfoot", "pre",
})  # fmt: skip
_SUMMARY = _HEADINGS["summary"]
_LABELS = Columns()
_DEEPEST = 60


@dataclass(slots=True)
class _Open:
    """A list, an item, a table, a row or the page, open while its blocks come in."""

    tag: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    grid: Grid = field(default_factory=Grid)
    head: Row | None = None
    is_head: bool = False
    #: How many columns and rows a cell spans.
    columns: int = 1
    spanned: int = 1


class _Blocks(HTMLParser):
    """Collects the blocks of a piece of HTML; nothing that is left open is lost."""

    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self._first_line = first_line
        self._hidden: list[str] = []
        self._open = [_Open("page", first_line)]
        self._pieces: list[Piece] = []
        self._marks: list[Mark] = []
        self._url = ""
        self._heading = 0
        self._line = first_line

    def finish(self) -> list[Block]:
        """Return the blocks; what is still open is closed."""
        self.close()
        self._flush()
        while len(self._open) > 1:
            self._close_container(self._open[-1].tag)
        return self._open[0].blocks

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.append(tag)
            return
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "a":
            self._url = clean_url(dict(attrs).get("href") or "")
        elif tag in MARKS:
            self._marks.append(MARKS[tag])
        elif tag == "br":
            self._pieces.append(Piece(BREAK, self._url))
        elif tag == "img" and self._url:
            self._pieces.append(Piece(dict(attrs).get("alt") or "", self._url))
        else:
            self._start_block(tag, dict(attrs))

    def _start_block(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _HEADINGS:
            self._flush()
            self._heading = _HEADINGS[tag]
        elif tag in {"ul", "ol", "table", "li", "tr", "td", "th"}:
            self._open_container(tag, attributes)
        elif tag == "hr":
            self._flush()
            self._open[-1].blocks.append(Rule(self._here()))
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
            return
        if tag == "a":
            self._url = ""
        elif tag in MARKS:
            if MARKS[tag] in self._marks:
                self._marks.remove(MARKS[tag])
        elif tag in _HEADINGS:
            self._flush()
            self._heading = 0
        elif tag in {"ul", "ol", "table", "li", "tr", "td", "th"}:
            self._close_container(tag)
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if data.strip() and not any(piece.text.strip() for piece in self._pieces):
            lead = data[: len(data) - len(data.lstrip())]
            self._line = self._here() + lead.count("\n")
        if data.strip() or self._pieces:
            self._pieces.append(
                Piece(" ".join(data.split("\n")), self._url, frozenset(self._marks))
            )

    def _here(self) -> int:
        return self.getpos()[0] - 1 + self._first_line

    def _break(self) -> None:
        """End a paragraph; in a cell it is a break in the cell's text."""
        if self._open[-1].tag in {"td", "th"}:
            if self._pieces:
                self._pieces.append(Piece(BREAK))
        else:
            self._flush()

    def _flush(self) -> None:
        text = self._take()
        if text:
            block: Block = Paragraph(text, text.line)
            if self._heading == _SUMMARY and _LABELS.knows(text.words):
                # "Abstract", to be opened: a label of what it hides
                block = Paragraph(joined((text, Text.of(":")), ""), text.line)
            elif self._heading:
                block = Heading(self._heading, text, text.line)
            self._open[-1].blocks.append(block)

    def _take(self) -> Text:
        pieces: list[Piece] = []
        if sum(len(piece.text) for piece in self._pieces) > LONGEST_TEXT:
            self._pieces = [Piece("".join(piece.text for piece in self._pieces))]
        for piece in self._pieces:
            bare = linked_text(piece.text).pieces if not piece.url else ()
            found = [part._replace(marks=piece.marks) for part in bare] or [piece]
            pieces += found
        self._pieces = []
        return Text(tuple(pieces), self._line).stripped()

    def _open_container(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in {"li", "tr", "td", "th"}:
            self._close_siblings(tag)
        else:
            self._flush()
        if len(self._open) < _DEEPEST:
            columns, rows = span_of(attributes.get("colspan")), span_of(attributes.get("rowspan"))
            opened = _Open(tag, self._here(), is_head=tag == "th", columns=columns, spanned=rows)
            self._open.append(opened)
        self._line = self._here()

    def _close_siblings(self, tag: str) -> None:
        """Close what ends where *tag* begins: HTML leaves the end tags of these out."""
        closing = {"li": {"li"}, "tr": {"td", "th", "tr"}}.get(tag, {"td", "th"})
        while self._open[-1].tag in closing:
            self._close_container(self._open[-1].tag)
        if tag != "td" and tag != "th":  # noqa: PLR1714
            self._flush()

    def _close_container(self, tag: str) -> None:
        if not any(one.tag == tag for one in self._open[1:]):
            return
        while True:
            closed = self._open[-1]
            if closed.tag in {"td", "th"}:
                self._end_cell(closed)
            else:
                self._flush()
                self._open.pop()
                self._end(closed, self._open[-1])
            if closed.tag == tag or len(self._open) == 1:
                return

    def _end_cell(self, cell: _Open) -> None:
        text = self._take()
        self._open.pop()
        row = self._open[-1]
        # Lists and paragraphs in a cell are lines of its text.
        inner = [one for block in cell.blocks for one in _texts(block)]
        parts: list[Piece] = []
        for one in [*inner, *([text] if text else [])]:
            parts += [Piece(BREAK)] * bool(parts) + list(one.pieces)
        row.cells.append(Cell(Text(tuple(parts), cell.line), cell.columns, cell.spanned))
        row.is_head = cell.is_head and (row.is_head or len(row.cells) == 1)

    def _end(self, closed: _Open, around: _Open) -> None:
        if closed.tag == "li":
            around.items.append(Item(tuple(closed.blocks), closed.line))
        elif closed.tag == "tr":
            row = around.grid.row(closed.cells, closed.line)
            if closed.is_head and not around.rows:
                around.head = row if around.head is None else below(around.head, row)
            elif any(cell.text for cell in closed.cells):
                around.rows.append(row)
        elif closed.tag == "table":
            around.blocks.append(Table(closed.head, tuple(closed.rows), closed.line, is_html=True))
        else:
            around.blocks.append(Items(tuple(closed.items), closed.line))
            around.blocks.extend(closed.blocks)


def _texts(block: Block) -> list[Text]:
    if isinstance(block, Paragraph | Heading):
        return [block.text]
    if isinstance(block, Items):
        return [text for item in block.items for one in item.blocks for text in _texts(one)]
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row.cells]
    return []


def html_blocks(text: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of *text*, which begins at *first_line* of its file."""
    parser = _Blocks(first_line)
    parser.feed(text)
    return parser.finish()
