"""``VTIMEZONE``: the rules of a zone for a range of years, as the system's database has them.

Every change of the clocks is written by itself. Its ``DTSTART`` is what the clocks showed
the moment before (RFC 5545, 3.6.5): icalendar's own ``add_missing_timezones`` writes what
they showed after, which is an hour late whenever they go forward.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from sphinx_seminar.outputs.calendar.properties import component_lines, property_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECOND = timedelta(seconds=1)
#: No zone changed its clocks twice within this time since 1900 without coming back.
_STRIDE = timedelta(days=1)


class Clock(NamedTuple):
    """How the clocks of a zone are set: offset from UTC, abbreviation, whether for the summer."""

    offset: timedelta
    name: str
    summer: bool


@lru_cache(maxsize=1024)
def timezone_lines(zone: str, first_year: int, last_year: int) -> bytes:
    """Return the component of *zone* from the start of *first_year* to the end of *last_year*."""
    zone_info = ZoneInfo(zone)
    start = _start_of(first_year, zone_info)
    clock = _clock(start, zone_info)
    parts = [property_line("TZID", zone), _observance(start, clock, clock)]
    for instant, changed in _changes(start, _start_of(last_year + 1, zone_info), zone_info):
        parts.append(_observance(instant, clock, changed))
        clock = changed
    return component_lines("VTIMEZONE", parts)


def _start_of(year: int, zone: ZoneInfo) -> datetime:
    """Return the instant in UTC at which *year* begins, as near as the calendar allows."""
    if year > MAXYEAR:
        return datetime(MAXYEAR, 12, 30, tzinfo=UTC)
    # A day apart from both ends of the calendar: its hours in UTC are in no year.
    day = 2 if year <= MINYEAR else 1
    return datetime(max(year, MINYEAR), 1, day, tzinfo=zone).astimezone(UTC)


def _clock(instant: datetime, zone: ZoneInfo) -> Clock:
    local = instant.astimezone(zone)
    return Clock(local.utcoffset() or timedelta(), local.tzname() or "", bool(local.dst()))


def _changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, Clock]]:
    """Yield each change of the clocks between *start* and *end*: when, and to what."""
    clock, here = _clock(start, zone), start
    while here < end:
        there = min(here + _STRIDE, end)
        changed = _clock(there, zone)
        if changed != clock:
            low, high = here, there
            while high - low > _SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if _clock(middle, zone) == clock:
                    low = middle
                else:
                    high = middle
            there, clock = high, _clock(high, zone)
            yield there, clock
        here = there


def _observance(instant: datetime, before: Clock, after: Clock) -> bytes:
    lines = (
        property_line("DTSTART", (instant + before.offset).replace(tzinfo=None)),
        property_line("TZOFFSETFROM", before.offset),
        property_line("TZOFFSETTO", after.offset),
        property_line("TZNAME", after.name),
    )
    return component_lines("DAYLIGHT" if after.summer else "STANDARD", lines)
