"""From the nodes of a line of text to pieces, and which nodes readers of a page do not see.

Comments, drafts under ``only`` and to-do notes are hidden, and pictures are their descriptions.
A reference without words of its own becomes a mention, to be worded when the archive is whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_seminar.domain.nodes import CitationNode
from sphinx_seminar.domain.titles import STYLES
from sphinx_seminar.model.links import refusal, resolved_doi, scheme_of
from sphinx_seminar.model.prose import Mention, Piece
from sphinx_seminar.model.richtext import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
#: The mention of a footnote, until it has a number.
NOTE = "note"
#: A comment of LaTeX; the percent sign itself is ``\\%``.
LATEX_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%(.*)$", re.MULTILINE)


def read_pieces(found: Iterable[nodes.Node], styles: tuple[Style, ...] = ()) -> tuple[Piece, ...]:
    """Return *found*, which stand in a line of text, as pieces."""
    return joined_pieces(piece for node in found for piece in _pieces(node, styles))


def is_hidden(node: nodes.Node) -> bool:
    """Tell whether readers of a page do not see *node*."""
    if isinstance(node, nodes.target):
        # it may be around words
        return False
    return isinstance(node, _HIDDEN) or type(node).__name__ in _HIDDEN_NAMES


def latex_of(node: nodes.Element) -> str:
    """Return the LaTeX of a formula without its comments."""
    return LATEX_COMMENT.sub(r"\1", node.astext()).strip()


def note_mark(typed: str, names: Iterable[str]) -> Piece:
    """Return the mark of a footnote, to be numbered by its *names*."""
    return Piece(f"[{typed}]", mention=Mention(NOTE, (typed, *names)))


def _pieces(node: nodes.Node, styles: tuple[Style, ...]) -> Iterator[Piece]:
    if isinstance(node, nodes.Text):
        yield Piece(" ".join(node.astext().split("\n")), styles)
    elif isinstance(node, nodes.math):
        yield Piece(latex_of(node), tuple(sorted({*styles, Style.MATH})))
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
        yield note_mark(node.astext(), [node.get("refid", "")])
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


def joined_pieces(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return *pieces* with empty ones dropped and equal neighbours merged."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and not piece.mention and kept[-1][1:] == piece[1:]:
            kept[-1] = piece._replace(text=kept[-1].text + piece.text)
        elif piece.text or piece.mention:
            kept.append(piece)
    return tuple(kept)
