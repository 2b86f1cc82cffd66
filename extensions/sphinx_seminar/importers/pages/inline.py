"""Inline Markdown, and the HTML in it, as pieces of text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.pages.blocks import BREAK, SOFT
from sphinx_seminar.importers.pages.bounds import LONGEST_TEXT
from sphinx_seminar.importers.texts import Mark, Piece, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

MARKS = {
    "strong": Mark.STRONG, "b": Mark.STRONG, "em": Mark.EMPHASIS, "i": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS, "s": Mark.STRUCK, "del": Mark.STRUCK, "strike": Mark.STRUCK,
    "code": Mark.CODE, "tt": Mark.CODE,
}  # fmt: skip
_TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z][\w-]*)([^>]*)>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w/@.=])(?:https?://|www\.)[^\s<>\"'|\\^`{}\x0b\x0c]+")
_TRAILING = ".,;:!?*_~'\"”’"


def href_of(attributes: str) -> str:
    """Return the address in the attributes of an ``<a>``."""
    match = _HREF.search(attributes)
    found = next((one for one in match.groups() if one is not None), "") if match else ""
    return clean_url(html.unescape(found))


def clean_url(url: str) -> str:
    """Return *url* without the white space that authors leave at its ends."""
    return " ".join(url.split())


def text_of(token: Token, line: int) -> Text:
    """Return the text of an inline *token* that begins on *line*."""
    if len(token.content) > LONGEST_TEXT:
        return Text.of(token.content.replace("\n", SOFT), line)
    return Text(tuple(_linked(_Run().pieces(token.children or ()))), line)


class _Run:
    """Walks the children of one token with the marks and the link that are open."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []
        self._url = ""
        self._broke = False

    def pieces(self, tokens: Iterable[Token]) -> Iterator[Piece]:
        for token in tokens:
            text = self._text(token)
            if text:
                yield Piece(text, self._url, frozenset(self._extra(token)))

    def _extra(self, token: Token) -> list[Mark]:
        if token.type == "code_inline":
            return [*self._marks, Mark.CODE]
        if token.type.startswith("math_"):
            return [*self._marks, Mark.MATH]
        return self._marks

    def _text(self, token: Token) -> str:
        """Return the text of *token*, and note what it opens and closes."""
        kind = token.type
        broke, self._broke = self._broke, False
        if kind in {"text", "code_inline"}:
            return token.content
        if kind.startswith("math_"):
            return f"${token.content}$" if kind == "math_inline" else f"$${token.content}$$"
        if kind in {"softbreak", "hardbreak"}:
            return "\n" if kind == "hardbreak" or broke else SOFT
        if kind == "html_inline":
            return self._tag(token.content)
        if kind == "link_open":
            self._url = clean_url(str(token.attrGet("href") or ""))
        elif kind == "link_close":
            self._url = ""
        elif kind.endswith("_open") and kind.removesuffix("_open") in MARKS:
            self._marks.append(MARKS[kind.removesuffix("_open")])
        elif kind.endswith("_close") and kind.removesuffix("_close") in MARKS:
            self._close(MARKS[kind.removesuffix("_close")])
        elif kind == "image":
            return token.content if self._url else ""
        return ""

    def _tag(self, content: str) -> str:
        match = _TAG.match(content)
        if match is None:
            return ""
        name = match[2].lower()
        if name in {"br", "p"}:
            self._broke = True
            return BREAK
        if name == "a":
            self._url = "" if match[1] else href_of(match[3])
        elif name in MARKS and match[1]:
            self._close(MARKS[name])
        elif name in MARKS:
            self._marks.append(MARKS[name])
        return ""

    def _close(self, mark: Mark) -> None:
        if mark in self._marks:
            self._marks.remove(mark)


def _linked(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield *pieces* with the addresses that stand bare in them as links."""
    for piece in pieces:
        if piece.url or ("://" not in piece.text and "www." not in piece.text):
            yield piece
            continue
        position = 0
        for match in _BARE.finditer(piece.text):
            url = bare_url(match[0])
            yield piece._replace(text=piece.text[position : match.start()])
            address = url if "://" in url else f"https://{url}"
            yield piece._replace(text=url, url=address)
            position = match.start() + len(url)
        yield piece._replace(text=piece.text[position:])


def bare_url(text: str) -> str:
    """Return the address at the beginning of *text* without the sentence's punctuation."""
    text = text.rstrip(_TRAILING)
    while text.endswith((")", "]")) and text.count(text[-1]) > text.count(
        "(" if text[-1] == ")" else "["
    ):
        text = text[:-1].rstrip(_TRAILING)
    return text


def linked_text(text: str, line: int = 0) -> Text:
    """Return plain *text* with the addresses in it as links."""
    return Text(tuple(one for one in _linked([Piece(text)]) if one.text), line)
