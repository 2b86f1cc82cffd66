"""Lines of at most 72 columns, so that a mail can be read and quoted anywhere.

A line is broken at spaces, and between Chinese, Japanese and Korean characters but not before
a mark that closes or after one that opens. An address is never broken. The lines of an item
stand below its text, those of a quotation keep its mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = 72
_WIDE = frozenset({"W", "F"})
#: Marks that begin no line, and that end none (JIS X 4051, GB/T 15834).
_CLOSING = frozenset(
    "、。，．・：；？！）」』】〕〉》〗｝］’”…—～,.:;?!)]}"
    "ー々ゝヽぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_OPENING = frozenset("（「『【〔〈《〖｛［‘“([{")
_HEAD = re.compile(r"\s*(?:(?:[-*•–]|\d{1,4}[.)]|>)\s+)*")
_ADDRESS = re.compile(r"(?:https?|mailto|tel):[!-~]+")


def wrapped(text: str, columns: int = COLUMNS) -> str:
    """Return *text* with its long lines broken; no line ends in a space."""
    return "\n".join(
        line.rstrip() for long in text.split("\n") for line in _wrapped_line(long, columns)
    )


def _wrapped_line(line: str, columns: int) -> Iterator[str]:
    if width(line) <= columns:
        yield line
        return
    head = _HEAD.match(line)
    first = head[0] if head else ""
    rest = "".join(">" if char == ">" else " " * width(char) for char in first)
    filled, is_empty = first, True
    for glue, word in _words(line[len(first) :]):
        if not is_empty and width(filled) + len(glue) + width(word) > columns:
            yield filled
            filled, is_empty = rest, True
        filled += word if is_empty else glue + word
        is_empty = False
    yield filled


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is never broken, each with what stands before it on one line."""
    glue = ""
    for chunk in text.split():
        for part in _parts(chunk):
            yield glue, part
            glue = ""
        glue = " "


def _parts(chunk: str) -> Iterator[str]:
    """Divide *chunk*, which holds no space, where a line may be broken."""
    address = _ADDRESS.search(chunk)
    start = 0
    for index in range(1, len(chunk)):
        if address and address.start() < index < address.end():
            continue
        before, after = chunk[index - 1], chunk[index]
        if (_is_wide(before) or _is_wide(after)) and not _hold(before, after):
            yield chunk[start:index]
            start = index
    yield chunk[start:]


def _hold(before: str, after: str) -> bool:
    return after in _CLOSING or before in _OPENING or bool(unicodedata.combining(after))


def width(text: str) -> int:
    """Return how many columns *text* takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in _WIDE


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if _is_wide(char) else 1
