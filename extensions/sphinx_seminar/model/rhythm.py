"""The regular days of a series: what its rhythm means between two days, the second excluded.

Weeks are counted from ``since`` where the rhythm says it. Else every term begins anew, with
its first session on the weekday or, before there is one, with the first such weekday; a
series without terms counts from its first session on the weekday.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.model.series import Rhythm, Series

_WEEK = 7
_LAST_MONTH = 12


def series_days(series: Series, held: Iterable[date], first: date, end: date) -> list[date]:
    """Return the regular days of *series* from *first* to before *end*, in order.

    *held* are the days of its sessions, in order. Where there are terms, only days in one
    of them are regular.
    """
    rhythm = series.rhythm
    if rhythm is None:
        return []
    known = tuple(held)
    if not series.terms:
        return list(regular_days(rhythm, _anchor(rhythm, known, first), first, end))
    days: list[date] = []
    for term in series.terms:
        if term.last < first or term.first >= end:
            continue
        own = tuple(day for day in known if series.term_of(day) is term)
        found = regular_days(
            rhythm,
            _anchor(rhythm, own, term.first),
            max(first, term.first),
            min(end, _after(term.last)),
        )
        # Of two terms that overlap, a day belongs to the first.
        days.extend(day for day in found if series.term_of(day) is term)
    return sorted(days)


def regular_days(rhythm: Rhythm, anchor: date, first: date, end: date) -> Iterator[date]:
    """Yield the days of *rhythm* from *first* to before *end*, its weeks counted from *anchor*."""
    if rhythm.since is not None:
        first = max(first, rhythm.since)
    if rhythm.of_month:
        yield from _monthly(rhythm, first, end)
        return
    step = _WEEK * rhythm.weeks
    number = first.toordinal() + (anchor.toordinal() - first.toordinal()) % step
    yield from map(date.fromordinal, range(number, end.toordinal(), step))


def _monthly(rhythm: Rhythm, first: date, end: date) -> Iterator[date]:
    year, month = first.year, first.month
    while (year, month) <= (end.year, end.month):
        for day in sorted(_days_of_month(rhythm, year, month)):
            if first <= day < end:
                yield day
        year, month = (year, month + 1) if month < _LAST_MONTH else (year + 1, 1)


def _days_of_month(rhythm: Rhythm, year: int, month: int) -> set[date]:
    starts_on, length = monthrange(year, month)
    days = range(1 + (rhythm.weekday - starts_on) % _WEEK, length + 1, _WEEK)
    places = (number if number < 0 else number - 1 for number in rhythm.of_month)
    return {date(year, month, days[place]) for place in places if place < len(days)}


def _anchor(rhythm: Rhythm, held: tuple[date, ...], first: date) -> date:
    if rhythm.since is not None:
        return rhythm.since
    on_weekday = (day for day in held if day.weekday() == rhythm.weekday)
    return next(on_weekday, None) or _next_weekday(rhythm.weekday, first)


def _next_weekday(weekday: int, first: date) -> date:
    days = (weekday - first.weekday()) % _WEEK
    return _later(first, days)


def _after(day: date) -> date:
    return _later(day, 1)


def _later(day: date, days: int) -> date:
    """Return the day *days* later, or the last one of the calendar."""
    return day + timedelta(days=min(days, date.max.toordinal() - day.toordinal()))
