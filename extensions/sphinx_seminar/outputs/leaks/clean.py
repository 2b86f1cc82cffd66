"""Which files of an output folder were found clean, so that none is looked at twice.

The list lies with the doctrees, one line a folder. A file is known by its size and its
times, and by a digest when only its times changed; a folder by all of its files at once, so
that what is known of folders without a change is not even decoded. The list holds for the
private file that was looked for: when that changed, or where values come from the
environment, every file is looked at. No digest of a secret is kept: six digits are soon
guessed.
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
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.builders import Builder

FORMAT = 3
_NAME = ".seminar-clean.txt"

#: The regular files of one folder by name, with their states.
States = list[tuple[str, os.stat_result]]


class Known(NamedTuple):
    """A file that was clean; ``is_own`` when a build wrote it, not somebody else.

    ``pieces`` are the keys of the pieces of a large text (:mod:`.pieces`), '' for any other.
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    digest: str
    is_own: bool
    pieces: str = ""


class CleanFolder(NamedTuple):
    """The clean files of one folder: a digest of their states, and what is known of them."""

    stamp: str
    encoded: str

    @classmethod
    def of(cls, stamp: str, files: Mapping[str, Known]) -> CleanFolder:
        """Return the folder whose *files* are clean, by name."""
        return cls(stamp, json.dumps(files, separators=(",", ":"), sort_keys=True))

    def files(self) -> dict[str, Known]:
        """Return the files by name; none where the list is damaged."""
        try:
            return {name: Known(*known) for name, known in json.loads(self.encoded).items()}
        except (ValueError, TypeError, AttributeError):
            return {}


@dataclass(slots=True)
class CleanFiles:
    """The clean folders by path below the output folder, and the state of what was looked for."""

    wanted: str = ""
    folders: dict[str, CleanFolder] = field(default_factory=dict)


def list_path(builder: Builder) -> Path:
    """Return where the list for the builder's output folder lies."""
    return Path(builder.doctreedir) / f"{digest(Path(builder.outdir).as_posix())}{_NAME}"


def read_list(path: Path) -> CleanFiles:
    """Return the list at *path*, an empty one where there is none that can be read."""
    try:
        head, *lines = path.read_text("utf-8").splitlines()
        form, wanted = json.loads(head)
        if form != FORMAT:
            return CleanFiles()
        folders = {}
        for line in lines:
            name, stamp, encoded = line.split("\t")
            folders[str(json.loads(name))] = CleanFolder(stamp, encoded)
        return CleanFiles(str(wanted), folders)
    except (OSError, ValueError, TypeError):
        return CleanFiles()


def write_list(path: Path, clean: CleanFiles) -> None:
    """Write the list to *path*."""
    lines = [json.dumps([FORMAT, clean.wanted])]
    for name, folder in sorted(clean.folders.items()):
        lines.append(f"{json.dumps(name)}\t{folder.stamp}\t{folder.encoded}")
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, "\n".join(lines).encode())


def all_folders(folder: str, below: str = "") -> Iterator[tuple[str, States]]:
    """Yield *folder* and every folder under it, relative to it, with their regular files."""
    inner: list[str] = []
    states: States = []
    with os.scandir(f"{folder}/{below}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                # the repository of a folder that is published by git
                if entry.name != ".git":
                    inner.append(entry.name)
            elif entry.is_file():
                states.append((entry.name, entry.stat()))
    yield below, sorted(states, key=lambda one: one[0])
    for name in sorted(inner):
        yield from all_folders(folder, f"{below}{name}/")


def stamp_of(states: Iterable[tuple[str, os.stat_result]]) -> str:
    """Return the digest of the names, sizes and times of files."""
    lines = [f"{name}\0{one.st_size} {one.st_mtime_ns} {one.st_ctime_ns}" for name, one in states]
    return digest_of("\n".join(lines).encode("utf-8", "surrogateescape"))


def digest_of(data: bytes) -> str:
    """Return the digest of a file's content."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()
