"""Which sessions are next: the one that people can come to, and those of a week.

A session lasts until the end of its day, as in listings; one of which the day is unknown is
never next.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sphinx_seminar.model.session import Session, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_seminar.model.archive import Archive

WEEK = timedelta(days=7)


def next_session(archive: Archive, series: Collection[str], today: date) -> Session | None:
    """Return the first session of *series* from *today* on that takes place."""
    coming = (one for one in _of(archive, series) if one.span.date.first() >= today)
    return next((one for one in coming if one.status.takes_place), None)


def sessions_between(
    archive: Archive, series: Collection[str], first: date, end: date
) -> tuple[Session, ...]:
    """Return the sessions of *series* from *first* to before *end*, in order.

    Those that do not take place are among them, but the ones that were withdrawn.
    """
    return tuple(
        one
        for one in _of(archive, series)
        if first <= one.span.date.first() < end and one.status is not Status.WITHDRAWN
    )


def week_end(first: date) -> date:
    """Return the day after the week that begins with *first*."""
    return first + min(WEEK, date.max - first)


def _of(archive: Archive, series: Collection[str]) -> Iterator[Session]:
    for session in archive.sessions:
        if session.series in series and session.span.date.is_day:
            yield session
