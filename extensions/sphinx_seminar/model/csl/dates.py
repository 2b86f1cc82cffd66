"""Dates as CSL's date variables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx_seminar.model.partialdate import DateRange, PartialDate
    from sphinx_seminar.model.reading import Reading

_SPRING, _WINTER = 21, 24
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:T[0-9:.Z+-]*)?")


def csl_issued(reading: Reading) -> dict[str, Any]:
    """Return when *reading* was published; a state (“forthcoming”) is a literal; or nothing."""
    if reading.issued is not None:
        return csl_date(reading.issued)
    state = reading.text("year") or reading.text("date")
    return {"literal": state} if state else {}


def csl_date(issued: DateRange) -> dict[str, Any]:
    """Return *issued*; an open range has a literal beside its beginning."""
    dates = [issued.start]
    if issued.end is not None and issued.is_range:
        dates.append(issued.end)
    value: dict[str, Any] = {"date-parts": [_parts(one) for one in dates]}
    if _SPRING <= issued.start.month <= _WINTER:
        value["season"] = issued.start.month - _SPRING + 1
    if issued.end is None:
        value["literal"] = f"{issued.start.year}–"
    if issued.approximate or issued.uncertain:
        value["circa"] = True
    return value


def csl_day(text: str) -> dict[str, Any]:
    """Return the ISO date *text* (the first of a range), as it is when it is none."""
    first = text.partition("/")[0].strip()
    match = _ISO.fullmatch(first)
    if match is None:
        return {"literal": text}
    return {"date-parts": [[int(part) for part in match.groups() if part]]}


def iso_date(value: dict[str, Any]) -> str:
    """Return the beginning of a date variable in ISO 8601, or ''; seasons are left out."""
    parts = value.get("date-parts")
    if not parts or parts[0][0] < 0:
        return ""
    year, *rest = parts[0]
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def _parts(date: PartialDate) -> list[int]:
    # CSL counts years before Christ from -1; ISO 8601's year 0 is 1 BC.
    year = date.year if date.year > 0 else date.year - 1
    if not date.month or date.month >= _SPRING:
        return [year]
    return [year, date.month, date.day] if date.day else [year, date.month]
