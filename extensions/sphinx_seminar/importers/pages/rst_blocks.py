"""The blocks of a doctree that docutils read, with their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.importers.deciding.markup import markdown_of
from sphinx_seminar.importers.pages.blocks import (
    BREAK,
    SOFT,
    Block,
    Heading,
    Item,
    Items,
    Literal,
    Paragraph,
    Row,
    Rule,
    Table,
    first_text,
)
from sphinx_seminar.importers.pages.inline import linked_text
from sphinx_seminar.importers.pages.spans import Cell, Grid, below
from sphinx_seminar.importers.texts import Mark, Piece, Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARKS: dict[type[nodes.Element], Mark] = {
    nodes.strong: Mark.STRONG,
    nodes.emphasis: Mark.EMPHASIS,
    nodes.title_reference: Mark.EMPHASIS,
    nodes.literal: Mark.CODE,
}
#: What is no text of the page.
_HIDDEN = (nodes.comment, nodes.target, nodes.substitution_definition, nodes.image, nodes.pending)
_TERM = 8


def blocks_of(parent: nodes.Element, level: int = 1) -> list[Block]:
    """Return the blocks in *parent*, whose headings are of *level*."""
    return [block for child in parent.children for block in _block(child, level)]


def _block(node: nodes.Node, level: int) -> Iterator[Block]:
    line = line_of(node)
    if not isinstance(node, nodes.Element) or isinstance(node, _HIDDEN):
        return
    if isinstance(node, nodes.section):
        yield from blocks_of(node, level + 1)
    elif isinstance(node, nodes.title | nodes.rubric | nodes.subtitle):
        yield Heading(min(max(level - 1, 1), 6), text_of(node), line)
    elif isinstance(node, nodes.paragraph | nodes.attribution | nodes.line_block):
        text = text_of(node)
        if text:
            yield Paragraph(text, line, markdown_of(text))
    elif isinstance(node, nodes.bullet_list | nodes.enumerated_list):
        yield _items(node, level)
    elif isinstance(node, nodes.table):
        yield _table(node)
    else:
        yield from _others(node, level)


def _others(node: nodes.Element, level: int) -> Iterator[Block]:
    line = line_of(node)
    if isinstance(node, nodes.transition):
        yield Rule(line)
    elif isinstance(node, nodes.literal_block | nodes.doctest_block):
        yield Literal(node.astext(), line, node.astext())
    elif isinstance(node, nodes.math_block):
        yield Paragraph(_math(node.astext(), line, display=True), line, f"$${node.astext()}$$")
    elif isinstance(node, nodes.definition_list_item):
        terms = [one for one in node.children if isinstance(one, nodes.term)]
        yield Heading(_TERM, joined(map(text_of, terms)), line)
        for one in node.children:
            if isinstance(one, nodes.definition):
                yield from blocks_of(one, level)
        yield Rule(line)
    elif isinstance(node, nodes.field):
        # ":Speaker: A. Lee" is a labelled line.
        name, body = node.children[0], node.children[1]
        inner = blocks_of(body, level) if isinstance(body, nodes.Element) else []
        texts = [first for one in inner if (first := getattr(one, "text", None))]
        first = texts[0] if texts and isinstance(texts[0], Text) else Text()
        text = joined([Text.of(f"{name.astext()}: ", line), first], "")
        yield Paragraph(text, line, markdown_of(text))
        yield from inner[1:] if first else inner
    else:
        yield from blocks_of(node, level)


def _items(node: nodes.Element, level: int) -> Items:
    items = tuple(
        Item(tuple(blocks_of(one, level)), line_of(one))
        for one in node.children
        if isinstance(one, nodes.list_item)
    )
    return Items(items, line_of(node))


def _table(node: nodes.table) -> Table:
    head: Row | None = None
    rows: list[Row] = []
    grid = Grid()
    for row in node.findall(nodes.row):
        cells = [_cell(entry) for entry in row.children if isinstance(entry, nodes.Element)]
        line = next((one.text.line for one in cells if one.text.line), line_of(row))
        made = grid.row(cells, line)
        if isinstance(row.parent, nodes.thead):
            head = made if head is None else below(head, made)
        elif any(one.text for one in cells):
            rows.append(made)
    return Table(head, tuple(rows), line_of(node))


def _cell(entry: nodes.Element) -> Cell:
    """Return the text of a cell; its paragraphs and items are lines of it."""
    texts: list[Text] = []
    for block in blocks_of(entry):
        if isinstance(block, Paragraph | Heading):
            texts.append(block.text)
        elif isinstance(block, Items):
            texts += [first_text(item) for item in block.items]
    text = joined(texts, BREAK) if texts else Text((), line_of(entry))
    return Cell(text, entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1)


def text_of(node: nodes.Element) -> Text:
    """Return the text of an element with its links and marks."""
    return Text(tuple(_linked(_pieces(node, "", frozenset()))), line_of(node)).stripped()


def _linked(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.url or Mark.MATH in piece.marks:
            yield piece
        else:
            yield from (one._replace(marks=piece.marks) for one in linked_text(piece.text).pieces)


def _pieces(node: nodes.Node, url: str, marks: frozenset[Mark]) -> Iterator[Piece]:
    if isinstance(node, nodes.Text):
        yield Piece(node.astext().replace("\n", SOFT), url, marks)
    elif isinstance(node, nodes.math):
        yield from _math(node.astext(), 0).pieces
    elif isinstance(node, nodes.Element) and not isinstance(node, _HIDDEN):
        address = str(node.get("refuri", "")) or url
        mark = _MARKS.get(type(node))
        inner = marks | {mark} if mark else marks
        for child in node.children:
            yield from _pieces(child, address, inner)
        if isinstance(node, nodes.line):
            yield Piece("\n", "", marks)


def _math(latex: str, line: int, *, display: bool = False) -> Text:
    sign = "$$" if display else "$"
    return Text((Piece(f"{sign}{latex}{sign}", "", frozenset({Mark.MATH})),), line)


def line_of(node: nodes.Node) -> int:
    """Return the line of *node*, or of the first thing in it or around it that knows one."""
    current: nodes.Node | None = node
    if not node.line and isinstance(node, nodes.Element):
        current = next((one for one in node.findall() if one.line), node)
    while current is not None and not current.line:
        current = current.parent
    return (current.line if current is not None else 0) or 0
