"""Dates and times in the language of the pages, through Babel.

Times are shown on a 24-hour clock with the zone's name and its offset from UTC on
that day, so that they can be read anywhere.
"""

from __future__ import annotations

from datetime import datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    get_timezone_location,
    get_timezone_name,
)

from sphinx_seminar.rendering.labels import pages as labels

if TYPE_CHECKING:
    from datetime import date

    from sphinx_seminar.model.clocks import Clock, ClockChange
    from sphinx_seminar.model.partialdate import PartialDate
    from sphinx_seminar.model.timespan import TimeSpan


def format_day(day: PartialDate, language: str, *, weekday: bool = True) -> str:
    """Return *day* in *language*, as much of it as is known."""
    return _format_day(day, _locale(language), weekday=weekday)


@lru_cache(maxsize=4096)
def _format_day(day: PartialDate, locale: Locale, *, weekday: bool) -> str:
    if day.is_day:
        return format_date(day.first(), "full" if weekday else "long", locale)
    if day.month:
        return format_skeleton("yMMMM", datetime.combine(day.first(), time()), locale=locale)
    return str(day.year)


def format_days(first: date, last: date, language: str) -> str:
    """Return the days from *first* to *last* in *language*, as short as it allows."""
    text = format_interval(first, last, "yMMMMd", locale=_locale(language))
    # thin spaces around the dash break in mails and terminals
    return " ".join(text.split())


def format_times(span: TimeSpan) -> str:
    """Return ``14:00–16:00``; '' while the time is unknown."""
    if span.start is None:
        return ""
    text = f"{span.start:%H:%M}"
    if span.end is not None:
        text += f"–{span.end:%H:%M}" + (f" (+{span.days})" if span.days else "")
    return text


def format_zone(span: TimeSpan, language: str) -> str:
    """Return the zone's name and its offset on that day; '' while the instant is unknown."""
    instant = span.starts_at()
    if instant is None:
        return ""
    local = instant.astimezone(ZoneInfo(span.zone))
    locale = _locale(language)
    name = get_timezone_name(local, width="long", locale=locale)
    offset = f"UTC{local.isoformat()[-6:]}" if local.utcoffset() else "UTC"
    return name if name == offset else f"{name}, {offset}"


def format_clock_change(change: ClockChange, language: str) -> str:
    """Return as a sentence whose clocks changed, and what that means there."""
    place = format_place(change.zone, language)
    times = [
        str(labels.CLOCK)
        % {
            "time": f"{change.start:%H:%M}",
            "place": place,
            "now": _clock(shift.now),
            "other": format_place(shift.zone, language),
            "before": _clock(shift.before),
        }
        for shift in change.shifts
    ]
    places = ", ".join(format_place(zone, language) for zone in change.changed)
    return str(labels.CLOCKS_CHANGED) % {"places": places, "times": "; ".join(times)}


def _clock(clock: Clock) -> str:
    return f"{clock.time:%H:%M}" + (f" ({clock.days:+d})" if clock.days else "")


def format_place(zone: str, language: str) -> str:
    """Return the city that *zone* is named after, in *language*; its name where none is."""
    if "/" not in zone or zone.startswith("Etc/"):
        return zone
    city = get_timezone_location(ZoneInfo(zone), locale=_locale(language), return_city=True)
    # Argentina/Buenos Aires
    return city.rpartition("/")[2]


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    """Return Babel's locale for Sphinx's *language*, English when Babel has none."""
    try:
        return Locale.parse(language.replace("-", "_") or "en", sep="_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
