"""Files to be imported: read once, whole, within bounds, and never from outside the folder named.

Text is UTF-8, UTF-16 with its mark, or, where the bytes are no UTF-8, Windows-1252, which
is told. A file is refused for its size before it is read. Every format's work grows
linearly with the size of the file, so the bound of its size bounds time and memory.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: No format reads more bytes than this; most read less (:mod:`~.formats`).
LARGEST = 32 * 1024 * 1024
#: No folder is read that holds more files than this.
MOST_FILES = 50_000
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "_build", "_site", "public"})
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: What begins files that hold no text, with the name to say.
_BINARY = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"SQLite format", "a database"),
)
#: Other control characters than white space, in a text's first bytes, mean that it is none.
_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B}
_LOOKED_AT = 65_536


class SourceProblem(StrEnum):
    """Why a source cannot be read."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"
    BINARY = "binary"
    EMPTY = "empty"
    OUTSIDE = "outside"
    SYNTAX = "syntax"
    TOO_DEEP = "too-deep"
    NO_FORMAT = "no-format"
    NOT_REGULAR = "not-regular"


class SourceError(Exception):
    """A source that gives nothing: ``detail`` is a fact for the message, ``line`` where known."""

    def __init__(self, problem: SourceProblem, name: str, detail: str = "", line: int = 0) -> None:
        super().__init__(problem.value, name, detail)
        self.problem = problem
        self.name = name
        self.detail = detail
        self.line = line


@dataclass(frozen=True, slots=True)
class Source:
    """A file: ``name`` as it is shown, its text with newlines, and ``root``, the site's folder.

    ``encoding`` is what the bytes were read as; anything but ``utf-8`` is told.
    """

    name: str
    path: Path
    root: Path
    text: str
    encoding: str = "utf-8"

    @property
    def suffix(self) -> str:
        """The last suffix in small letters, with its dot."""
        return self.path.suffix.lower()


def find_sources(path: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    """Yield the files that *path* means: itself, or the files below it with one of *suffixes*.

    Hidden files and folders, and links that lead out of the folder, are left out.

    :raises SourceError: when there is nothing, or far too much.
    """
    if not path.is_dir():
        yield path
        return
    root = os.path.realpath(path)
    count = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(
            one for one in folders if not one.startswith(".") and one not in _SKIPPED_FOLDERS
        )
        for name in sorted(files):
            if name.startswith(".") or Path(name).suffix.lower() not in suffixes:
                continue
            count += 1
            if count > MOST_FILES:
                raise SourceError(SourceProblem.TOO_MANY, str(path), str(MOST_FILES))
            found = Path(folder) / name
            if _is_inside(found, root):
                yield path / found.relative_to(root)
    if not count:
        raise SourceError(SourceProblem.EMPTY, str(path))


def read_source(path: Path, root: Path, limit: int = LARGEST) -> Source:
    """Return the file at *path*; *root* is the folder that it may not be outside of.

    :raises SourceError: when it cannot be read, is no text, or is larger than *limit* bytes.
    """
    name = path.as_posix()
    if not _is_inside(path, os.path.realpath(root)):
        raise SourceError(SourceProblem.OUTSIDE, name)
    data = _bytes(path, name, limit)
    if not data.strip():
        raise SourceError(SourceProblem.EMPTY, name)
    text, encoding = _decoded(data, name)
    return Source(name, path, root, text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def _is_inside(path: Path, root: str) -> bool:
    real = os.path.realpath(path)
    return real == root or real.startswith(os.path.join(root, ""))  # noqa: PTH118


def _bytes(path: Path, name: str, limit: int) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            # A pipe or a device would never end.
            raise SourceError(SourceProblem.NOT_REGULAR, name)
        if found.st_size > limit:
            raise SourceError(SourceProblem.TOO_LARGE, name, str(limit))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError as error:
        raise SourceError(SourceProblem.MISSING, name) from error
    except OSError as error:
        raise SourceError(SourceProblem.UNREADABLE, name, error.strerror or "") from error
    if len(data) > limit:
        raise SourceError(SourceProblem.TOO_LARGE, name, str(limit))
    return data


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for magic, words in _BINARY:
        if data.startswith(magic):
            raise SourceError(SourceProblem.BINARY, name, words)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError:
                break
    if any(byte in _CONTROLS for byte in data[:_LOOKED_AT]):
        raise SourceError(SourceProblem.BINARY, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "windows-1252"
