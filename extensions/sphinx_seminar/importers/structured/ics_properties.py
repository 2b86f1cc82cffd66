"""The properties of a calendar's event as plain values, whatever is wrong with them.

icalendar keeps a value that it cannot read as text; dates with a time of four digits
("20240304T0855") are read here all the same.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from icalendar.prop.broken import vBroken

from sphinx_seminar.importers.structured.moments import Moment
from sphinx_seminar.parsing.spans import is_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from icalendar import Component

_BROKEN = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?(Z)?)?")
_WEB = ("http://", "https://")


def part_of(found: Any, name: str) -> Any:
    """Return a part of a value, None where there is none; a broken value has no parts."""
    return None if isinstance(found, vBroken) else getattr(found, name, None)


def several(event: Component, name: str) -> list[Any]:
    """Return all values of the property *name*."""
    found = event.get(name)
    return list(found) if isinstance(found, list) else [] if found is None else [found]


def words_at(event: Component, name: str) -> str:
    """Return the first text of *name*, '' where there is none."""
    return next((str(one).strip() for one in several(event, name)), "")


def date_at(event: Component, name: str) -> date | None:
    """Return the day or the moment of *name*, None where there is none to be read."""
    for one in several(event, name):
        found = part_of(one, "dt")
        if isinstance(found, date):
            return found
        if match := _BROKEN.fullmatch(str(one).strip()):
            return _repaired(match)
    return None


def _repaired(match: re.Match[str]) -> date | None:
    try:
        day = date(*(int(match[group]) for group in (1, 2, 3)))
        if match[4] is None:
            return day
        clock = time(int(match[4]), int(match[5]))
    except ValueError:
        return None
    return datetime.combine(day, clock, UTC if match[6] else None)


def listed(event: Component, name: str) -> Iterator[date]:
    """Yield the days and moments of a property that lists them (EXDATE, RDATE)."""
    for one in several(event, name):
        for inner in part_of(one, "dts") or ():
            found = part_of(inner, "dt")
            start = found[0] if isinstance(found, tuple) else found
            if isinstance(start, date):
                yield start


def rules(event: Component) -> list[Mapping[str, Sequence[object]]]:
    """Return the rules by which an event recurs, each a mapping of lists."""
    return [
        {str(key): part if isinstance(part, list) else [part] for key, part in one.items()}
        for one in several(event, "RRULE")
        if part_of(one, "items")
    ]


def rule_text(event: Component) -> str:
    """Return the first rule as it is written."""
    for one in several(event, "RRULE"):
        shown = one.to_ical() if part_of(one, "to_ical") else one
        return shown.decode("utf-8", "replace") if isinstance(shown, bytes) else str(shown)
    return ""


def categories(event: Component) -> str:
    """Return the categories, separated by commas."""
    found: list[str] = []
    for one in several(event, "CATEGORIES"):
        found += [str(inner) for inner in part_of(one, "cats") or [one]]
    return ", ".join(dict.fromkeys(filter(None, found)))


def web_address(text: str) -> str:
    """Return *text* if it is an address on the web, '' otherwise."""
    return text if text.lower().startswith(_WEB) and " " not in text else ""


def wall_time(moment: date) -> datetime:
    """Return a day or a moment as the clock on the wall of its own zone shows it."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None, microsecond=0)
    return datetime.combine(moment, time.min)


def zone_of(moment: date | None) -> str:
    """Return the IANA zone of *moment*, '' where it has none that is known."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return ""
    name = str(getattr(moment.tzinfo, "key", "") or getattr(moment.tzinfo, "zone", ""))
    if is_zone(name):
        return name
    return "UTC" if moment.utcoffset() == timedelta() else ""


def moment_of(found: date, shift: timedelta, zone: str) -> Moment:
    """Return *found*, *shift* later on the wall, as the clocks of *zone* show it."""
    if not isinstance(found, datetime):
        return Moment(found + shift)
    shown = found
    if found.tzinfo is not None and is_zone(zone) and zone_of(found) != zone:
        shown = found.astimezone(ZoneInfo(zone))
    later = wall_time(shown) + shift
    return Moment(later.date(), later.time())
