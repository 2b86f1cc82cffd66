"""What ``seminar search`` searches: a database, made once of what a build or an archive holds.

The records of this archive's last build are indexed beside them. What belongs to another
archive is indexed in the cache of the user (XDG Base Directory Specification), named after
its content; of an archive on the web it is asked each time whether it has changed.
"""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.cli.folder import DOCTREES
from sphinx_seminar.domain.deferring import deferred
from sphinx_seminar.model.feedpaths import ARCHIVE
from sphinx_seminar.outputs.search.record import DATABASE, RECORDS, read_lines
from sphinx_seminar.outputs.search.sqlite import (
    MissingFtsError,
    digest_of_database,
    write_database,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_seminar.outputs.search.record import SearchRecord

# A database that is there needs neither.
archive_records = deferred("sphinx_seminar.importers.archive_json.searching:archive_records")
fetch = deferred("sphinx_seminar.cli.fetching:fetch")

#: Below the archive's folder.
INDEX = "_build/search.sqlite"
#: Below the user's cache; so many databases stay there.
CACHE = "sphinx-seminar/search"
KEPT = 8
_WEB = ("http://", "https://")


class Searched(NamedTuple):
    """A database that is up to date, and what to say beside the results."""

    database: Path
    remark: str = ""


class Fetched(NamedTuple):
    """What is known of an archive on the web: the tag of its state, and the digest of that."""

    tag: str
    digest: str


def of_build(folder: Path) -> Searched:
    """Return the database of the archive in *folder*.

    :raises CannotError: when it was not built, or cannot be indexed.
    """
    records = folder / DOCTREES / RECORDS
    try:
        found = records.stat()
    except OSError as error:
        raise CannotError("the archive was not built yet: run make html first") from error
    # A build leaves a file of the same bytes alone; at 20,000 sessions it has 70 MB.
    stamp = f"{found.st_size} {found.st_mtime_ns}"
    return _indexed(folder / INDEX, stamp, lambda: read_lines(records.read_bytes()), records)


def of_archive(archive: str) -> Searched:
    """Return the database of another archive: a file, a built folder, or an address.

    :raises CannotError: when it cannot be had.
    """
    if archive.startswith(_WEB):
        return _of_address(archive)
    path = Path(archive)
    if path.is_dir():
        names = (DATABASE, RECORDS, f"{DOCTREES}/{RECORDS}", ARCHIVE)
        path = next((path / name for name in names if (path / name).is_file()), path)
    try:
        if path.suffix not in {".json", ".jsonl"}:
            return _of_database(path)
        content = path.read_bytes()
    except OSError as error:
        raise CannotError(one_line(f"{archive}: {error.strerror or error}")) from error
    read = read_lines if path.suffix == ".jsonl" else archive_records
    digest = _digest(content)
    return _indexed(_cache() / f"{digest}.sqlite", digest, lambda: read(content), path)


def _of_database(path: Path) -> Searched:
    if not path.is_file():
        raise CannotError(one_line(f"{path} is no archive: no file or folder that can be searched"))
    if not digest_of_database(path):
        raise CannotError(one_line(f"{path} holds no search index of this version"))
    return Searched(path)


def _of_address(address: str) -> Searched:
    if not address.endswith(".json"):
        address = f"{address.rstrip('/')}/{ARCHIVE}"
    cache = _cache()
    note = cache / f"{_digest(address.encode())}.json"
    known = _known(note, cache)
    try:
        document = fetch(address, known.tag)
    except CannotError as error:
        if not known.digest:
            raise
        remark = f"{error.message}: the copy that was fetched before is searched"
        return Searched(cache / f"{known.digest}.sqlite", remark)
    if document is None:
        return Searched(cache / f"{known.digest}.sqlite")
    digest = _digest(document.body)
    database = cache / f"{digest}.sqlite"
    searched = _indexed(database, digest, lambda: archive_records(document.body, address), address)
    _write_note(note, Fetched(document.tag, digest))
    return searched


def _known(note: Path, cache: Path) -> Fetched:
    """Return what was noted of an address, if what it leads to is there."""
    try:
        data = json.loads(note.read_bytes())
        known = Fetched(str(data["tag"]), str(data["digest"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Fetched("", "")
    database = cache / f"{known.digest}.sqlite"
    return known if digest_of_database(database) == known.digest else Fetched("", "")


def _write_note(note: Path, fetched: Fetched) -> None:
    temporary = note.with_name(f"{note.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(json.dumps(fetched._asdict()), "utf-8")
        temporary.replace(note)
    except OSError as error:
        raise CannotError(one_line(str(error))) from error


def _indexed(
    database: Path, digest: str, read: Callable[[], list[SearchRecord]], source: Path | str
) -> Searched:
    try:
        if digest_of_database(database) != digest:
            database.parent.mkdir(parents=True, exist_ok=True)
            write_database(database, read(), digest)
            _prune(database)
    except ValueError as error:
        raise CannotError(one_line(f"{source}: not what an archive publishes ({error})")) from error
    except (OSError, MissingFtsError) as error:
        raise CannotError(one_line(str(error))) from error
    return Searched(database)


def _prune(newest: Path) -> None:
    """Leave :data:`KEPT` databases in the cache; one beside an archive is alone."""
    found = sorted(newest.parent.glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
    for path in found[:-KEPT]:
        if path != newest:
            path.unlink(missing_ok=True)


def _cache() -> Path:
    # A relative path there is to be ignored.
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        base = named if named.is_absolute() else Path.home() / ".cache"
    except RuntimeError as error:
        raise CannotError("there is no place for a cache: set XDG_CACHE_HOME") from error
    return base / CACHE


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
