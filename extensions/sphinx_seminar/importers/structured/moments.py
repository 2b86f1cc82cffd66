"""Moments of ISO 8601 as the texts of an entry: the day, the wall time, the zone.

A time that is exact says so: "03:30 h" is half past three in the night, while "3:30" on a
page is hardly ever.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from sphinx_seminar.importers.entries import Field
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Text
from sphinx_seminar.parsing.spans import is_zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.importers.entries import Entry

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d?-\d\d?)[T ]+(?P<clock>\d\d?:\d\d)(?::\d\d(?:[.,]\d+)?)?"
    r"\s*(?P<offset>Z|UTC|[+-]\d\d(?::?\d\d)?)?",
)


class Moment(NamedTuple):
    """A day and perhaps a time; ``offset`` is None where nothing says the zone."""

    day: date
    clock: time | None = None
    offset: timedelta | None = None

    def in_zone(self, zone: str) -> Moment:
        """Return the moment as the clocks of *zone* show it, if it is one instant."""
        if self.clock is None or self.offset is None or not is_zone(zone):
            return self
        try:
            instant = datetime.combine(self.day, self.clock, UTC) - self.offset
            local = instant.astimezone(ZoneInfo(zone))
        except OverflowError:
            return self
        return Moment(local.date(), local.time().replace(tzinfo=None), local.utcoffset())


def parse_moment(text: str) -> Moment | None:
    """Return the moment that *text* is: a date, or a date and a time with or without offset."""
    text = text.strip()
    match = _ISO.fullmatch(text)
    try:
        if match is None:
            return Moment(date.fromisoformat(text))
        year, month, day = (int(part) for part in match["day"].split("-"))
        hour, minute = (int(part) for part in match["clock"].split(":"))
        return Moment(date(year, month, day), time(hour, minute), _offset(match["offset"]))
    except ValueError:
        return None


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text in {"Z", "UTC"}:
        return timedelta()
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "").ljust(4, "0")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def exact(clock: time) -> str:
    """Return a time of day that no reader takes for one in the afternoon."""
    return f"{clock:%H:%M} h"


def moment_fields(
    start: Moment, end: Moment | None = None, zone: str = "", line: int = 0, name: str = ""
) -> Iterator[Field]:
    """Yield the fields of a span: day, start, end and last day, and the zone they count in."""
    if zone:
        start, end = start.in_zone(zone), end.in_zone(zone) if end else None
    yield Field(Slot.DATE, Text.of(start.day.isoformat(), line), name)
    if start.clock is not None:
        yield Field(Slot.START, Text.of(exact(start.clock), line), name)
    if end is not None and end.clock is not None and start.clock is not None:
        if end.day == start.day or _is_next_morning(start, end):
            yield Field(Slot.END, Text.of(exact(end.clock), line), name)
        else:
            yield Field(Slot.END_DATE, Text.of(end.day.isoformat(), line), name)
    elif end is not None and end.day > start.day:
        yield Field(Slot.END_DATE, Text.of(end.day.isoformat(), line), name)
    if start.clock is not None and (shown := zone or _zone_of(start)):
        yield Field(Slot.ZONE, Text.of(shown, line), name)


def _is_next_morning(start: Moment, end: Moment) -> bool:
    return end.day - start.day == timedelta(days=1) and bool(
        start.clock and end.clock and end.clock < start.clock
    )


def _zone_of(moment: Moment) -> str:
    # An offset is in force in many zones: only that of UTC names one.
    return "UTC" if moment.offset == timedelta() else ""


def start_of(entry: Entry) -> tuple[str, str]:
    """Return day and time of an entry of an export, by which entries are put in order."""
    return entry.words(Slot.DATE), entry.words(Slot.START)
