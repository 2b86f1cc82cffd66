"""Whether what the last build put beside the pages still stands, so that nothing is made anew.

What is published is made of the environment, the settings, a few files beside them and the
day. Sphinx writes the environment anew whenever it read or wrote a page, so a build with the
same environment file, settings, files and day would publish the same. That is noted beside
the doctrees, for each output folder; whoever answers ``seminar-publications`` must therefore
make files of these alone. A site for members is always looked at: what it shows comes from a
private file, of which no digest is kept.
"""

from __future__ import annotations

import json
import os
import sys
import zoneinfo
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import ENV_PICKLE_FILENAME

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.deferring import deferred
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.privacy.audience import is_for_members
from sphinx_seminar.domain.published import publishes_files
from sphinx_seminar.domain.rebuild.manifest import digest
from sphinx_seminar.domain.rebuild.output import replace_file
from sphinx_seminar.outputs.publishing import publish_files, published_in
from sphinx_seminar.outputs.search.noted import search_stands
from sphinx_seminar.parsing.federation.lockfile import FILENAME as FEDERATION_LOCK
from sphinx_seminar.parsing.idlock import FILENAME as ID_LOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

publish_search = deferred("sphinx_seminar.outputs.search.publishing:publish_search")

_NAME = ".seminar-standing.json"
#: Whose version shows in the bytes that are published.
_MAKERS = ("sphinx-seminar", "icalendar", "pagefind")


def publish_outputs(app: Sphinx, exception: Exception | None) -> None:
    """Publish what belongs beside the pages, unless it stands there (``build-finished``)."""
    if exception is not None or not publishes_files(app.builder):
        return
    standing = Standing(app)
    search, published = standing.search, published_in(Path(app.outdir))
    if search is not None and published.all_stand() and search_stands(app, search):
        return
    standing.forget()
    if publish_files(app, published) and (search := publish_search(app)):
        standing.note(search)


class Standing:
    """What was published by the last build into the folder of a builder."""

    def __init__(self, app: Sphinx) -> None:
        self._path = note_path(app.builder)
        self._state = "" if is_for_members(app.config) else _state(app)

    @property
    def search(self) -> str | None:
        """The digest of the search records of the last build; None when not all is the same."""
        try:
            note = json.loads(self._path.read_bytes())
            if self._state and note["state"] == self._state:
                return str(note["search"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def note(self, search: str) -> None:
        """Remember that all was published, with the digest of the search records."""
        if self._state:
            content = json.dumps({"state": self._state, "search": search})
            replace_file(self._path, content.encode())

    def forget(self) -> None:
        """Have the next build publish again: something went wrong."""
        self._path.unlink(missing_ok=True)


def note_path(builder: Builder) -> Path:
    """Return where the note for the builder's output folder lies."""
    return Path(builder.doctreedir, f"{digest(Path(builder.outdir).as_posix())}{_NAME}")


def _state(app: Sphinx) -> str:
    """Return the digest of all that published files are made of."""
    state = blake2b(digest_size=16)
    for part in _parts(app):
        state.update(part.encode("utf-8", "replace") + b"\0")
    return state.hexdigest()


def _parts(app: Sphinx) -> Iterator[str]:
    builder, config = app.builder, app.config
    domain = seminar_domain(app.env)
    yield sys.version
    yield " ".join(_version(name) for name in _MAKERS)
    yield from sorted(f"{name} {extension.version}" for name, extension in app.extensions.items())
    yield f"{builder.name} {builder.outdir} {sorted(app.tags)}"
    for value in config:
        yield f"{value.name}={value.value!r}"
    yield build_day(config, domain.series).isoformat()
    yield domain.data["shelf"].digest if domain.data["shelf"] else ""
    yield f"{domain.citing.style} {domain.citing.digest}"
    yield _stamp(Path(builder.doctreedir, ENV_PICKLE_FILENAME))
    for name in (config.seminar_people, ID_LOCK, FEDERATION_LOCK):
        yield _stamp(Path(builder.srcdir, name))
    # the rules of time zones, where the system's are used
    yield from (_stamp(Path(folder, "tzdata.zi")) for folder in zoneinfo.TZPATH)


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {os.fspath(path)}"


def _version(name: str) -> str:
    try:
        return version(name)
    except ModuleNotFoundError:
        return ""
