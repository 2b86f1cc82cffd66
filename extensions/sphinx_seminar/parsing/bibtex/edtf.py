"""Dates as biblatex writes them: EDTF level 0 and the parts of level 1 that bibliographies use.

ISO 8601-2, annex A; biblatex manual, section 2.3.8: ``2004-10-27``, ``1988/1992``,
``1997/``, ``1723~``, ``1723?``, ``1723%``, ``199u``/``199X``, ``2001-21`` (spring).
"""

from __future__ import annotations

import re
from calendar import monthrange

from sphinx_seminar.model.partialdate import DateRange, PartialDate

_DATE = re.compile(
    r"(-?)([0-9]{1,4}|[0-9]{1,3}[uUxX]{1,3})(?:-([0-9]{1,2}|[uUxX]{2}))?(?:-([0-9]{1,2}|[uUxX]{2}))?"
    r"(?:T[0-9:.Z+-]{2,20})?"
)
_QUALIFIERS = "~?%"
_UNKNOWN = frozenset({"", "..", "unknown", "*", "open"})
_OPEN = frozenset({"", "..", "open"})
_LAST_MONTH = 12
SPRING, WINTER = 21, 24


def parse_edtf(text: str) -> DateRange | None:
    """Return the date or range *text*, or None when it is none.

    A range that begins at an unknown date is known by its end, uncertainly.
    """
    text = text.strip()
    start_text, slash, end_text = text.partition("/")
    start, start_marks = _qualified(start_text)
    if not slash:
        return _single(start, start_marks)
    end, end_marks = _qualified(end_text)
    marks = start_marks + end_marks
    first, last = _bounds(start), _bounds(end)
    if first is None:
        known = last if start in _UNKNOWN else None
        return DateRange(known[0], known[1], "~" in marks, uncertain=True) if known else None
    if last is None and end not in _UNKNOWN:
        return None
    flags = ("~" in marks or "%" in marks, "?" in marks or "%" in marks)
    if last is None:
        return DateRange(first[0], None if end in _OPEN else first[1], *flags)
    if last[1] < first[0]:
        return None
    return DateRange(first[0], last[1], *flags)


def valid_date(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    """Return the date if the calendar has it; months 21 to 24 are seasons and have no days."""
    if not month:
        return None if day else PartialDate(year)
    if SPRING <= month <= WINTER:
        return None if day else PartialDate(year, month)
    if not 1 <= month <= _LAST_MONTH:
        return None
    # The Gregorian calendar repeats after 400 years, before year 1 as well.
    if day and not 1 <= day <= monthrange(year % 400 + 400, month)[1]:
        return None
    return PartialDate(year, month, day)


def _qualified(text: str) -> tuple[str, str]:
    bare = text.strip().rstrip(_QUALIFIERS)
    return bare, text.strip()[len(bare) :]


def _single(text: str, marks: str) -> DateRange | None:
    bounds = _bounds(text)
    if bounds is None:
        return None
    start, end = bounds
    vague = start != end
    return DateRange(
        start, end, vague or "~" in marks or "%" in marks, "?" in marks or "%" in marks
    )


def _bounds(text: str) -> tuple[PartialDate, PartialDate] | None:
    """Return the first and the last date that *text* may mean: two years for ``193u``."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    sign, year, month, day = match.groups()
    if not year.isdecimal():
        low, high = (re.sub("[uUxX]", digit, year) for digit in "09")
        first, last = PartialDate(int(low)), PartialDate(int(high))
        return None if sign else (first, last)
    number = -int(year) if sign else int(year)
    if not month or not month.isdecimal():
        date = PartialDate(number)
    elif not day or not day.isdecimal():
        known = valid_date(number, int(month))
        if known is None:
            return None
        date = known
    else:
        known = valid_date(number, int(month), int(day))
        if known is None:
            return None
        date = known
    return date, date
