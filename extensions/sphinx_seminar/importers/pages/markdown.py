"""Markdown as blocks, by a CommonMark parser with tables, strike-through and formulas."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from sphinx_seminar.importers.pages.blocks import (
    Block,
    Heading,
    Item,
    Items,
    Literal,
    Paragraph,
    Row,
    Rule,
    Table,
)
from sphinx_seminar.importers.pages.html_blocks import html_blocks
from sphinx_seminar.importers.pages.inline import text_of
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from sphinx_seminar.importers.pages.cleaning import Line

#: HTML that goes on over blank lines, which CommonMark would cut it at.
_WHOLE = re.compile(r"^ {0,3}<(table|ul|ol|dl|style|script|nav)\b", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)


def markdown_blocks(lines: Sequence[Line]) -> list[Block]:
    """Return the blocks of a page of these *lines*."""
    kept, regions = _html_regions(lines)
    tokens = _parser().parse("\n".join(line.text for line in kept))
    blocks = _Tree(kept, tokens).blocks()
    if not regions:
        return blocks
    blocks += [block for region in regions for block in region]
    return sorted(blocks, key=lambda block: block.line)


def inline_text(text: str, line: int = 0) -> Text:
    """Return *text*, inline Markdown that stands alone, as pieces."""
    tokens = _parser().parseInline(text)
    return text_of(tokens[0], line).stripped() if tokens else Text((), line)


def _html_regions(lines: Sequence[Line]) -> tuple[list[Line], list[list[Block]]]:
    """Return *lines* with blank ones for elements of HTML, and the blocks of each of these."""
    kept: list[Line] = []
    regions: list[list[Block]] = []
    index = 0
    #: Elements that do not end: looked for once.
    endless: set[str] = set()
    while index < len(lines):
        match = _WHOLE.match(lines[index].text)
        tag = match[1].lower() if match else ""
        end = _closing(lines, index, tag) if tag and tag not in endless else None
        if end is None:
            endless |= {tag} if tag else set()
            kept.append(lines[index])
            index += 1
            continue
        text = "\n".join(line.text for line in lines[index : end + 1])
        regions.append(html_blocks(text, lines[index].number))
        kept += [line._replace(text="") for line in lines[index : end + 1]]
        index = end + 1
    return kept, regions


def _closing(lines: Sequence[Line], index: int, tag: str) -> int | None:
    """Return the line on which the element *tag* that begins on line *index* ends."""
    opening = re.compile(rf"<(/?){tag}\b", re.IGNORECASE)
    depth = 0
    for number in range(index, len(lines)):
        for match in opening.finditer(lines[number].text):
            depth += -1 if match[1] else 1
        if depth <= 0:
            return number
    return None


class _Tree:
    """Makes blocks of the parser's flat tokens."""

    def __init__(self, lines: Sequence[Line], tokens: Sequence[Token]) -> None:
        self._lines = lines
        self._tokens = tokens
        self._index = 0

    def blocks(self, until: str = "") -> list[Block]:
        """Return the blocks up to a token of the type *until*."""
        found: list[Block] = []
        while self._index < len(self._tokens):
            token = self._tokens[self._index]
            self._index += 1
            if token.type == until:
                break
            found.extend(self._block(token))
        return found

    def _block(self, token: Token) -> Iterator[Block]:
        line = self._line(token)
        if token.type == "heading_open":
            yield Heading(int(token.tag[1]), self._inline("heading_close"), line)
        elif token.type == "paragraph_open":
            yield Paragraph(self._inline("paragraph_close"), line, self._source(token))
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            yield self._items(token)
        elif token.type == "table_open":
            yield self._table(line)
        elif token.type == "blockquote_open":
            yield from self.blocks("blockquote_close")
        elif token.type == "html_block":
            yield from html_blocks(token.content, line)
        elif token.type == "hr":
            yield Rule(line)
        elif token.type in {"fence", "code_block", "math_block"}:
            yield Literal(token.content, line, self._source(token))

    def _line(self, token: Token) -> int:
        return self._lines[token.map[0]].number if token.map else 0

    def _source(self, token: Token) -> str:
        if not token.map:
            return ""
        lines = [line.text for line in self._lines[token.map[0] : token.map[1]]]
        return dedented(lines)

    def _inline(self, until: str) -> Text:
        text = Text()
        while self._index < len(self._tokens) and self._tokens[self._index].type != until:
            token = self._tokens[self._index]
            if token.type == "inline":
                text = text_of(token, self._line(token))
            self._index += 1
        self._index += 1
        return text.stripped()

    def _items(self, token: Token) -> Items:
        close = token.type.replace("_open", "_close")
        items: list[Item] = []
        while self._index < len(self._tokens):
            inner = self._tokens[self._index]
            self._index += 1
            if inner.type == close:
                break
            if inner.type == "list_item_open":
                blocks = tuple(self.blocks("list_item_close"))
                items.append(Item(blocks, self._line(inner), self._source(inner)))
        return Items(tuple(items), self._line(token), self._source(token))

    def _table(self, line: int) -> Table:
        rows: list[Row] = []
        cells: list[Text] = []
        row_line, source = line, ""
        while self._index < len(self._tokens):
            token = self._tokens[self._index]
            self._index += 1
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                cells, row_line, source = [], self._line(token), self._source(token)
            elif token.type == "inline":
                cells.append(text_of(token, row_line).stripped())
            elif token.type == "tr_close":
                rows.append(Row(tuple(cells), row_line, source))
        head = rows[0] if rows and any(rows[0].cells) else None
        return Table(head, tuple(row for row in rows[1:] if any(row.cells)), line)


def dedented(lines: Sequence[str]) -> str:
    """Return *lines* as one text without the indentation that all but the first share."""
    rest = [line for line in lines[1:] if line.strip()]
    shared = min((len(line) - len(line.lstrip()) for line in rest), default=0)
    kept = [lines[0].lstrip() if lines else "", *(line[shared:] for line in lines[1:])]
    return "\n".join(kept).strip("\n")
