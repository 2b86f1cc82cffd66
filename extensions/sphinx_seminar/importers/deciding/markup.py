"""Texts as Markdown: what an author wrote stays what he wrote, and nothing becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.texts import Mark, Piece, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_\[\]<>$])")
_WORD_JOINT = re.compile(r"(?<=\w)\\_(?=\w)")
_BREAKS = str.maketrans("\n\x0b\x0c", "   ")


def escaped(text: str) -> str:
    r"""Return plain *text* as Markdown that shows it.

    >>> escaped("a_b *c* [d]")
    'a_b \\\\*c\\\\* \\\\[d\\\\]'
    """
    # An underscore inside a word is none of emphasis.
    return _WORD_JOINT.sub("_", _SPECIAL.sub(r"\\\1", text))


def markdown_of(text: Text, *, links: bool = True) -> str:
    """Return *text* on one line of Markdown, its *links* with their addresses if wanted."""
    return re.sub(r" {2,}", " ", "".join(_parts(text.pieces, links=links))).strip()


def _parts(pieces: Iterable[Piece], *, links: bool) -> Iterable[str]:
    for piece in pieces:
        shown = _shown(piece)
        if links and piece.url:
            label = shown.strip() or "link"
            address = piece.url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
            bare = piece.text.strip() == piece.url
            yield f"<{address}>" if bare else f"[{label}]({address})"
        else:
            yield shown


def _shown(piece: Piece) -> str:
    text = piece.text.translate(_BREAKS)
    if Mark.MATH in piece.marks or not text.strip():
        return text
    if Mark.CODE in piece.marks:
        return f"`{text}`" if "`" not in text else escaped(text)
    shown = escaped(text)
    for mark, sign in ((Mark.EMPHASIS, "*"), (Mark.STRONG, "**")):
        if mark in piece.marks:
            inner = shown.strip()
            start = len(shown) - len(shown.lstrip())
            shown = f"{shown[:start]}{sign}{inner}{sign}{shown[start + len(inner) :]}"
    return shown


def without_links(text: Text) -> Text:
    """Return *text* with its labels and without its addresses."""
    return Text(tuple(piece._replace(url="") for piece in text.pieces), text.line)
