"""Which files of an output folder were found clean, so that none is looked at twice.

The list lies with the doctrees. A file is known by its size and its times, and by a digest
when only its times changed. The list holds for the private file that was looked for: when
that changed, or where values come from the environment, every file is looked at. No digest
of a secret is kept: six digits are soon guessed.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.domain.rebuild.manifest import digest
from sphinx_seminar.domain.rebuild.output import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder

FORMAT = 1
_NAME = ".seminar-clean.json"


class Known(NamedTuple):
    """A file that was clean; ``is_own`` when a build wrote it, not somebody else."""

    size: int
    mtime_ns: int
    ctime_ns: int
    digest: str
    is_own: bool


@dataclass(slots=True)
class CleanFiles:
    """The clean files of a folder by path, and the state of what was looked for."""

    wanted: str = ""
    files: dict[str, Known] = field(default_factory=dict)


def list_path(builder: Builder) -> Path:
    """Return where the list for the builder's output folder lies."""
    return Path(builder.doctreedir) / f"{digest(Path(builder.outdir).as_posix())}{_NAME}"


def read_list(path: Path) -> CleanFiles:
    """Return the list at *path*, an empty one where there is none that can be read."""
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            return CleanFiles()
        files = {str(name): Known(*known) for name, known in data["files"].items()}
        return CleanFiles(str(data["wanted"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return CleanFiles()


def write_list(path: Path, clean: CleanFiles) -> None:
    """Write the list to *path*."""
    data = {"format": FORMAT, "wanted": clean.wanted, "files": dict(sorted(clean.files.items()))}
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, json.dumps(data, separators=(",", ":")).encode())


def all_files(folder: str, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Yield every regular file under *folder*, relative to it, with its state."""
    with os.scandir(f"{folder}/{below}") as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                # the repository of a folder that is published by git
                if entry.name != ".git":
                    yield from all_files(folder, f"{path}/")
            elif entry.is_file():
                yield path, entry.stat()


def digest_of(data: bytes) -> str:
    """Return the digest of a file's content."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()
