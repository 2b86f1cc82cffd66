"""What stands to the right of ``=``: literals, numbers and macros, joined by ``#``.

Grammar: Patashnik, *BibTeXing* (1988), section 2. Braces count also inside
quotation marks, and a backslash takes the character after it with it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# The commonest expressions, which need no scanner: {one level {of} braces}, "none", 2019.
_SIMPLE = re.compile(
    r"\{((?:[^{}\\]++|\\.|\{(?:[^{}\\]++|\\.)*+\})*+)\}|\"([^\"{}\\]*+)\"|([0-9]+)", re.DOTALL
)
_MARK = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTED_MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)
_WORD = re.compile(r"[^\s#{}\",=]+")
_SPACE = re.compile(r"\s*")
_FIELD = re.compile(r"\s*([^\s={}\"#,%]+)\s*=\s*(\S.*)", re.DOTALL)


class Piece(NamedTuple):
    """A literal text, or the name of a macro."""

    text: str
    is_macro: bool = False


class Expression(NamedTuple):
    """The pieces to concatenate, and what stands after them although nothing may."""

    pieces: tuple[Piece, ...]
    rest: str = ""


def simple_value(text: str) -> str | None:
    """Return the value of the expression *text* when it is a single plain literal."""
    match = _SIMPLE.fullmatch(text)
    return match[match.lastindex or 1] if match else None


def parse_expression(text: str) -> Expression:
    """Return the pieces of the expression *text*; an unclosed literal ends where the text ends."""
    pieces: list[Piece] = []
    position = 0
    while position < len(text):
        piece, position = _piece(text, position)
        if piece is None:
            break
        pieces.append(piece)
        end = _skip(text, position)
        if not text.startswith("#", end):
            return Expression(tuple(pieces), text[end:].strip())
        position = _skip(text, end + 1)
    return Expression(tuple(pieces), text[position:].strip())


def parse_swallowed_field(rest: str) -> tuple[str, str] | None:
    """Return name and expression of the field in *rest*, if only a comma is missing before it."""
    match = _FIELD.fullmatch(rest.strip())
    return (match[1], match[2]) if match else None


def _piece(text: str, position: int) -> tuple[Piece | None, int]:
    if text[position] == "{":
        end = _closing(text, position + 1, _MARK, "}")
        return Piece(text[position + 1 : end]), end + 1
    if text[position] == '"':
        end = _closing(text, position + 1, _QUOTED_MARK, '"')
        return Piece(text[position + 1 : end]), end + 1
    match = _WORD.match(text, position)
    if match is None:
        return None, position
    return Piece(match[0], is_macro=not match[0].isdecimal()), match.end()


def _closing(text: str, position: int, marks: re.Pattern[str], close: str) -> int:
    """Return where the literal that begins at *position* is closed, or the end of the text."""
    depth = 0
    for match in marks.finditer(text, position):
        mark = match[0]
        if mark == close and depth == 0:
            return match.start()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(depth - 1, 0)
    return len(text)


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
