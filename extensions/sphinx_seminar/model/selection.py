"""A selection: which sessions a listing shows, in which order and groups, and how many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from sphinx_seminar.model.archive import topic_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.session import Session

T = TypeVar("T")

#: How many sessions a page holds in reserve, see :meth:`Selection.rows`: nine months of a
#: weekly seminar.
RESERVE = 40


class Sort(StrEnum):
    """The order of a listing."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    USES = "uses"


class Group(StrEnum):
    """What a listing is divided by."""

    NONE = "none"
    YEAR = "year"
    TERM = "term"
    SERIES = "series"
    STATUS = "status"


class Period(StrEnum):
    """Which side of today a session is on."""

    ALL = "all"
    UPCOMING = "upcoming"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters that all must hold; in one filter, one of several values suffices.

    ``reading`` holds keys; ``speaker`` and ``topic`` names as written or ids.
    An empty filter holds for every session; ``limit`` 0 means all.
    """

    series: tuple[str, ...] = ()
    term: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    period: Period = Period.ALL
    sort: Sort = Sort.NEWEST
    group: Group = Group.NONE
    limit: int = 0

    def sessions(self, archive: Archive, today: date) -> tuple[Session, ...]:
        """Return the sessions selected from *archive*, newest first unless sorted otherwise.

        A session lasts until the end of its day: on *today* it is upcoming.
        """
        kept: Iterable[Session] = self._candidates(archive)
        for test in self._tests(archive, today):
            kept = filter(test, kept)
        ordered = list(kept)
        if self.sort is not Sort.OLDEST:
            ordered.reverse()
        return tuple(ordered[: self.limit] if self.limit else ordered)

    def rows(self, archive: Archive, today: date) -> tuple[tuple[Session, ...], frozenset[str]]:
        """Return the sessions of a page that is read after *today*, in order, and who waits.

        Those that :meth:`sessions` selects are shown; the ids are those of the others, which
        wait for a day on which a limit lets them in, or on which they are past. They are the
        next :data:`RESERVE` ones, so that a page stays small and its bytes depend on the
        archive and the day alone.
        """
        shown = self.sessions(archive, today)
        unlimited = self.period is Period.UPCOMING and not self.limit
        # The last of all stay the last: none comes in from before them.
        if self.period is Period.ALL or unlimited or self._is_farthest_first:
            return shown, frozenset()
        ahead = replace(self, period=Period.UPCOMING, sort=Sort.OLDEST, limit=0)
        ids = {session.id for session in shown}
        waiting = [one for one in ahead.sessions(archive, today) if one.id not in ids][:RESERVE]
        every = sorted((*shown, *waiting), key=lambda session: session.sort_key)
        if self.sort is not Sort.OLDEST:
            every.reverse()
        return tuple(every), frozenset(session.id for session in waiting)

    @property
    def _is_farthest_first(self) -> bool:
        return self.period is Period.UPCOMING and self.sort is not Sort.OLDEST

    def _candidates(self, archive: Archive) -> Iterable[Session]:
        """Return the sessions of the wanted years, in order: a page a year costs its year."""
        if not self.year:
            return archive.sessions
        years = sorted({int(year) for year in self.year if year.isdecimal()})
        return [session for year in years for session in archive.sessions_by_year.get(year, ())]

    def _tests(self, archive: Archive, today: date) -> list[Callable[[Session], bool]]:
        tests: list[Callable[[Session], bool]] = []
        if self.series:
            tests.append(lambda session: session.series in self.series)
        if self.status:
            tests.append(lambda session: session.status.value in self.status)
        if self.term:
            tests.append(lambda session: _term_name(archive, session) in self.term)
        if self.kind:
            tests.append(lambda session: any(talk.kind in self.kind for talk in session.talks))
        if self.topic:
            topics = {topic_id(topic) for topic in self.topic}
            tests.append(
                lambda session: any(
                    topic_id(topic) in topics for talk in session.talks for topic in talk.topics
                )
            )
        if self.speaker:
            people = {one for name in self.speaker for one in archive.people.ids(name)}
            tests.append(
                lambda session: any(
                    archive.person_of(speaker).id in people
                    for talk in session.talks
                    for speaker in talk.speakers
                )
            )
        if self.reading:
            tests.append(
                lambda session: any(
                    use.use.key in self.reading for use in archive.uses_by_session[session.id]
                )
            )
        if self.period is not Period.ALL:
            upcoming = self.period is Period.UPCOMING
            tests.append(lambda session: (session.span.date.last() >= today) is upcoming)
        return tests

    def grouped(
        self, archive: Archive, sessions: Iterable[Session]
    ) -> list[tuple[str, list[Session]]]:
        """Divide *sessions* by ``group``, keeping their order; ('', all) when undivided.

        The label of a group is the data's own word (a year, a term's or series' title,
        a status value); sessions outside every term come under ''.
        """
        label = _LABELS[self.group]
        groups: dict[str, list[Session]] = {}
        for session in sessions:
            groups.setdefault(label(archive, session), []).append(session)
        return list(groups.items())


def _term_name(archive: Archive, session: Session) -> str:
    term = archive.term_of(session)
    return term.name if term else ""


def _series_title(archive: Archive, session: Session) -> str:
    series = archive.series_by_name.get(session.series)
    return series.title if series else session.series


_LABELS: dict[Group, Callable[[Archive, Session], str]] = {
    Group.NONE: lambda _archive, _session: "",
    Group.YEAR: lambda _archive, session: str(session.span.date.year),
    Group.TERM: _term_name,
    Group.SERIES: _series_title,
    Group.STATUS: lambda _archive, session: session.status.value,
}
