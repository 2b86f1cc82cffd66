"""What the archive holds on a day already, and whether something found is the same meeting."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_seminar.model.likeness import are_alike, folded_title
from sphinx_seminar.model.person import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_seminar.importers.found import FoundSession
    from sphinx_seminar.model.session import Session


@dataclass(slots=True)
class Calendar:
    """The archive's sessions by day; each stands for one found meeting at most.

    ``ids`` are all ids that are taken.
    """

    by_day: Mapping[str, list[Session]]
    ids: set[str]
    _taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, sessions: Iterable[Session], series: str = "") -> Calendar:
        """Return the calendar of the archive's *sessions*, those of *series* if one is named."""
        by_day: defaultdict[str, list[Session]] = defaultdict(list)
        ids: set[str] = set()
        for session in sessions:
            ids |= {session.id, *session.aliases}
            if not series or session.series == series:
                by_day[session.span.date.isoformat()].append(session)
        return cls(by_day, ids)

    def same_as(self, found: FoundSession, day: str) -> Session | None:
        """Return the archive's session that *found* is, None where there is none yet."""
        for session in self.by_day.get(day, ()):
            if session.id not in self._taken and _are_one(found, session):
                self._taken.add(session.id)
                return session
        return None

    def free_id(self, day: str) -> str:
        """Return an id for a further session on *day*."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        lettered = (f"{day}{letter}" for letter in letters[1:])
        numbered = (f"{day}.{number}" for number in range(27, 10_000))
        names = chain((day,), lettered, numbered)
        free = next((name for name in names if name not in self.ids), day)
        self.ids.add(free)
        return free


def _are_one(found: FoundSession, session: Session) -> bool:
    """Whether nothing tells two meetings on one day apart."""
    own = {folded(person.bare) for talk in found.talks for person in talk.speakers}
    theirs = {folded(speaker.name) for talk in session.talks for speaker in talk.speakers}
    if own and theirs:
        return bool(own & theirs)
    titles = [folded_title(talk.title.words) for talk in found.talks if talk.title]
    known = [folded_title(talk.plain_title) for talk in session.talks if talk.plain_title]
    if titles and known:
        return _share(titles, known)
    if found.start and session.span.start:
        return found.start == session.span.start
    return True


def _share(titles: Sequence[str], known: Sequence[str]) -> bool:
    return any(one in other or are_alike(one, other) for one in titles for other in known)
