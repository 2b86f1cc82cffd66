"""After a public build, every file of its folder is searched; one hit fails the build.

A build that leaked leaves nothing behind that a careless script could publish: all files
that builds wrote into the folder are removed, and the next build makes them anew. A file that
somebody else put there stays where it is and is named. A site for members is not searched.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import logging

from sphinx_seminar.domain.messages import describe
from sphinx_seminar.domain.privacy import FILENAME
from sphinx_seminar.domain.privacy.access import load_access, uses_environment
from sphinx_seminar.domain.privacy.audience import is_for_members
from sphinx_seminar.domain.privacy.typed import harmless_texts
from sphinx_seminar.domain.rebuild.freshness import CLOCK_TICK_NS
from sphinx_seminar.domain.rebuild.output import remove_file
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.secrets import masked
from sphinx_seminar.outputs.leaks.clean import (
    digest_of,
    list_path,
    read_list,
    write_list,
)
from sphinx_seminar.outputs.leaks.looking import Look
from sphinx_seminar.outputs.leaks.needles import needles
from sphinx_seminar.outputs.leaks.origins import find_origins
from sphinx_seminar.outputs.leaks.searching import Search

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx.application import Sphinx

    from sphinx_seminar.outputs.leaks.searching import Hit

#: Changes when other things are looked for.
VERSION = 1
_MOST_SHOWN = 20

logger = logging.getLogger(__name__)


class LeakError(SphinxError):
    """A public build wrote access to a meeting; its files were removed."""

    category = "meeting access"


class LeakGuard:
    """The guard of one application."""

    def __init__(self) -> None:
        self._begun_ns = 0
        self._has_failed = False
        #: Files whose content was searched by the last build.
        self.searched = 0

    def begin(self, _app: Sphinx) -> None:
        """Remember when the build began (``builder-inited``)."""
        self._begun_ns = time.time_ns() - CLOCK_TICK_NS
        self._has_failed = False

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Search what was written (``build-finished``), also by a build that failed.

        :raises LeakError: when a public build wrote access to a meeting.
        """
        folder = Path(app.outdir)
        if self._has_failed or is_for_members(app.config) or not folder.is_dir():
            return
        secrets = needles(load_access(Path(app.confdir), os.environ).secrets())
        harmless = harmless_texts(app.config)
        path = list_path(app.builder)
        before = read_list(path)
        search = Search(secrets, harmless)
        look = Look(search, before, _wanted(app, harmless), self._begun_ns)
        look.into(folder)
        self.searched = look.searched
        if not look.hits:
            if look.clean != before:
                write_list(path, look.clean)
            return
        self._has_failed = True
        path.unlink(missing_ok=True)
        own = look.own_files()
        for name in own:
            remove_file(folder, name)
        message = _message(app, look.hits, len(own), search)
        if exception is not None:
            logger.error("%s", message, type="seminar", subtype=FindingKind.LEAK.value)
            return
        raise LeakError(message)


def _wanted(app: Sphinx, harmless: Collection[str]) -> str:
    """Return the state of what is looked for; '' when it cannot be told without a secret."""
    if uses_environment(os.environ):
        return ""
    state = ""
    path = Path(app.confdir, FILENAME)
    if path.is_file():
        found = path.stat()
        state = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
    return f"{VERSION} {state} {digest_of(repr(sorted(harmless)).encode())}"


def _message(app: Sphinx, hits: Mapping[str, Hit], removed: int, search: Search) -> str:
    origins = "; ".join(masked(place) for place in find_origins(app, search))
    lines = [describe(Finding(FindingKind.LEAK_REMOVED, str(removed)))]
    for path, hit in list(hits.items())[:_MOST_SHOWN]:
        is_named_so = search.file(path, b"") is not None
        shown = os.path.dirname(path) + "/•••" if is_named_so else path  # noqa: PTH120 (no path)
        name = f"{FILENAME}: {hit.name}" if "." in hit.name else f"{hit.name} {hit.shown}".strip()
        finding = Finding(FindingKind.LEAK, shown, name=name, detail=origins)
        lines.append(f"  - {describe(finding)}")
    if len(hits) > _MOST_SHOWN:
        lines.append(f"  - … ({len(hits)})")
    return "\n".join(lines)
