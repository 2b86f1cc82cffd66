"""Prose as HTML for programs that read feeds: few tags, and every word escaped.

The only attributes are the addresses of links; formulas stand as LaTeX between dollar signs,
for readers of feeds take MathML out.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_seminar.model.links import refusal, scheme_of
from sphinx_seminar.model.prose import Block, BlockKind, Piece
from sphinx_seminar.model.richtext import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_seminar.model.prose import Prose

#: Inner ones first; a style without a tag is shown as plain text.
_TAGS = (
    (Style.CODE, "code"),
    (Style.MATH, "code"),
    (Style.SUBSCRIPT, "sub"),
    (Style.SUPERSCRIPT, "sup"),
    (Style.EMPHASIS, "em"),
    (Style.STRONG, "strong"),
)


def prose_html(prose: Prose) -> str:
    """Return *prose* as HTML."""
    return "".join(_WRITERS[block.kind](block) for block in prose)


def pieces_html(pieces: Iterable[Piece]) -> str:
    """Return *pieces*, which stand in a line, as HTML."""
    return "".join(map(_piece, pieces))


def link_html(address: str, text: str) -> str:
    """Return a link to *address*, or the bare *text* where nothing may lead there."""
    shown = escape(text)
    if not scheme_of(address) or refusal(address):
        return shown
    return f'<a href="{escape(address)}">{shown}</a>'


def _piece(piece: Piece) -> str:
    text = f"${piece.text}$" if Style.MATH in piece.styles else piece.text
    shown = escape(text).replace("\n", "<br>")
    for style, tag in _TAGS:
        if style in piece.styles:
            shown = f"<{tag}>{shown}</{tag}>"
    if not scheme_of(piece.url) or refusal(piece.url):
        return shown
    return f'<a href="{escape(piece.url)}">{shown}</a>'


def _paragraph(block: Block) -> str:
    return f"<p>{pieces_html(block.pieces)}</p>"


def _heading(block: Block) -> str:
    return f"<p><strong>{pieces_html(block.pieces)}</strong></p>"


def _verbatim(block: Block) -> str:
    return f"<pre>{escape(''.join(piece.text for piece in block.pieces))}</pre>"


def _formula(block: Block) -> str:
    return f"<p><code>${escape(''.join(piece.text for piece in block.pieces))}$</code></p>"


def _bullets(block: Block) -> str:
    return f"<ul>{_items(block)}</ul>"


def _numbers(block: Block) -> str:
    start = "" if block.first == 1 else f' start="{block.first}"'
    return f"<ol{start}>{_items(block)}</ol>"


def _items(block: Block) -> str:
    return "".join(f"<li>{_tight(part)}</li>" for part in block.parts)


def _tight(prose: Prose) -> str:
    """Return *prose* as HTML; a single paragraph needs no element of its own."""
    if len(prose) == 1 and prose[0].kind is BlockKind.PARAGRAPH:
        return pieces_html(prose[0].pieces)
    return prose_html(prose)


def _quote(block: Block) -> str:
    return "".join(f"<blockquote>{prose_html(part)}</blockquote>" for part in block.parts)


def _table(block: Block) -> str:
    rows = ("".join(f"<td>{_tight((cell,))}</td>" for cell in row) for row in block.parts)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


_WRITERS: dict[BlockKind, Callable[[Block], str]] = {
    BlockKind.PARAGRAPH: _paragraph,
    BlockKind.HEADING: _heading,
    BlockKind.CODE: _verbatim,
    BlockKind.FORMULA: _formula,
    BlockKind.BULLETS: _bullets,
    BlockKind.NUMBERS: _numbers,
    BlockKind.QUOTE: _quote,
    BlockKind.TABLE: _table,
}
