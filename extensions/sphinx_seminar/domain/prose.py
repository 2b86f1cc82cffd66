"""From the nodes of a text to prose: what a reader sees of it, and nothing that pages hide.

What is known here by no name of its own is taken for the text in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from sphinx_seminar.domain.pieces import (
    is_hidden,
    joined_pieces,
    latex_of,
    note_mark,
    read_pieces,
)
from sphinx_seminar.model.prose import Block, BlockKind, Piece, Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: What directives put around the text of a talk, and of a session.
ABSTRACT_CLASS, BODY_CLASS = "seminar-abstract", "seminar-session-body"
_TALK_CLASS = "seminar-talk"


def has_class(node: nodes.Node, name: str) -> bool:
    """Tell whether *node* has the class *name*."""
    return isinstance(node, nodes.Element) and name in node["classes"]


def read_prose(found: Iterable[nodes.Node]) -> Prose:
    """Return the blocks of *found*, one after the other."""
    return tuple(block for node in found for block in _blocks(node))


def _blocks(node: nodes.Node) -> Iterator[Block]:
    if is_hidden(node) or not isinstance(node, nodes.Element) or has_class(node, _TALK_CLASS):
        return
    read = next((read for kind, read in _READERS if isinstance(node, kind)), None)
    if read is not None:
        yield from read(node)
    elif isinstance(node, nodes.TextElement):
        yield from _paragraph(node)
    elif isinstance(node, nodes.image):
        yield from _block(BlockKind.PARAGRAPH, (Piece(node.get("alt", "")),))
    else:
        yield from read_prose(node.children)


def _block(kind: BlockKind, pieces: tuple[Piece, ...]) -> Iterator[Block]:
    if any(piece.mention or piece.text.strip() for piece in pieces):
        yield Block(kind, pieces)


def _paragraph(node: nodes.Element) -> Iterator[Block]:
    yield from _block(BlockKind.PARAGRAPH, read_pieces(node.children))


def _heading(node: nodes.Element) -> Iterator[Block]:
    yield from _block(BlockKind.HEADING, read_pieces(node.children))


def _verbatim(node: nodes.Element) -> Iterator[Block]:
    yield from _block(BlockKind.CODE, (Piece(node.astext().strip("\n")),))


def _formula(node: nodes.Element) -> Iterator[Block]:
    yield from _block(BlockKind.FORMULA, (Piece(latex_of(node)),))


def _bullets(node: nodes.Element) -> Iterator[Block]:
    parts = tuple(read_prose(item.children) for item in node.children)
    yield Block(BlockKind.BULLETS, parts=tuple(filter(None, parts)))


def _numbers(node: nodes.Element) -> Iterator[Block]:
    parts = tuple(read_prose(item.children) for item in node.children)
    yield Block(BlockKind.NUMBERS, parts=parts, first=int(node.get("start", 1)))


def _quote(node: nodes.Element) -> Iterator[Block]:
    inner = read_prose(node.children)
    if inner:
        yield Block(BlockKind.QUOTE, parts=(inner,))


def _attribution(node: nodes.Element) -> Iterator[Block]:
    pieces = (Piece("— "), *read_pieces(node.children))
    yield from _block(BlockKind.PARAGRAPH, joined_pieces(pieces))


def _admonition(node: nodes.Element) -> Iterator[Block]:
    label = admonitionlabels.get(node.tagname, "")
    if label and not isinstance(node.next_node(), nodes.title):
        yield from _block(BlockKind.HEADING, (Piece(str(label)),))
    yield from read_prose(node.children)


def _field(node: nodes.Element) -> Iterator[Block]:
    name, body = node.children[0], read_prose(node.children[1:])
    pieces = (*read_pieces([name]), Piece(": "))
    if body and body[0].kind is BlockKind.PARAGRAPH:
        yield from _block(BlockKind.PARAGRAPH, joined_pieces((*pieces, *body[0].pieces)))
        yield from body[1:]
    else:
        yield from _block(BlockKind.PARAGRAPH, joined_pieces(pieces))
        yield from body


def _note(node: nodes.Element) -> Iterator[Block]:
    """Yield a footnote: its label, then its text."""
    label = node.next_node(nodes.label)
    mark = (note_mark(label.astext(), node["ids"]), Piece(" ")) if label is not None else ()
    body = read_prose(child for child in node.children if not isinstance(child, nodes.label))
    if body:
        first = body[0]
        yield first._replace(pieces=joined_pieces((*mark, *first.pieces)))
        yield from body[1:]


def _lines(node: nodes.Element) -> Iterator[Block]:
    pieces: list[Piece] = []
    for line in node.findall(nodes.line):
        pieces += [*([Piece("\n")] if pieces else []), *read_pieces(line.children)]
    yield from _block(BlockKind.PARAGRAPH, joined_pieces(pieces))


def _table(node: nodes.Element) -> Iterator[Block]:
    title = node.next_node(nodes.title)
    if title is not None and title.parent is node:
        yield from _heading(title)
    rows = tuple(
        tuple(_cell(cell) for cell in row.children if isinstance(cell, nodes.entry))
        for row in node.findall(nodes.row)
    )
    if any(cell.pieces for row in rows for cell in row):
        yield Block(BlockKind.TABLE, parts=rows)


def _cell(cell: nodes.entry) -> Block:
    """Return a cell as one paragraph: lists in tables lose their marks."""
    pieces: list[Piece] = []
    for block in read_prose(cell.children):
        for inner in (block, *(one for part in block.parts for one in part)):
            if inner.pieces:
                pieces += [*([Piece(" ")] if pieces else []), *inner.pieces]
    return Block(BlockKind.PARAGRAPH, joined_pieces(pieces))


_READERS: tuple[tuple[type | tuple[type, ...], Callable[[nodes.Element], Iterator[Block]]], ...] = (
    ((nodes.title, nodes.subtitle, nodes.rubric), _heading),
    ((nodes.literal_block, nodes.doctest_block), _verbatim),
    (nodes.math_block, _formula),
    (nodes.bullet_list, _bullets),
    (nodes.enumerated_list, _numbers),
    (nodes.block_quote, _quote),
    (nodes.attribution, _attribution),
    (nodes.Admonition, _admonition),
    (nodes.field, _field),
    ((nodes.footnote, nodes.citation), _note),
    (nodes.line_block, _lines),
    (nodes.table, _table),
    # a word and what it means
    (nodes.definition, _quote),
)
