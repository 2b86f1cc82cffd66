"""What an import would write: a page for each new session, entries, accesses, the record.

A session is *new*, *the same* as at the last import, *changed* at its source (its page is
written anew), changed at its source but *edited* here (nothing is touched), *there* already
by other hands, or *undated* (it cannot be written).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.domain.privacy import FILENAME as ACCESS
from sphinx_seminar.importers.deciding.doubles import are_one
from sphinx_seminar.importers.lookup.appending import appended
from sphinx_seminar.importers.sources import SourceError, SourceProblem
from sphinx_seminar.importers.writing.accesses import Accesses
from sphinx_seminar.importers.writing.existing import Calendar
from sphinx_seminar.importers.writing.record import FILENAME as RECORD
from sphinx_seminar.importers.writing.record import (
    Record,
    Written,
    digest_of,
    digest_of_session,
    read_record,
    source_name,
)
from sphinx_seminar.importers.writing.session_page import PageSetting, session_page
from sphinx_seminar.importers.writing.transaction import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.importers.found import Found, FoundSession
    from sphinx_seminar.importers.lookup.appending import BibFile
    from sphinx_seminar.importers.writing.shelf import Shelf
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.series import Series

_SESSIONS = "sessions"
_YEAR_PAGE = """\
# {year}

```{{sessions}}
:year: {year}
:sort: oldest
```

```{{toctree}}
:hidden:
:glob:

{year}-*
```
"""


class Fate(StrEnum):
    """What becomes of a session that was found."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    EDITED = "edited"
    THERE = "there"
    UNDATED = "undated"


class Outcome(NamedTuple):
    """A session that was found, and what becomes of it: in ``path``, '' for nowhere."""

    source: str
    session: FoundSession
    fate: Fate
    path: str = ""


class Vanished(NamedTuple):
    """A session that was imported, and that its source does not hold any more."""

    source: str
    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Target:
    """The archive that is imported into."""

    folder: Path
    archive: Archive
    bib: BibFile
    shelf: Shelf
    series: Series | None = None
    base_url: str = ""

    @property
    def series_option(self) -> str:
        """The name of the series where it has to be said."""
        is_one = len(self.archive.series) == 1
        return self.series.name if self.series and not is_one else ""


@dataclass(slots=True)
class Plan:
    """The files to be written, and what became of each session."""

    changes: list[Change] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    vanished: list[Vanished] = field(default_factory=list)
    accesses: Accesses = field(default_factory=lambda: Accesses(None))


def make_plan(found: Sequence[Found], target: Target) -> Plan:
    """Return what importing *found* into *target* writes.

    :raises SourceError: when the record or access.toml cannot be read.
    :raises AppendError: when refs.bib cannot take the entries.
    """
    planner = _Planner(target)
    for one in found:
        planner.source(one)
    return planner.finish()


