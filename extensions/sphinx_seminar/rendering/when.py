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
    get_day_names,
    get_timezone_location,
    get_timezone_name,
)
from babel.lists import format_list

from sphinx_seminar.rendering.labels import pages as labels

if TYPE_CHECKING:
    from datetime import date

    from sphinx_seminar.model.clocks import Clock, ClockChange
    from sphinx_seminar.model.partialdate import PartialDate
    from sphinx_seminar.model.series import Rhythm, Series
    from sphinx_seminar.model.timespan import TimeSpan

_WEEKS_OF_A_MONTH = 5
_MONTHS = 12


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


def format_month(day: PartialDate, language: str) -> str:
    """Return the month of *day* by name, or its year where no month is known."""
    if not 1 <= day.month <= _MONTHS:
        return str(day.year)
    return format_date(day.first(), "LLLL", _locale(language))


def format_short_day(day: PartialDate, language: str, *, year: bool) -> str:
    """Return *day* shortly, with its weekday and, where wanted, its *year*."""
    if not day.is_day:
        return format_day(day, language)
    skeleton = "yMMMEd" if year else "MMMEd"
    return format_skeleton(
        skeleton, datetime.combine(day.first(), time()), locale=_locale(language)
    )


def format_days(first: date, last: date, language: str) -> str:
    """Return the days from *first* to *last* in *language*, as short as it allows."""
    text = format_interval(first, last, "yMMMMd", locale=_locale(language))
    # thin spaces around the dash break in mails and terminals
    return " ".join(text.split())


def format_times(span: TimeSpan | Series) -> str:
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


def format_rhythm(rhythm: Rhythm, language: str) -> str:
    """Return the regular day of a series."""
    locale = _locale(language)
    day = get_day_names("wide", locale=locale)[rhythm.weekday]
    if rhythm.of_month:
        ordinals = [str(labels.ORDINALS[number]) for number in sorted(rhythm.of_month, key=_late)]
        words = {"ordinals": format_list(ordinals, locale=locale), "day": day}
        return str(labels.OF_MONTH) % words
    if rhythm.weeks > 1:
        return str(labels.EVERY_WEEKS) % {"weeks": rhythm.weeks, "day": day}
    return str(labels.EVERY_WEEK) % {"day": day}


def _late(number: int) -> int:
    """Sort the last weekday of a month behind the counted ones."""
    return number if number > 0 else _WEEKS_OF_A_MONTH - number


def format_zone_name(zone: str, language: str) -> str:
    """Return the name of *zone* on any day, in *language*."""
    if not _is_region(zone):
        return zone
    return get_timezone_name(
        ZoneInfo(zone), width="long", zone_variant="generic", locale=_locale(language)
    )


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


def _is_region(zone: str) -> bool:
    """Tell whether *zone* is that of a place, and not UTC or an offset from it."""
    return "/" in zone and not zone.startswith("Etc/")


def format_place(zone: str, language: str) -> str:
    """Return the city that *zone* is named after, in *language*; its name where none is."""
    if not _is_region(zone):
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
