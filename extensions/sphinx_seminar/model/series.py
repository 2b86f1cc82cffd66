"""A series: what all sessions of a seminar have in common, from the settings in conf.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, time

    from sphinx_seminar.model.venue import Venue

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Term:
    """A named stretch of time, first and last day included."""

    name: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The regular day: a weekday (0 is Monday), every ``weeks`` weeks or some of each month.

    Weeks are counted from ``since``, before which there are no slots. ``of_month`` names the
    weekdays of a month by their number, -1 for the last; with it ``weeks`` does not count.
    """

    weekday: int
    weeks: int = 1
    since: date | None = None
    of_month: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A seminar's settings; ``name`` is its id within the archive.

    ``end`` is ``days`` days later than ``start``. ``zones`` are those of people who take part
    from elsewhere.
    """

    name: str
    title: str
    zone: str
    start: time | None = None
    end: time | None = None
    venue: Venue | None = None
    rhythm: Rhythm | None = None
    terms: tuple[Term, ...] = ()
    breaks: tuple[Term, ...] = ()
    organisers: tuple[str, ...] = ()
    contact: str = ""
    zones: tuple[str, ...] = ()
    days: int = 0

    def term_of(self, day: date) -> Term | None:
        """Return the term that *day* lies in."""
        return next((term for term in self.terms if day in term), None)

    def breaks_from(self, day: date) -> Iterator[Term]:
        """Yield the breaks that are not over on *day*."""
        return (one for one in self.breaks if one.last >= day)

    def break_of(self, day: date) -> Term | None:
        """Return the break that *day* lies in."""
        return next((one for one in self.breaks if day in one), None)
