"""``DATE [START[-END]] [ZONE]``: the argument of a session, and the times in settings and options.

Dates are ISO 8601 (a day, a month or a year); times are ``14:00``; an end on the
next day says so (``22:00-01:00+1``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.timespan import TimeSpan, WallTimeState, wall_time_state

if TYPE_CHECKING:
    from sphinx_seminar.model.series import Series

DATE_FORMS = ("YYYY-MM-DD", "YYYY-MM", "YYYY")
TIME_FORMS = ("HH:MM", "HH:MM-HH:MM", "HH:MM-HH:MM+1")

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_OTHER_DATE = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_CLOCK = r"(\d{1,2})[:.h](\d{2})"
_TIMES = re.compile(rf"{_CLOCK}(?:\s*[-–—]\s*{_CLOCK}(\+1)?)?(?=\s|$)")
_LAST_DAY, _LAST_MONTH, _YEAR_DIGITS = 31, 12, 4


class Times(NamedTuple):
    """A start and, where said, an end that is ``days`` days later."""

    start: time
    end: time | None = None
    days: int = 0


def parse_date(text: str) -> tuple[PartialDate | None, tuple[Finding, ...]]:
    """Return the date that *text* is, or a finding with the nearest real date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None, (_date_finding(text, _other_form(text)),)
    year, month, day = (int(group or 0) for group in match.groups())
    try:
        # A month or a day that is left out is none; one that is written as 0 is wrong.
        date(year, 1 if match[2] is None else month, 1 if match[3] is None else day)
    except ValueError:
        return None, (_date_finding(text, _last_real_day(year, month, day)),)
    return PartialDate(year, month, day), ()


def _date_finding(text: str, suggestion: str) -> Finding:
    return Finding(FindingKind.DATE, text, allowed=DATE_FORMS, nearest=suggestion)


def _last_real_day(year: int, month: int, day: int) -> str:
    """Return the last day of the month for a day that the month does not have."""
    if 1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY and year:
        return PartialDate(year, month).last().isoformat()
    return ""


def _other_form(text: str) -> str:
    """Return *text* in ISO form when no other reading of its numbers is a date."""
    match = _OTHER_DATE.fullmatch(text)
    if match is None:
        return ""
    first, second, third = match.groups()
    if len(first) == _YEAR_DIGITS:
        orders = {(first, second, third)}
    elif len(third) == _YEAR_DIGITS:
        orders = {(third, second, first), (third, first, second)}
    else:
        return ""
    real = set()
    for year, month, day in orders:
        try:
            real.add(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    return real.pop() if len(real) == 1 else ""


def parse_times(text: str) -> tuple[Times | None, tuple[Finding, ...]]:
    """Return the times that *text* is: ``14:00``, ``14:00-16:00`` or ``22:00-01:00+1``."""
    match = _TIMES.fullmatch(text.strip())
    if match is None:
        return None, (Finding(FindingKind.TIME, text, allowed=TIME_FORMS),)
    try:
        start = time(int(match[1]), int(match[2]))
        end = time(int(match[3]), int(match[4])) if match[3] else None
    except ValueError:
        return None, (Finding(FindingKind.TIME, text, allowed=TIME_FORMS),)
    days = 1 if match[5] else 0
    if end is not None and not days and end <= start:
        suggestion = f"{start:%H:%M}-{end:%H:%M}+1"
        finding = Finding(FindingKind.TIME_ORDER, text, allowed=TIME_FORMS, nearest=suggestion)
        return Times(start), (finding,)
    return Times(start, end, days), ()


def parse_zone(text: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the name of the IANA zone that *text* is, '' with a finding when there is none."""
    if is_zone(text):
        return text, ()
    near = nearest(text, available_timezones())
    return "", (Finding(FindingKind.ZONE, text, allowed=("Asia/Singapore", "UTC"), nearest=near),)


def is_zone(text: str) -> bool:
    """Tell whether *text* names a zone of the IANA database."""
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        # A folder of the database (``Europe``) raises IsADirectoryError.
        return False
    return True


def parse_span(
    text: str, series: Series, *, fold: int | None = None
) -> tuple[TimeSpan | None, tuple[Finding, ...]]:
    """Return when a session takes place; what *text* leaves out comes from *series*.

    *fold* 0 or 1 chooses the first or second occurrence of a repeated wall time.
    ``None`` is returned only when there is no date.
    """
    head, _, rest = text.strip().partition(" ")
    day, findings = parse_date(head)
    if day is None:
        return None, findings
    rest = rest.strip()
    match = _TIMES.match(rest)
    times, time_findings = Times(time.min), findings
    if match:
        parsed, time_findings = parse_times(match[0])
        rest = rest[match.end() :].strip()
    elif rest and (rest[0].isdigit()):
        head, _, rest = rest.partition(" ")
        parsed, time_findings = parse_times(head)
    else:
        usual = Times(series.start, series.end, series.days) if series.start else None
        parsed = usual if day.is_day else None
    zone, zone_findings = parse_zone(rest.strip()) if rest.strip() else (series.zone, ())
    span = TimeSpan(day, zone or series.zone, fold=fold or 0)
    if parsed is not None:
        times = parsed
        span = replace(span, start=times.start, end=times.end, days=times.days)
    return span, (*findings, *time_findings, *zone_findings, *_clock_findings(span, fold))


def _clock_findings(span: TimeSpan, fold: int | None) -> list[Finding]:
    """Tell wall times that the clocks skip, and repeated ones of which none is chosen."""
    findings = []
    if span.date.is_day:
        for clock, days in ((span.start, 0), (span.end, span.days)):
            if clock is None:
                continue
            day = span.date.first() + timedelta(days=days)
            state = wall_time_state(day, clock, span.zone)
            value = f"{day} {clock:%H:%M}"
            if state is WallTimeState.NEVER:
                findings.append(Finding(FindingKind.TIME_GAP, value, name=span.zone))
            elif state is WallTimeState.TWICE and fold is None:
                choices = (":occurrence: first", ":occurrence: second")
                finding = Finding(FindingKind.TIME_OVERLAP, value, choices, name=span.zone)
                findings.append(finding)
    return findings
