"""The records of ``archive.json`` that stand as they are in the file of the last build.

A record is one line of the file. Which version of what each line shows is noted beside the
doctrees, with the digest of the file that holds them: the note of another file is worth
nothing. Only the records that were noted are known again, the last ones of the file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_seminar.domain.rebuild.output import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

#: How a line that holds a record begins.
INDENT = b"    "
_RECORD = INDENT + b"{"


class KeptLines:
    """The lines of this build, by version; those of the last build are taken from it."""

    def __init__(self, before: Mapping[str, bytes] | None = None) -> None:
        self._before = before or {}
        #: The versions of the lines of this build, in their order.
        self.versions: list[str] = []

    def line(self, version: str, make: Callable[[], bytes]) -> bytes:
        """Return the line that shows *version*, made only where the last build had none."""
        self.versions.append(version)
        return self._before.get(version) or make()


def read_lines(note: Path, kept: Callable[[str], bytes]) -> KeptLines:
    """Return what stands in the file that the *note* tells of; *kept* gives it by its digest."""
    try:
        told = json.loads(note.read_bytes())
        digest, versions = str(told["digest"]), list(told["versions"])
    except (OSError, ValueError, KeyError, TypeError):
        return KeptLines()
    lines = [line for line in kept(digest).split(b"\n") if line.startswith(_RECORD)]
    if not versions or len(lines) < len(versions):
        return KeptLines()
    own = (line.removesuffix(b",") for line in lines[-len(versions) :])
    return KeptLines(dict(zip(versions, own, strict=True)))


def note_lines(note: Path, digest: str, lines: KeptLines) -> None:
    """Note what the lines of the file with *digest* show."""
    data = json.dumps({"digest": digest, "versions": lines.versions}, separators=(",", ":"))
    replace_file(note, data.encode())
