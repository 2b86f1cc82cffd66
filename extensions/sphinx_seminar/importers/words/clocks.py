"""Times: found as written, then read together, because "4:00-4:50" needs the page to be pm.

A suffix counts for both times of a span; one that is missing comes from the page's usual
time, or from the hour itself: nobody meets from one to seven in the night. What was
inferred is flagged, what cannot be a time is flagged and left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.flags import Flag, FlagKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIX = r"(?:\s?([ap])\.?\s?m\b\.?)"
_CLOCK = (
    rf"(\d{{1,2}})(?:(?:\s?[:h]\s?|\.)(\d\d)(?::\d\d)?(?!\d))?"
    rf"(?:{_SUFFIX}|\s?(h\b|Uhr\b|uur\b|時|点))?"
)
_ZONES = (
    "CEST CET EDT EST CDT CST MDT MST PDT PST EET EEST WEST WET BST GMT UTC JST KST IST SGT HKT"
    " AEST AEDT NZST NZDT MSK MEZ MESZ ET CT MT PT"
)
_ZONE = rf"(?:\s*\(?\b((?:{_ZONES.replace(' ', '|')})(?:\s?[+-]\s?\d{{1,2}}(?::?\d\d)?)?)\b\)?)?"
_DASH = r"\s*(?:-{1,3}|[–—~〜]|\bto\b|\bbis\b|\bà\b|\buntil\b|\btill\b|\ba\b|->)\s*"
_NAMED_CLOCK = r"\b(noon|midday|midnight)\b"
_SPAN = re.compile(
    rf"(?<![\d/.:])(?:{_CLOCK}|{_NAMED_CLOCK})"
    rf"(?:{_DASH}(?:{_CLOCK}|{_NAMED_CLOCK}|(\?)))?(?![\d/]|:\d){_ZONE}",
    re.IGNORECASE,
)
#: "between 1pm and 2pm", of which "and" is the dash.
_BETWEEN = re.compile(
    r"\b(between|zwischen|entre)(\s+\S+(?:\s?[ap]\.?m\.?)?\s+)(and|und|y|et)\b", re.IGNORECASE
)
_DOTTED = re.compile(r"\d\.\d")
_DASHED = re.compile(r"\s*(\d{1,2})-(\d\d)\s*")
_IANA = re.compile(r"\s*\(?([A-Z][A-Za-z]+/[A-Z][A-Za-z_]+)\b")
_NOON, _HOURS, _MINUTES = 12, 24, 60
_FIRST_MORNING, _LAST_EVENING = 8, 21
_NAMED = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)}


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour and minutes as written; ``half`` is "a", "p", "24" or '' where nothing says."""

    hour: int
    minute: int = 0
    half: str = ""
    has_minutes: bool = False


class TimeSpot(NamedTuple):
    """A time or a span as it stands in a text, from ``start`` to ``end``."""

    start: int
    end: int
    raw: str
    first: Clock
    last: Clock | None = None
    is_open: bool = False
    zone: str = ""
    is_slip: bool = False


class Habit(NamedTuple):
    """What the page says of its times: the usual start, and whether it counts to 24."""

    start: time | None = None
    counts_to_24: bool = False


class Hours(NamedTuple):
    """A span as decided."""

    start: time | None = None
    end: time | None = None
    zone: str = ""
    flags: tuple[Flag, ...] = ()


def find_times(text: str, *, is_slot: bool = False) -> list[TimeSpot]:
    """Return the times in *text*; outside a slot for times a bare number is none."""
    if is_slot and (dashed := _DASHED.fullmatch(text)) and int(dashed[2]) >= _HOURS:
        clock = Clock(int(dashed[1]), int(dashed[2]), has_minutes=True)
        return [TimeSpot(0, len(text), text, clock, is_slip=True)]
    text = _BETWEEN.sub(lambda match: f"{match[1]}{match[2]}{'-' * len(match[3])}", text)
    found = (_spot(match, is_slot=is_slot) for match in _SPAN.finditer(text))
    return [spot for spot in found if spot is not None]


def _spot(match: re.Match[str], *, is_slot: bool) -> TimeSpot | None:
    first = _clock(match, 1)
    last = _clock(match, 6)
    if first is None:
        return None
    clocks = [clock for clock in (first, last) if clock]
    is_told = any(clock.half for clock in clocks) or all(clock.has_minutes for clock in clocks)
    if not is_told and not is_slot:
        return None
    if any(clock.minute >= _MINUTES for clock in clocks):
        return None
    if _DOTTED.search(match[0]) and last is None and not first.half and not is_slot:
        # the number of a room or of a theorem
        return None
    start = match.start()
    zone = _IANA.match(match.string, match.end())
    return TimeSpot(
        start,
        match.end(),
        match[0].strip(),
        first,
        last,
        match[11] is not None,
        match[12] or (zone[1] if zone else ""),
    )


