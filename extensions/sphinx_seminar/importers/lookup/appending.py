"""New entries at the end of a bibliography file: nothing that stands in it changes, byte for byte.

The new file is parsed before it is written: it must hold every reading that the
old one holds, and exactly the new ones beside them.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import FindingKind
from sphinx_seminar.parsing.bibtex import decode_bib, parse_library
from sphinx_seminar.parsing.bibtex.splitting import split_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.model.library import Library
    from sphinx_seminar.parsing.bibtex.blocks import RawEntry


class AppendProblem(StrEnum):
    """Why entries cannot be added to a file."""

    UNREADABLE = "unreadable"
    ENCODING = "encoding"
    BROKEN_END = "broken-end"
    CHANGED = "changed"
    UNWRITABLE = "unwritable"


class AppendError(Exception):
    """Entries that were not added: the file is as it was."""

    def __init__(self, problem: AppendProblem, path: Path, detail: str = "") -> None:
        super().__init__(problem.value, str(path), detail)
        self.problem = problem
        self.path = path
        self.detail = detail


@dataclass(frozen=True, slots=True)
class BibFile:
    """A bibliography file as it was read: its bytes and what they mean."""

    path: Path
    data: bytes
    text: str
    is_utf8: bool

    @property
    def newline(self) -> str:
        """The line end that most lines have."""
        crlf, lf, cr = (self.data.count(end) for end in (b"\r\n", b"\n", b"\r"))
        if crlf * 2 > lf and crlf:
            return "\r\n"
        return "\r" if cr > lf else "\n"

    def library(self) -> Library:
        """Return the readings of the file."""
        return parse_library([(self.path.name, self.text)])

    def entries(self) -> tuple[RawEntry, ...]:
        """Return the entries as written."""
        return split_blocks(self.path.name, self.text).entries


def read_bib_file(path: Path) -> BibFile:
    """Return the file at *path*; one that does not exist is empty.

    :raises AppendError: when it cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        data = b""
    except OSError as error:
        raise AppendError(AppendProblem.UNREADABLE, path, error.strerror or "") from error
    text, findings = decode_bib(data, path.name)
    if (findings and not text) or "\0" in text:
        # UTF-16, or no text at all
        raise AppendError(
            AppendProblem.UNREADABLE, path, findings[0].detail if findings else "0x00"
        )
    return BibFile(path, data, text, not findings)


def appended(file: BibFile, entries: Sequence[str]) -> bytes:
    """Return the bytes of *file* with *entries* (texts with newlines) after a blank line each.

    :raises AppendError: when the new entries could not be read back from there.
    """
    text = "".join(f"{entry.strip()}\n\n" for entry in entries)[:-1]
    added = (_glue(file.text) + text).replace("\n", file.newline)
    try:
        data = file.data + added.encode("utf-8" if file.is_utf8 else "latin-1")
    except UnicodeEncodeError as error:
        detail = error.object[error.start : error.end][:1]
        raise AppendError(AppendProblem.ENCODING, file.path, detail) from error
    _check(file, data, len(split_blocks("", text).entries))
    return data


def write_bib_file(file: BibFile, data: bytes) -> None:
    """Put *data* into the place of *file* at once: what is there is the old or the new file.

    :raises AppendError: when somebody else changed it meanwhile, or it cannot be written.
    """
    path = Path(os.path.realpath(file.path))
    if read_bib_file(file.path).data != file.data:
        raise AppendError(AppendProblem.CHANGED, file.path)
    temporary = ""
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(None, "Permission denied")
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        raise AppendError(AppendProblem.UNWRITABLE, file.path, error.strerror or "") from error


def _glue(text: str) -> str:
    """Return what ends the last line of *text* and leaves one line blank."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return ""
    ends = len(text) - len(text.rstrip("\n"))
    return "\n" * max(2 - ends, 0)


def _check(file: BibFile, data: bytes, count: int) -> None:
    """Refuse *data* unless it holds the readings of *file* and *count* more."""
    library = file.library()
    before = library.readings
    last = max((one.location.line for one in before), default=0)
    if any(
        one.kind is FindingKind.BIB_SYNTAX and one.location.line >= last for one in library.findings
    ):
        # Our parser would read on at the next "@"; BibTeX would not.
        raise AppendError(AppendProblem.BROKEN_END, file.path)
    after = parse_library([(file.path.name, decode_bib(data)[0])]).readings
    kept = [(one.key, one.digest) for one in before]
    if [(one.key, one.digest) for one in after[: len(before)]] != kept or (
        len(after) != len(before) + count
    ):
        raise AppendError(AppendProblem.BROKEN_END, file.path)
