"""Dates of numbers: ISO 8601, two or three numbers between signs, 年月日."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_seminar.importers.dating.spot import (
    DASH,
    LAST_MONTH,
    YEAR,
    Spot,
    first_match,
    full_year,
    is_day,
)

_TIGHT_DASH = r"\s?[-–—]\s?"
_CJK = re.compile(
    rf"(?:({YEAR})\s*[年년]\s*)?(\d{{1,2}})\s*[月월]\s*(\d{{1,2}})\s*[日号號일]?"
    rf"(?:{DASH}(?:(\d{{1,2}})\s*[月월]\s*)?(\d{{1,2}})\s*[日号號일])?"
)
_ISO = re.compile(
    rf"(?<!\d)({YEAR})([-/.‐‑–])(\d{{1,2}})\2(\d{{1,2}})(?!\d|\2\d)"
    rf"(?:{DASH}(?:({YEAR})\2)?(?:(\d{{1,2}})\2)?(\d{{1,2}})(?![\d:.]))?"
)
_COMPACT = re.compile(rf"(?<!\d)({YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_NUMERIC = re.compile(
    # 3/5-3/7 and 27-31/5 are ranges; the order of the numbers is the page's
    rf"(?<![\d/.:-])(?:(\d{{1,2}})\.?{_TIGHT_DASH})?(\d{{1,2}})([/.-]|\.\s)(\d{{1,2}})"
    rf"(?:(?:\3|(?<=\d)/)\s?({YEAR}|['’]?\d\d(?!\d))|\.(?=\s|$|[,;:)]))?(?![\d/]|[:h]\d|\s?[ap]\.?m\b)"
)
_PAIR = re.compile(r"(?<![\d/.:-])(\d\d)-(\d\d)(?![\d/.:-]|\s?[ap]\.?m\b)")
_NUMERIC_LAST = re.compile(
    rf"{_TIGHT_DASH}(\d{{1,2}})([/.-])(\d{{1,2}})(?:\2({YEAR}|\d\d(?!\d)))?(?![\d/:])"
)
_ONLY_YEAR = re.compile(rf"(?<![\d/])({YEAR}|\d\d(?=/\*))(?:/\*{{0,2}}|[-/]\?\?)*(?!\d)")


def cjk(text: str, position: int) -> Spot | None:
    """Find 年月日 and its Korean form, the year left out or not."""

    def make(match: re.Match[str]) -> Spot | None:
        month, day = int(match[2]), int(match[3])
        if not (1 <= month <= LAST_MONTH and is_day(day)):
            return None
        year = int(match[1]) if match[1] else None
        spot = Spot(*match.span(), year=year, months=(month,), day=day)
        return _until(spot, int(match[5]), int(match[4] or month)) if match[5] else spot

    return first_match(_CJK, text, position, make)


def iso(text: str, position: int) -> Spot | None:
    """Find a year, a month and a day, perhaps up to another day."""

    def make(match: re.Match[str]) -> Spot | None:
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        is_range = match[7] and (match[6] or "–" in match[0] or " " in match[0])
        end = match.end() if is_range else match.end(4)
        if month > LAST_MONTH and day <= LAST_MONTH:
            # Kept with its order as written: the checks say that it is none.
            return Spot(match.start(), end, year=year, pair=(month, day), mark="y")
        spot = Spot(match.start(), end, year=year, months=(month,), day=day)
        if not is_range:
            return spot
        return _until(spot, int(match[7]), int(match[6] or month), int(match[5] or year))

    return first_match(_ISO, text, position, make)


def _until(spot: Spot, day: int, month: int, year: int | None = None) -> Spot:
    last = replace(spot, day=day, months=(month,), year=year or spot.year)
    return replace(spot, last=last)


def compact(text: str, position: int) -> Spot | None:
    """Find eight digits."""

    def make(match: re.Match[str]) -> Spot:
        year, month, day = map(int, match.groups())
        return Spot(*match.span(), year=year, months=(month,), day=day)

    return first_match(_COMPACT, text, position, make)


def numeric(text: str, position: int) -> Spot | None:
    """Find two or three numbers between signs, in either order, perhaps up to another day."""

    def make(match: re.Match[str]) -> Spot | None:
        first, second = int(match[2]), int(match[4])
        mark, year = match[3].strip(), match[5]
        if not (is_day(first) and is_day(second) and min(first, second) <= LAST_MONTH):
            return None
        if not year and not _is_plain_pair(match, mark):
            return None
        spot = Spot(
            *match.span(),
            year=full_year(year) if year else None,
            is_short_year=bool(year) and len(year.strip("'’")) == 2,  # noqa: PLR2004
            pair=(first, second),
            mark=mark,
        )
        if match[1] and is_day(int(match[1])):
            # 27-31/5: the first day, and the last with the month
            return replace(spot, pair=(int(match[1]), second), last=spot)
        until = _NUMERIC_LAST.match(text, match.end())
        if until and until[2] == mark:
            later = full_year(until[4]) if until[4] else spot.year
            last = replace(spot, pair=(int(until[1]), int(until[3])), year=later)
            return replace(spot, end=until.end(), last=last, year=spot.year or later)
        return spot

    return first_match(_NUMERIC, text, position, make)


def _is_plain_pair(match: re.Match[str], mark: str) -> bool:
    """Whether two numbers without a year are a date, and no number of a section or a clock."""
    if mark == "/":
        return True
    # 16.04 and 16.4. are dates, 5.1 is a number of something, 10-11 are hours
    return mark == "." and (match[0].endswith(".") or len(match[4]) == 2)  # noqa: PLR2004


def padded_pair(text: str, position: int) -> Spot | None:
    """Find two pairs of digits and a hyphen: only in a place for dates are they no times."""

    def make(match: re.Match[str]) -> Spot | None:
        first, second = int(match[1]), int(match[2])
        if not (is_day(first) and is_day(second) and min(first, second) <= LAST_MONTH):
            return None
        return Spot(*match.span(), pair=(first, second), mark="-")

    return first_match(_PAIR, text, position, make)


def only_year(text: str, position: int) -> Spot | None:
    """Find a year alone, or with placeholders for the rest ("2020/", "20/**")."""
    match = _ONLY_YEAR.search(text, position)
    return Spot(*match.span(), year=full_year(match[1])) if match else None
