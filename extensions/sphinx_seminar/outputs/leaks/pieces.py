"""Which pieces of a large text changed since it was clean, so that only they are looked at.

An archive's calendar and its data grow with it, and an edit changes a line of them. A text
is cut where its own lines say so (content-defined chunking), never at fixed places: what is
inserted moves no later cut. A piece is known by its digest and that of the piece before it,
for what two pieces give away together was not there when they stood apart.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A text below this size, in bytes, is looked at as a whole.
SMALLEST_TEXT = 1 << 16
#: No piece but the last is smaller: more than a link, or a word and its value, is spread over.
SMALLEST_PIECE = 1 << 12
#: How much of what stands before a changed piece is looked at with it, in bytes.
_BEFORE = SMALLEST_PIECE
_KEY_SIZE = 8
#: More than a pattern bridges.
APART = b"\n" * 16


class Changed(NamedTuple):
    """The parts of a text to look at, and the keys of all of its pieces, in hexadecimal."""

    parts: bytes
    keys: str


def changed_pieces(data: bytes, known: str) -> Changed:
    """Return what in *data* was not there when its pieces had the *known* keys.

    Each part comes with some of what stands before it; parts are kept apart by empty lines.
    """
    width = 2 * _KEY_SIZE
    clean = {known[start : start + width] for start in range(0, len(known), width)}
    keys: list[str] = []
    parts: list[bytes] = []
    start, before, shown = 0, b"", 0
    for end in _cuts(data):
        own = blake2b(data[start:end], digest_size=_KEY_SIZE).digest()
        key = blake2b(before + own, digest_size=_KEY_SIZE).hexdigest()
        keys.append(key)
        if key not in clean:
            first = max(shown, start - _BEFORE)
            if first > shown:
                parts.append(APART)
            parts.append(data[first:end])
            shown = end
        start, before = end, own
    return Changed(b"".join(parts), "".join(keys))


def _cuts(data: bytes) -> Iterator[int]:
    """Yield where the pieces of *data* end.

    A line ends a piece with a chance that grows with its length, by a checksum of it: on
    average after some 4 kB beyond the smallest size.
    """
    start = end = 0
    for line in _lines(data):
        end += len(line)
        if end - start >= SMALLEST_PIECE and crc32(line) % SMALLEST_PIECE < len(line):
            yield end
            start = end
    if end > start:
        yield end


def _lines(data: bytes) -> Iterator[bytes]:
    """Yield the lines of *data*, those of compact JSON cut behind its lists."""
    for line in data.splitlines(keepends=True):
        *lists, last = line.split(b"],") if len(line) > SMALLEST_TEXT else [line]
        yield from (one + b"]," for one in lists)
        yield last
