"""How much was found: the numbers of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.session import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.importers.found import Found, FoundSession

#: States in which nothing else need be known.
_SETTLED = frozenset({Status.NO_MEETING, Status.CANCELLED, Status.POSTPONED, Status.MOVED})


class Counts(NamedTuple):
    """Sessions found; those complete and without a question; those with one; what is none."""

    found: int = 0
    complete: int = 0
    flagged: int = 0
    skipped: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return the sum."""
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))


def is_complete(session: FoundSession) -> bool:
    """Tell whether day, people and subject are known, and nothing is in doubt."""
    if session.is_flagged or session.date.date is None or not session.date.date.is_day:
        return False
    if session.status in _SETTLED:
        return True
    talks = session.talks
    return bool(talks) and all(
        (talk.title or talk.readings) and (talk.speakers or talk.readings) and not talk.missing
        for talk in talks
    )


def counts_of(found: Iterable[Found]) -> Counts:
    """Return the numbers of all sources."""
    total = Counts()
    for one in found:
        complete = sum(map(is_complete, one.sessions))
        flagged = sum(session.is_flagged for session in one.sessions)
        total = total.plus(Counts(len(one.sessions), complete, flagged, len(one.skipped)))
    return total
