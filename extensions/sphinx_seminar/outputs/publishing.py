"""Writes what the outputs make: the only module of this floor that touches the output folder.

Whoever publishes files answers the event ``seminar-publications``::

    app.connect("seminar-publications", publications)

    def publications(app, env, builder, before) -> Iterable[Publication]: ...

It is emitted when a build has ended well, for builders that write a folder of HTML pages;
*before* is what the last build published there (:class:`Published`).
A file is made only when its digest changed since the last build, replaced at once, and
removed when nobody publishes it any more. What was published is noted in
``.seminar-published.json``, without times, so that equal builds write equal bytes; a file
younger than the note was left by a build that did not end and is made again. The event is
not emitted when all would stay the same (:mod:`.standing`).
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import logging

from sphinx_seminar.domain.rebuild.output import is_inside, page_path, remove_file, replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sphinx.application import Sphinx

EVENT = "seminar-publications"
FILENAME = ".seminar-published.json"
FORMAT = 1

logger = logging.getLogger(__name__)


class Publication(NamedTuple):
    """A file to publish: its path below the output folder, a digest of its sources, its bytes."""

    path: str
    digest: str
    make: Callable[[], bytes]


class Published(NamedTuple):
    """What the last build published in *folder*: digest and size by path, and when it was noted."""

    folder: Path
    files: Mapping[str, tuple[str, int]]
    written_ns: int

    def all_stand(self) -> bool:
        """Tell whether there are files, and every one lies there as it was written."""
        root = os.fspath(self.folder)
        return bool(self.files) and all(
            self._is_intact(f"{root}/{path}", size) for path, (_digest, size) in self.files.items()
        )

    def stands(self, path: str, digest: str) -> bool:
        """Tell whether the file at *path* lies there as it was written, of sources of *digest*."""
        noted = self.files.get(path)
        return (
            noted is not None
            and noted[0] == digest
            and self._is_intact(f"{os.fspath(self.folder)}/{path}", noted[1])
        )

    def bytes_of(self, path: str, digest: str) -> bytes:
        """Return the bytes of a file that still stands, b'' of another."""
        return (self.folder / path).read_bytes() if self.stands(path, digest) else b""

    def _is_intact(self, file: str, size: int) -> bool:
        try:
            # A year of an archive holds thousands of files: no path objects here.
            found = os.stat(file)  # noqa: PTH116
        except OSError:
            return False
        return found.st_size == size and found.st_mtime_ns <= self.written_ns


def published_in(folder: Path) -> Published:
    """Return what the last build published in *folder*: nothing where its note cannot be read."""
    path = folder / FILENAME
    try:
        data = json.loads(path.read_bytes())
        if data["format"] == FORMAT:
            files = {
                str(name): (str(digest), int(size))
                for name, (digest, size) in data["files"].items()
            }
            return Published(folder, files, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return Published(folder, {}, 0)


def publish_files(app: Sphinx, before: Published) -> bool:
    """Publish what the handlers of :data:`EVENT` answer; return whether all was written."""
    answers = app.emit(EVENT, app.env, app.builder, before)
    wanted = [one for answer in answers for one in answer or ()]
    try:
        publish(before, wanted, lambda: _pages(app))
    except OSError as problem:
        logger.warning("%s", problem, type="seminar", subtype="publishing")
        return False
    return True


def _pages(app: Sphinx) -> frozenset[str]:
    return frozenset(page_path(app.builder, docname) for docname in app.env.found_docs)


def publish(
    before: Published,
    wanted: Iterable[Publication],
    pages: Callable[[], AbstractSet[str]] = frozenset,
) -> None:
    """Make the folder hold the *wanted* files, and none that was published *before* and is not.

    What is one of the *pages* now has taken the place of a redirect, and stays.
    """
    folder = before.folder
    files: dict[str, tuple[str, int]] = {}
    made: set[Path] = set()
    for path, digest, make in wanted:
        if path in files:
            continue
        if before.stands(path, digest):
            files[path] = before.files[path]
        elif is_inside(folder, path):
            data = make()
            parent = (folder / path).parent
            if parent not in made:
                parent.mkdir(parents=True, exist_ok=True)
                made.add(parent)
            replace_file(folder / path, data)
            files[path] = (digest, len(data))
    stale = before.files.keys() - files.keys()
    for path in sorted(stale - pages() if stale else stale):
        if is_inside(folder, path):
            remove_file(folder, path)
    if files or before.files:
        _write(folder / FILENAME, files)


def _write(path: Path, files: Mapping[str, tuple[str, int]]) -> None:
    data = {"format": FORMAT, "files": dict(sorted(files.items()))}
    # in lines: what changed in a large text is told by them
    content = json.dumps(data, ensure_ascii=True, separators=(",\n", ":"))
    replace_file(path, f"{content}\n".encode())
    os.utime(path)
