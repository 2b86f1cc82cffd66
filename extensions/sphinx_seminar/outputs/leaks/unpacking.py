"""What a file holds: itself, and whatever is packed or compressed in it.

Each part is unpacked up to a bound, so that a bomb costs little; a part that cannot be
unpacked is looked at as it is.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from sphinx_seminar.domain.deferring import deferred

if TYPE_CHECKING:
    from collections.abc import Iterator

pdf_texts = deferred("sphinx_seminar.outputs.leaks.pdftexts:pdf_texts")

#: Bytes of one unpacked part, and how many packages may lie in one another.
LARGEST = 64 * 1024 * 1024
DEEPEST = 3

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
#: A compressed stream: its length is told elsewhere, its end by a word.
_DEFLATED = re.compile(rb"(?<=stream)\r?\nx[\x01\x5e\x9c\xda].*?(?=endstream)", re.DOTALL)
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
#: A string with the brackets in it that may stand there as they are.
_STRING = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)", re.DOTALL)
#: What tells of a stream that it holds objects, before it begins.
_OBJECTS, _NEAR = b"/ObjStm", 200
#: The operator that chooses a font, and strings of the numbers of glyphs in one.
_SETS_FONT = re.compile(rb"/\w+ [\d.]+ Tf\b")
_GLYPHS = re.compile(rb"(?:\\[0-7]{3})+")
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_INVENTORY = b"# Sphinx inventory version 2"


def is_packed(data: bytes) -> bool:
    """Tell whether *data* holds more than can be read in it."""
    return data.startswith((_GZIP, _ZIP, _PDF, _INVENTORY))


def contents(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield *data* and everything that is packed in it; of a PDF what is not packed, first."""
    yield _DEFLATED.sub(b"", data) if data.startswith(_PDF) else data
    if depth == DEEPEST:
        return
    for part in _packed(data):
        yield from contents(part, depth + 1)


def _packed(data: bytes) -> Iterator[bytes]:
    if data.startswith(_GZIP):
        yield from _gunzipped(data)
    elif data.startswith(_ZIP):
        yield from _unzipped(data)
    elif data.startswith(_PDF):
        yield from _streams(data)
    elif data.startswith(_INVENTORY):
        # four lines, and the rest compressed
        yield from _inflated(data.split(b"\n", 4)[-1])


def _gunzipped(data: bytes) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            yield file.read(LARGEST)
    except (OSError, EOFError, zlib.error):
        return


def _unzipped(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for member in package.infolist():
                yield f"{member.filename}\n{member.comment!r}".encode()
                with package.open(member) as file:
                    yield file.read(LARGEST)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield the text of a PDF, its streams, and the strings in them in one piece.

    Only the strings of what draws the text of pages, when all of them could be read, and of
    what holds objects: the rest is numbers and names.
    """
    read = pdf_texts(data)
    yield "\n".join(read.texts).encode("utf-8", "replace")
    for found in _STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        has_objects = _OBJECTS in data[max(0, found.start() - _NEAR) : found.start()]
        for stream in _inflated(data[found.end() : end if end >= 0 else None]):
            if has_objects and b"(" not in _STRING.sub(b"", stream):
                yield b"\n".join(_STRING.findall(stream))
                continue
            # text is set in pieces: [(Pass)-20(code)] TJ
            strings = b"".join(_LITERAL.findall(stream))
            if read.is_whole and _SETS_FONT.search(stream):
                yield _GLYPHS.sub(b"", strings)
            else:
                yield stream
                yield strings


def _inflated(data: bytes) -> Iterator[bytes]:
    """Yield what *data* inflates to and what stands behind it; *data* itself if it does not."""
    unpacker = zlib.decompressobj()
    try:
        yield unpacker.decompress(data, LARGEST)
    except zlib.error:
        yield data
    if unpacker.unused_data.strip():
        yield unpacker.unused_data
