"""Where clocks changed between two sessions, and what that makes of the usual time.

People in other places remember when a session starts by their own clocks. Twice a year that
is wrong, for zones change their clocks on different days or not at all. What counts is the
distance between a place's clock and that of the session: places that changed together need
not be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.timespan import TimeSpan


class Clock(NamedTuple):
    """What a clock shows; ``days`` is how many days later than the session's (or earlier)."""

    time: time
    days: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """What a start means in another ``zone``: ``now``, and as it was before the change."""

    zone: str
    now: Clock
    before: Clock


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The zones whose clocks ``changed``, and what ``start`` in ``zone`` means elsewhere."""

    changed: tuple[str, ...]
    zone: str
    start: time
    shifts: tuple[Shift, ...]


def clock_change_of(archive: Archive, session: Session) -> ClockChange | None:
    """Return the change since the last session of the same series that took place.

    ``None`` where nobody need come, or nothing that the series names has changed.
    """
    series = archive.series_by_name.get(session.series)
    if series is None or not session.status.takes_place:
        return None
    zones = (series.zone, *series.zones)
    if set(zones) == {session.span.zone}:
        return None
    before = archive.held_before(session)
    return clock_change(before.span, session.span, zones) if before else None


def clock_change(before: TimeSpan, span: TimeSpan, zones: Iterable[str]) -> ClockChange | None:
    """Return what changed in *zones* from *before* to *span*, ``None`` when nothing did.

    Only starts whose instants are known can be compared.
    """
    then, now = before.starts_at(), span.starts_at()
    if then is None or now is None or span.start is None:
        return None
    named = tuple(dict.fromkeys((span.zone, *zones)))
    try:
        changed = tuple(zone for zone in named if _offset(zone, then) != _offset(zone, now))
        shifts = tuple(_shifts(then, now, span, named[1:]))
    except OverflowError:
        # Around the first and the last day of the calendar some zones have no date.
        return None
    return ClockChange(changed, span.zone, span.start, shifts) if shifts else None


def _shifts(then: datetime, now: datetime, span: TimeSpan, zones: Iterable[str]) -> Iterator[Shift]:
    wall = now.astimezone(ZoneInfo(span.zone)).replace(tzinfo=None)
    for zone in zones:
        apart = [_offset(zone, one) - _offset(span.zone, one) for one in (then, now)]
        if apart[0] != apart[1]:
            yield Shift(zone, _clock(wall, apart[1]), _clock(wall, apart[0]))


def _offset(zone: str, instant: datetime) -> timedelta:
    return instant.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


def _clock(wall: datetime, apart: timedelta) -> Clock:
    there = wall + apart
    return Clock(there.time(), (there.date() - wall.date()).days)