def _clock(match: re.Match[str], group: int) -> Clock | None:
    """Return the clock whose groups begin with *group*."""
    named = match[group + 4]
    if named:
        hour, minute = _NAMED[named.lower()]
        return Clock(hour, minute, "24", has_minutes=True)
    if match[group] is None:
        return None
    half = (match[group + 2] or ("24" if match[group + 3] else "")).lower()
    minutes = match[group + 1]
    return Clock(int(match[group]), int(minutes or 0), half, has_minutes=minutes is not None)


def habit_of(spots: Iterable[TimeSpot], usual: time | None) -> Habit:
    """Return the habit of a page with these times."""
    clocks = [clock for spot in spots for clock in (spot.first, spot.last) if clock]
    told = [clock for clock in clocks if clock.half in {"a", "p"}]
    counts = [clock for clock in clocks if clock.hour > _NOON or clock.half == "24"]
    return Habit(usual, bool(counts) and not told)


def read_hours(spot: TimeSpot, habit: Habit) -> Hours:
    """Return the span that *spot* means."""
    first, last = spot.first, spot.last
    flags: list[Flag] = []
    if not _is_clock(first) or (last and not _is_clock(last)):
        return Hours(flags=(Flag(FlagKind.TIME_UNREADABLE, spot.raw),))
    if last is not None and not first.half and last.half in {"a", "p"}:
        first = replace(first, half=_half_of_first(first, last))
    start = _time(first, habit, spot, flags)
    end = None
    if last is not None:
        if not last.half and first.half in {"a", "p"}:
            last = replace(last, half=_half_of_last(first, last))
        end = _end(last, start, habit, spot, flags)
    if spot.is_slip:
        flags.append(Flag(FlagKind.TIME_DOUBTFUL, spot.raw))
    if spot.is_open:
        flags.append(Flag(FlagKind.TIME_OPEN, spot.raw))
    if start.hour >= _LAST_EVENING and first.half == "p" and first.hour < _NOON:
        # "10:30-11:30 pm" is a slip for am
        start = start.replace(hour=first.hour)
        end = end.replace(hour=last.hour % _HOURS) if end and last else end
        flags.append(Flag(FlagKind.TIME_DOUBTFUL, spot.raw))
    return Hours(start, end, spot.zone, tuple(dict.fromkeys(flags)))


def _is_clock(clock: Clock) -> bool:
    if clock.half in {"a", "p"} and clock.hour > _NOON:
        # "17:00 pm" says the same twice, "30 pm" nothing
        return clock.hour < _HOURS and clock.has_minutes
    return clock.hour <= _HOURS and clock.minute < _MINUTES


def _half_of_first(first: Clock, last: Clock) -> str:
    """Return the half of "11-1pm" (am) and "3:00-4:00 pm" (pm)."""
    first_hour, last_hour = first.hour % _NOON, last.hour % _NOON
    if last.half == "p" and (first_hour, first.minute) > (last_hour, last.minute):
        return "a"
    if last.half == "p" and first.hour > _NOON:
        return "24"
    if last.half == "a":
        return "a"
    return "p"


def _half_of_last(first: Clock, last: Clock) -> str:
    """Return the half of "11am-1" (pm) and "3pm-4" (pm)."""
    if first.half == "a" and (last.hour % _NOON, last.minute) < (first.hour % _NOON, first.minute):
        return "p"
    return "p" if first.half == "a" and last.hour == _NOON else first.half


def _time(clock: Clock, habit: Habit, spot: TimeSpot, flags: list[Flag]) -> time:
    hour = clock.hour % _HOURS
    if clock.half == "p" and hour < _NOON:
        hour += _NOON
    elif clock.half == "a" and hour == _NOON:
        hour = 0
    elif not clock.half and 0 < hour < _NOON:
        hour = _unsaid(clock, habit, spot, flags)
    return time(hour, clock.minute)


def _unsaid(clock: Clock, habit: Habit, spot: TimeSpot, flags: list[Flag]) -> int:
    """Return the hour of a time that does not say which half of the day it is in."""
    hour = clock.hour
    usual = habit.start
    if habit.counts_to_24 and hour >= _FIRST_MORNING - 1:
        return hour
    is_padded = spot.raw.startswith("0")
    if is_padded and hour >= _FIRST_MORNING - 1:
        return hour
    if usual and usual.hour >= _NOON and abs(usual.hour - _NOON - hour) <= 1:
        flags.append(Flag(FlagKind.TIME_PM, usual.strftime("%H:%M")))
        return hour + _NOON
    if hour < _FIRST_MORNING:
        flags.append(Flag(FlagKind.TIME_CONTEXT, spot.raw))
        return hour + _NOON
    return hour


def _end(last: Clock, start: time, habit: Habit, spot: TimeSpot, flags: list[Flag]) -> time | None:
    hour = last.hour % _HOURS
    if last.half:
        end = _time(last, habit, spot, flags)
    else:
        end = time(hour, last.minute)
        if end <= start and hour < _NOON:
            # "4:00-4:50", of which the first is pm
            end = time(hour + _NOON, last.minute)
    if end <= start:
        flags.append(Flag(FlagKind.TIME_BACKWARDS, spot.raw))
        return None
    return end
