"""Whether anything changed that a check of the archive depends on.

One digest covers every file below the archive's folder, the installed packages and what the
environment says. Nothing of Sphinx is imported and no page is parsed: that is what makes a
check of an unchanged archive cheap.
"""

from __future__ import annotations

import os
import stat
import sys
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.git import is_tracked
from sphinx_seminar.domain.privacy import FILENAME
from sphinx_seminar.parsing.today import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Folders whose files are made by programs, and read by no build.
_MADE = frozenset({".git", ".hg", ".svn", "__pycache__", "node_modules", "_build"})
#: A file that marks a virtual environment, or a cache (https://bford.info/cachedir/).
_MARKS = frozenset({"pyvenv.cfg", "CACHEDIR.TAG"})
#: Larger files are slides and recordings: their size and time tell a change.
_READ_WHOLE = 1 << 20
_VARIABLES = "SEMINAR_"
_PACKAGE = Path(__file__).parent.parent


def digest_of_inputs(folder: Path, outside: Iterable[str], environ: Mapping[str, str]) -> str:
    """Return the digest of all that a check of the archive in *folder* depends on, but the day.

    *outside* are further files, elsewhere, that its pages were made of.
    """
    digest = blake2b(digest_size=16)

    def add(*texts: str) -> None:
        digest.update("\0".join(texts).encode("utf-8", "surrogateescape") + b"\n")

    add(sys.version, *_packages())
    add(EPOCH, environ.get(EPOCH, ""))
    for name, value in sorted(environ.items()):
        if name.startswith(_VARIABLES):
            add(name, value)
    if (folder / FILENAME).exists():
        add(FILENAME, str(is_tracked(folder / FILENAME)))
    for path in _files(os.fspath(folder)):
        add(path, _state(f"{folder}/{path}"))
    for path in sorted(outside):
        add(path, _state(path))
    return digest.hexdigest()


def _packages() -> Iterator[str]:
    """Yield the installed distributions with their versions, and the state of this package."""
    for entry in sys.path:
        if os.path.isdir(entry):  # noqa: PTH112 (an entry may be a zip file)
            yield entry
            names = os.listdir(entry)  # noqa: PTH208 (names alone are wanted)
            yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))
    for path in _files(os.fspath(_PACKAGE)):
        found = (_PACKAGE / path).stat()
        yield f"{path} {found.st_size} {found.st_mtime_ns}"


def _files(folder: str) -> Iterator[str]:
    """Yield the files below *folder*, relative to it, in order.

    A link to a folder is followed as a build follows it, but not out of *folder*, and never
    to a place that was seen before.
    """
    root = os.path.realpath(folder)
    waiting, seen = [""], {root}
    while waiting:
        below = waiting.pop()
        try:
            entries = sorted(os.scandir(f"{folder}/{below}"), key=lambda entry: entry.name)
        except OSError:
            continue
        if below and any(entry.name in _MARKS for entry in entries):
            continue
        inner = []
        for entry in entries:
            path = f"{below}{entry.name}"
            if not entry.is_dir():
                yield path
            elif entry.name not in _MADE:
                place = os.path.realpath(entry.path)
                if place not in seen and place.startswith(f"{root}{os.sep}"):
                    seen.add(place)
                    inner.append(f"{path}/")
        waiting.extend(reversed(inner))


def _state(path: str) -> str:
    """Return a text that changes when the file at *path* does."""
    try:
        found = os.stat(path)  # noqa: PTH116 (one of 10,000 in a large archive)
        if found.st_size > _READ_WHOLE or not stat.S_ISREG(found.st_mode):
            return f"{found.st_mode} {found.st_size} {found.st_mtime_ns}"
        with open(path, "rb") as file:  # noqa: PTH123 (likewise)
            return blake2b(file.read(_READ_WHOLE), digest_size=16).hexdigest()
    except OSError as error:
        return f"error {error.errno}"
