"""After a public build, every file of its folder is searched; one hit fails the build.

A build that leaked leaves nothing behind that a careless script could publish: all files
that builds wrote into the folder are removed, and the next build makes them anew. A file that
somebody else put there stays where it is and is named. A site for members is not searched.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.errors import SphinxError
from sphinx.util import logging

from sphinx_seminar.domain.messages import describe
from sphinx_seminar.domain.privacy.access import FILENAME, load_access, uses_environment
from sphinx_seminar.domain.privacy.audience import is_for_members
from sphinx_seminar.domain.privacy.typed import harmless_texts
from sphinx_seminar.domain.rebuild.freshness import CLOCK_TICK_NS
from sphinx_seminar.domain.rebuild.output import remove_file
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.secrets import masked
from sphinx_seminar.outputs.leaks.clean import (
    CleanFiles,
    Known,
    all_files,
    digest_of,
    list_path,
    read_list,
    write_list,
)
from sphinx_seminar.outputs.leaks.needles import Needle, needles
from sphinx_seminar.outputs.leaks.origins import find_origins
from sphinx_seminar.outputs.leaks.searching import Hit, Search

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx

#: Changes when other things are looked for.
VERSION = 1
_MOST_SHOWN = 20

logger = logging.getLogger(__name__)


class LeakError(SphinxError):
    """A public build wrote access to a meeting; its files were removed."""

    category = "meeting access"


class _Looked(NamedTuple):
    """What a search found: hits by path, the files of builds, and how many were looked at."""

    hits: dict[str, Hit]
    clean: CleanFiles
    own: list[str]
    searched: int


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
        looked = self._search(
            folder, read_list(path), _wanted(app, harmless), Search(secrets, harmless)
        )
        self.searched = looked.searched
        if not looked.hits:
            write_list(path, looked.clean)
            return
        self._has_failed = True
        path.unlink(missing_ok=True)
        for name in looked.own:
            remove_file(folder, name)
        message = _message(app, looked, secrets, harmless)
        if exception is not None:
            logger.error("%s", message, type="seminar", subtype=FindingKind.LEAK.value)
            return
        raise LeakError(message)

    def _search(
        self,
        folder: Path,
        before: CleanFiles,
        wanted: str,
        search: Search,
    ) -> _Looked:
        is_trusted = bool(wanted) and before.wanted == wanted
        looked = _Looked({}, CleanFiles(wanted), [], 0)
        searched = 0
        for path, state in all_files(os.fspath(folder)):
            known = before.files.get(path)
            times = (state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            is_own = max(state.st_mtime_ns, state.st_ctime_ns) >= self._begun_ns
            is_own = is_own or (known is not None and known.is_own)
            if is_own:
                looked.own.append(path)
            if known is not None and is_trusted and known[:3] == times:
                looked.clean.files[path] = known
                continue
            data = (folder / path).read_bytes()
            digest = digest_of(data)
            if known is None or not is_trusted or known.digest != digest:
                searched += 1
                hit = search.file(path, data)
                if hit is not None:
                    looked.hits[path] = hit
                    continue
            looked.clean.files[path] = Known(*times, digest, is_own)
        return looked._replace(searched=searched)


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


def _message(
    app: Sphinx, looked: _Looked, secrets: Collection[Needle], harmless: Collection[str]
) -> str:
    origins = "; ".join(masked(place) for place in find_origins(app, secrets, harmless))
    lines = []
    for path, hit in list(looked.hits.items())[:_MOST_SHOWN]:
        is_named_so = Search(secrets, harmless).file(path, b"") is not None
        shown = os.path.dirname(path) + "/•••" if is_named_so else path  # noqa: PTH120 (no path)
        name = f"{FILENAME}: {hit.name}" if "." in hit.name else f"{hit.name} {hit.shown}".strip()
        finding = Finding(FindingKind.LEAK, shown, name=name, detail=origins)
        lines.append(f"  - {describe(finding)}")
    if len(looked.hits) > _MOST_SHOWN:
        lines.append(f"  - … ({len(looked.hits)})")
    removed = Finding(FindingKind.LEAK_REMOVED, str(len(looked.own)))
    return "\n".join((describe(removed), *lines))
