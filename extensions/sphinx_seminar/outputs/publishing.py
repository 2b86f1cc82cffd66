"""Writes what the outputs make: the only module of this floor that touches the output folder.

Whoever publishes files answers the event ``seminar-publications``::

    app.connect("seminar-publications", publications)

    def publications(app, env, builder) -> Iterable[Publication]: ...

It is emitted when a build has ended well, for builders that write a folder of HTML pages.
A file is made only when its digest changed since the last build, replaced at once, and
removed when nobody publishes it any more. What was published is noted in
``.seminar-published.json``, without times, so that equal builds write equal bytes; a file
younger than the note was left by a build that did not end and is made again. The event is
not emitted when all would stay the same (:mod:`.standing`).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import logging

from sphinx_seminar.domain.rebuild.output import is_inside, page_path, remove_file, replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet

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
    """What the last build published: digest and size by path, and when it was noted."""

    files: Mapping[str, tuple[str, int]]
    written_ns: int


def publish_files(app: Sphinx) -> bool:
    """Publish what the handlers of :data:`EVENT` answer; return whether all was written."""
    answers = app.emit(EVENT, app.env, app.builder)
    wanted = [one for answer in answers for one in answer or ()]
    try:
        publish(Path(app.builder.outdir), wanted, lambda: _pages(app))
    except OSError as problem:
        logger.warning("%s", problem, type="seminar", subtype="publishing")
        return False
    return True


def _pages(app: Sphinx) -> frozenset[str]:
    return frozenset(page_path(app.builder, docname) for docname in app.env.found_docs)


def publish(
    folder: Path,
    wanted: Iterable[Publication],
    pages: Callable[[], AbstractSet[str]] = frozenset,
) -> None:
    """Make *folder* hold the *wanted* files, and none that was published before and is not.

    What is one of the *pages* now has taken the place of a redirect, and stays.
    """
    before = _read(folder / FILENAME)
    root = os.fspath(folder)
    files: dict[str, tuple[str, int]] = {}
    made: set[Path] = set()
    for path, digest, make in wanted:
        if path in files:
            continue
        if _is_current(f"{root}/{path}", digest, before, path):
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


def kept_files(folder: Path) -> Callable[[str, str], bytes]:
    """Return what gives the bytes of a file of the last build by path and digest, b'' if gone."""
    before, root = _read(folder / FILENAME), os.fspath(folder)

    def kept(path: str, digest: str) -> bytes:
        is_there = _is_current(f"{root}/{path}", digest, before, path)
        return (folder / path).read_bytes() if is_there else b""

    return kept


def all_stand(folder: Path) -> bool:
    """Tell whether every file that the last build published lies in *folder* as it wrote it."""
    before, root = _read(folder / FILENAME), os.fspath(folder)
    return bool(before.files) and all(
        _is_intact(f"{root}/{path}", size, before.written_ns)
        for path, (_digest, size) in before.files.items()
    )


def _is_current(file: str, digest: str, before: Published, path: str) -> bool:
    noted = before.files.get(path)
    return (
        noted is not None and noted[0] == digest and _is_intact(file, noted[1], before.written_ns)
    )


def _is_intact(file: str, size: int, written_ns: int) -> bool:
    try:
        # A year of an archive holds thousands of files: no path objects here.
        found = os.stat(file)  # noqa: PTH116
    except OSError:
        return False
    return found.st_size == size and found.st_mtime_ns <= written_ns


def _read(path: Path) -> Published:
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            return Published({}, 0)
        files = {
            str(name): (str(digest), int(size)) for name, (digest, size) in data["files"].items()
        }
        return Published(files, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Published({}, 0)


def _write(path: Path, files: Mapping[str, tuple[str, int]]) -> None:
    data = {"format": FORMAT, "files": dict(sorted(files.items()))}
    # in lines: what changed in a large text is told by them
    content = json.dumps(data, ensure_ascii=True, separators=(",\n", ":"))
    replace_file(path, f"{content}\n".encode())
    os.utime(path)