class _Planner:
    """Goes through the sessions of all sources, and collects what is to be written."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._folder = target.folder
        self._calendar = Calendar.of(target.archive.sessions, target.series_option)
        self._before = _bytes_of(self._folder / RECORD)
        self._record: Record = read_record(self._before)
        self._accesses = Accesses.of(_bytes_of(self._folder / ACCESS))
        self._pages: dict[str, Change] = {}
        self._days: dict[str, str] = {}
        self._told: defaultdict[object, list[tuple[FoundSession, str]]] = defaultdict(list)
        self._plan = Plan(accesses=self._accesses)

    def source(self, found: Found) -> None:
        """Plan the sessions of one source."""
        self._note_days(found.sessions)
        keys: dict[str, set[str]] = {}
        for session in found.sessions:
            name = source_name(session.location.source or found.source)
            keys.setdefault(name, set()).add(session.key)
            self._session(name, session)
        self._accesses.name_of(found.defaults.access, "")
        for name, own in keys.items():
            self._plan.vanished += [
                Vanished(name, key, one.path) for key, one in self._record.vanished(name, own)
            ]

    def _note_days(self, sessions: Iterable[FoundSession]) -> None:
        for session in sessions:
            if session.date.date:
                day = session.date.date.isoformat()
                self._days.setdefault(day, day)

    def _session(self, source: str, session: FoundSession) -> None:
        digest = digest_of_session(session)
        written = self._record.find(source, session.key)
        if session.date.date is None:
            self._plan.outcomes.append(Outcome(source, session, Fate.UNDATED))
        elif written is not None:
            self._again(source, session, digest, written)
        elif (there := self._calendar.same_as(session, session.date.date.isoformat())) is not None:
            self._plan.outcomes.append(Outcome(source, session, Fate.THERE, there.docname))
        elif (path := self._told_before(session)) is not None:
            self._plan.outcomes.append(Outcome(source, session, Fate.THERE, path))
        else:
            self._new(source, session, digest)

    def _told_before(self, session: FoundSession) -> str | None:
        """Return the page of the session where another source of this import tells it too."""
        return next(
            (
                path
                for other, path in self._told[session.date.date]
                if other.location.source != session.location.source and are_one(other, session)
            ),
            None,
        )

    def _again(self, source: str, session: FoundSession, digest: str, written: Written) -> None:
        """Plan a session that was imported before."""
        path = self._folder / written.path
        if session.date.date:
            self._calendar.same_as(session, session.date.date.isoformat())
        if written.found == digest:
            self._plan.outcomes.append(Outcome(source, session, Fate.SAME, written.path))
            return
        now = _bytes_of(path)
        if now is None or digest_of(now) != written.file:
            self._plan.outcomes.append(Outcome(source, session, Fate.EDITED, written.path))
            return
        stem = Path(written.path).stem
        own_id = "" if stem == self._usual_id(session) else stem
        after = self._page(session, own_id)
        self._put(source, session, digest, Change(written.path, now, after))
        self._plan.outcomes.append(Outcome(source, session, Fate.CHANGED, written.path))

    def _new(self, source: str, session: FoundSession, digest: str) -> None:
        usual = self._usual_id(session)
        stem = self._calendar.free_id(usual)
        path = self._free_path(usual[:4], stem)
        after = self._page(session, "" if stem == usual else stem)
        self._put(source, session, digest, Change(path, None, after))
        self._plan.outcomes.append(Outcome(source, session, Fate.NEW, path))

    def _usual_id(self, session: FoundSession) -> str:
        """Return the id that a session of this day has by itself."""
        day = session.date.date.isoformat() if session.date.date else ""
        return self._named(day)

    def _named(self, day: str) -> str:
        series = self._target.series_option
        return f"{day}-{series}" if series else day

    def _free_path(self, year: str, stem: str) -> str:
        path = f"{_SESSIONS}/{year}/{stem}.md"
        number = 1
        while path in self._pages or (self._folder / path).exists():
            number += 1
            path = f"{_SESSIONS}/{year}/{stem}-{number}.md"
        return path

    def _page(self, session: FoundSession, own_id: str) -> bytes:
        day = session.date.date.isoformat() if session.date.date else ""
        join = self._accesses.name_of(session.access, day)
        setting = PageSetting(
            self._target.shelf.key_of,
            self._target.series,
            self._target.series_option,
            own_id,
            join,
            self._target.base_url,
            self._moved,
        )
        return session_page(session, setting).encode()

    def _moved(self, day: str) -> str:
        """Return the id of the session on *day*, '' where there is none."""
        name = self._named(day)
        return name if day in self._days or name in self._calendar.ids else ""

    def _put(self, source: str, session: FoundSession, digest: str, change: Change) -> None:
        self._pages[change.path] = change
        self._told[session.date.date].append((session, change.path))
        written = Written(digest, change.path, digest_of(change.after))
        self._record.note(source, session.key, written)

    def finish(self) -> Plan:
        """Return the plan: pages, pages of new years, entries, accesses, and the record last."""
        changes = [self._pages[path] for path in sorted(self._pages)]
        changes += self._year_pages()
        shelf = self._target.shelf
        if shelf.entries:
            bib = self._target.bib
            after = appended(bib, shelf.entries)
            before = bib.data if bib.path.exists() else None
            changes.append(Change(self._relative(bib.path), before, after))
        if self._accesses.added:
            after = self._accesses.to_bytes()
            changes.append(Change(ACCESS, self._accesses.before, after))
        record = self._record.to_bytes()
        if self._pages and record != self._before:
            changes.append(Change(RECORD, self._before, record))
        self._plan.changes = changes
        return self._plan

    def _year_pages(self) -> list[Change]:
        years = {path.split("/")[1] for path in self._pages}
        paths = [(year, f"{_SESSIONS}/{year}/index.md") for year in sorted(years)]
        return [
            Change(path, None, _YEAR_PAGE.format(year=int(year)).encode())
            for year, path in paths
            if not (self._folder / path).exists()
        ]

    def _relative(self, path: Path) -> str:
        try:
            return path.resolve().relative_to(self._folder.resolve()).as_posix()
        except ValueError as error:
            raise SourceError(SourceProblem.OUTSIDE, path.as_posix()) from error


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SourceError(SourceProblem.UNREADABLE, path.name, error.strerror or "") from error
