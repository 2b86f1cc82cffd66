"""From the nodes of a text to prose: what a reader sees of it, and nothing that pages hide.

Comments, drafts under ``only`` and to-do notes are left out, as are pictures, of which their
descriptions stay. What is known here by no name of its own is taken for the text in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinx.util import docname_join

from sphinx_seminar.domain.nodes import CitationNode, SessionFacts, TalkFacts
from sphinx_seminar.domain.titles import STYLES
from sphinx_seminar.model.links import refusal, resolved_doi, scheme_of
from sphinx_seminar.model.prose import Block, BlockKind, Mention, Piece, Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_seminar.model.richtext import Style

#: What directives put around the text of a talk, and of a session.
ABSTRACT_CLASS, BODY_CLASS = "seminar-abstract", "seminar-session-body"
_TALK_CLASS = "seminar-talk"
_HIDDEN = (
    nodes.Invisible,
    nodes.raw,
    nodes.system_message,
    nodes.Decorative,
    addnodes.only,
    addnodes.toctree,
    addnodes.index,
    addnodes.tabular_col_spec,
)
#: By name, since their extension need not be there.
_HIDDEN_NAMES = frozenset({"todo_node"})
_BREAK = "<br"


def abstract_of(facts: TalkFacts) -> Prose:
    """Return the abstract of the talk of *facts*."""
    return _with_notes([one for one in facts.parent.children if _has_class(one, ABSTRACT_CLASS)])


def text_of(facts: SessionFacts) -> Prose:
    """Return what the session of *facts* says outside its talks."""
    return _with_notes(body_of(facts))


def _with_notes(found: Sequence[nodes.Node]) -> Prose:
    """Return *found* with its footnotes, which parsers put at the end of the document."""
    prose = read_prose(found)
    marks = [mark for node in found for mark in node.findall(nodes.footnote_reference)]
    if not marks:
        return prose
    root: nodes.Element = marks[0]
    while isinstance(root.parent, nodes.Element):
        root = root.parent
    notes = {name: one for one in root.findall(nodes.footnote) for name in one["ids"]}
    inside = {id(one) for node in found for one in node.findall(nodes.footnote)}
    wanted = dict.fromkeys(mark.get("refid", "") for mark in marks)
    outside = [notes[name] for name in wanted if name in notes and id(notes[name]) not in inside]
    return (*prose, *read_prose(outside))


def body_of(facts: SessionFacts) -> list[nodes.Element]:
    """Return the elements of the session of *facts* that are its text outside the talks."""
    found: list[nodes.Element] = []
    for sibling in facts.parent.children[facts.parent.index(facts) + 1 :]:
        if isinstance(sibling, SessionFacts) or not isinstance(sibling, nodes.Element):
            break
        if _has_class(sibling, BODY_CLASS):
            found.append(sibling)
    return found


def _has_class(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Element) and name in node["classes"]


def read_prose(found: Iterable[nodes.Node]) -> Prose:
    """Return the blocks of *found*, one after the other."""
    return tuple(block for node in found for block in _blocks(node))


def read_pieces(found: Iterable[nodes.Node], styles: tuple[Style, ...] = ()) -> tuple[Piece, ...]:
    """Return *found*, which stand in a line of text, as pieces."""
    return _joined(piece for node in found for piece in _pieces(node, styles))


def is_hidden(node: nodes.Node) -> bool:
    """Tell whether readers of a page do not see *node*."""
    if isinstance(node, nodes.target):
        # it may be around words
        return False
    return isinstance(node, _HIDDEN) or type(node).__name__ in _HIDDEN_NAMES


def _blocks(node: nodes.Node) -> Iterator[Block]:
    if is_hidden(node) or not isinstance(node, nodes.Element) or _has_class(node, _TALK_CLASS):
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
    yield from _block(BlockKind.FORMULA, (Piece(node.astext()),))


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
    yield from _block(BlockKind.PARAGRAPH, _joined(pieces))


def _admonition(node: nodes.Element) -> Iterator[Block]:
    label = admonitionlabels.get(node.tagname, "")
    if label and not isinstance(node.next_node(), nodes.title):
        yield from _block(BlockKind.HEADING, (Piece(str(label)),))
    yield from read_prose(node.children)


def _field(node: nodes.Element) -> Iterator[Block]:
    name, body = node.children[0], read_prose(node.children[1:])
    pieces = (*read_pieces([name]), Piece(": "))
    if body and body[0].kind is BlockKind.PARAGRAPH:
        yield from _block(BlockKind.PARAGRAPH, _joined((*pieces, *body[0].pieces)))
        yield from body[1:]
    else:
        yield from _block(BlockKind.PARAGRAPH, _joined(pieces))
        yield from body


def _note(node: nodes.Element) -> Iterator[Block]:
    """Yield a footnote: its label, then its text."""
    label = node.next_node(nodes.label)
    mark = (Piece(f"[{label.astext()}] "),) if label is not None else ()
    body = read_prose(child for child in node.children if not isinstance(child, nodes.label))
    if body:
        first = body[0]
        yield first._replace(pieces=_joined((*mark, *first.pieces)))
        yield from body[1:]


def _lines(node: nodes.Element) -> Iterator[Block]:
    pieces: list[Piece] = []
    for line in node.findall(nodes.line):
        pieces += [*([Piece("\n")] if pieces else []), *read_pieces(line.children)]
    yield from _block(BlockKind.PARAGRAPH, _joined(pieces))


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
    return Block(BlockKind.PARAGRAPH, _joined(pieces))


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


# -- in a line of text -----------------------------------------------------------------------


def _pieces(node: nodes.Node, styles: tuple[Style, ...]) -> Iterator[Piece]:
    if isinstance(node, nodes.Text):
        yield Piece(" ".join(node.astext().split("\n")), styles)
    elif isinstance(node, CitationNode):
        yield Piece("", styles, mention=Mention.of_citation(node["citation"]))
    elif isinstance(node, nodes.raw):
        # how MyST writes a line break
        if node.astext().startswith(_BREAK):
            yield Piece("\n", styles)
    elif isinstance(node, nodes.image):
        yield Piece(node.get("alt", ""), styles)
    elif isinstance(node, addnodes.pending_xref):
        yield from _reference(node, styles)
    elif isinstance(node, nodes.footnote_reference):
        yield Piece(f"[{node.astext()}]", styles)
    elif isinstance(node, nodes.Element) and not is_hidden(node):
        style = STYLES.get(type(node))
        inner = tuple(sorted({*styles, style})) if style else styles
        found = read_pieces(node.children, inner)
        url = _address(node)
        yield from (piece._replace(url=url) for piece in found) if url else found


def _address(node: nodes.Element) -> str:
    """Return where *node* leads on the web, '' when to a page of the archive or nowhere."""
    uri = resolved_doi(node.get("refuri", "")) if isinstance(node, nodes.reference) else ""
    return uri if scheme_of(uri) and not refusal(uri) else ""


def _reference(node: addnodes.pending_xref, styles: tuple[Style, ...]) -> Iterator[Piece]:
    """Yield a reference: as the author words it, or to be worded."""
    domain, kind = node.get("refdomain", ""), node.get("reftype", "")
    words = read_pieces(node.children, styles)
    if domain == "seminar":
        mention = Mention(kind, (node["reftarget"],))
    elif domain == "doc":
        mention = Mention("doc", (node["reftarget"],))
    elif domain == "std" and kind == "doc":
        mention = Mention("doc", (docname_join(node.get("refdoc", ""), node["reftarget"]),))
    else:
        yield from words
        return
    if node.get("refexplicit") and any(piece.text.strip() for piece in words):
        yield from (piece._replace(mention=mention) for piece in words)
    else:
        yield Piece("", styles, mention=mention)


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return *pieces* with empty ones dropped and equal neighbours merged."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and not piece.mention and kept[-1][1:] == piece[1:]:
            kept[-1] = piece._replace(text=kept[-1].text + piece.text)
        elif piece.text or piece.mention:
            kept.append(piece)
    return tuple(kept)
