"""Dates with the name of a month, in any of the languages of :mod:`~.names`."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_seminar.importers.dating.names import months_of
from sphinx_seminar.importers.dating.spot import DASH, YEAR, Spot, first_match, full_year, is_day

_WORD = r"[^\W\d_]{2,12}"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|re|º|ª|ter|ten|\.)?"
_OF = r"(?:\s*(?:of|de|di|d['’]|del|den|des)\s+|\s*[-/.,]\s*|\s+|(?<=[.)])|(?<=\d)(?=[^\W\d_]))"
_DAY_FIRST = re.compile(
    rf"(?<![\d/.:-])(?:(\d{{1,2}}){_ORDINAL}(?:{_OF}({_WORD})\.?)?{DASH})?"
    rf"(\d{{1,2}}){_ORDINAL}{_OF}({_WORD})(?!\w)\.?"
    rf"(?:[\s,.'’/-]*(?:de\s|del\s)?({YEAR}|(?<=['’/-])\d\d"
    # a year of two digits where nothing else can follow, as in "12 Jan 23: On rain"
    r"|(?<=\s)[123]\d(?=\s*(?:$|[:,;|)–—-]\s)))(?!\d|:\d|\s*[-–]\s*\d\d?:))?"
)
_MONTH_FIRST = re.compile(
    rf"(?:(?<!\d)({YEAR})[\s,/-]+)?(?<!\w)({_WORD})\.?[\s-]*"
    rf"(\d{{1,2}})(?:{_ORDINAL})(?!\d|:\d)"
)
_MORE_DAYS = re.compile(
    r"\s*(?:,|&|\+|/|and|und|et|y)\s*(\d{1,2})(?:st|nd|rd|th)?(?!\d|:\d|[./]|\s*[ap]\.?m)"
)
_LAST_DAYS = re.compile(
    rf"{DASH}(?:({_WORD})\.?\s*)?(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d|\s*(?:[ap]\.?m|h|Uhr))"
)
_YEAR_BEHIND = re.compile(rf"\s*[,.]?\s*\(?({YEAR})\)?(?!\d|[-–:]\d)|\s*,?\s*['’](\d\d)(?!\d)")
#: Names of May that are whole: French and German, Danish and Swedish, Dutch.
_SHORT_NAMES = frozenset({"mai", "maj", "mei"})
_MONTH_YEAR = re.compile(rf"(?<!\w)({_WORD})\.?,?\s+(?:de\s+)?({YEAR})(?!\d)")
_ONLY_MONTH = re.compile(rf"(?<!\w)({_WORD})(?!\w)")


def day_first(text: str, position: int) -> Spot | None:
    """Find a day before the name of its month."""

    def make(match: re.Match[str]) -> Spot | None:
        months = months_of(match[4])
        day = int(match[3])
        year = full_year(match[5]) if match[5] else None
        # "12 mar 2024": what stands between a day and a year is a month.
        is_loose = _is_loose(match[4], months) and not (year and len(months) == 1)
        if not months or not is_day(day) or is_loose:
            return None
        spot = Spot(*match.span(), year=year, months=months, day=day)
        if not match[1]:
            return spot
        before = months_of(match[2]) if match[2] else ()
        if match[2] and not before:
            return replace(spot, start=match.start(3))
        return replace(spot, day=int(match[1]), months=before or months, last=spot)

    return first_match(_DAY_FIRST, text, position, make)


def _is_loose(word: str, months: tuple[int, ...]) -> bool:
    """Whether *word* is no name but might begin or resemble one: only names with capitals are."""
    if word[0].isupper() or word in _SHORT_NAMES:
        return False
    return len(months) > 1 or len(word) <= 3  # noqa: PLR2004


def month_first(text: str, position: int) -> Spot | None:
    """Find the name of a month before a day, or days."""

    def make(match: re.Match[str]) -> Spot | None:
        months = months_of(match[2])
        day = int(match[3])
        if not months or not is_day(day) or _is_loose(match[2], months):
            return None
        start = match.start() if match[1] else match.start(2)
        year = int(match[1]) if match[1] else None
        spot = Spot(start, match.end(), year=year, months=months, day=day)
        spot = _with_further_days(text, spot)
        behind = None if spot.year else _YEAR_BEHIND.match(text, spot.end)
        if behind:
            year = full_year(behind[1] or behind[2])
            last = spot.last and replace(spot.last, year=year)
            return replace(spot, year=year, end=behind.end(), last=last)
        return spot

    return first_match(_MONTH_FIRST, text, position, make)


def _with_further_days(text: str, spot: Spot) -> Spot:
    """Return *spot* with the days behind it: "Feb 12, 19", "June 3-5", "June 30 - July 2"."""
    until = _LAST_DAYS.match(text, spot.end)
    months = months_of(until[1]) if until and until[1] else ()
    if until and is_day(int(until[2])) and (months or not until[1]):
        day = int(until[2])
        if months or (spot.day or 0) < day:
            spot = replace(spot, end=until.end())
            return replace(spot, last=replace(spot, day=day, months=months or spot.months))
    more: list[int] = []
    while match := _MORE_DAYS.match(text, spot.end):
        day = int(match[1])
        if not is_day(day) or day <= (more or [spot.day or 0])[-1]:
            break
        more.append(day)
        spot = replace(spot, end=match.end())
    return replace(spot, more=tuple(more))


def month_year(text: str, position: int) -> Spot | None:
    """Find the name of a month and a year."""

    def make(match: re.Match[str]) -> Spot | None:
        months = months_of(match[1])
        if not months or _is_loose(match[1], months):
            return None
        return Spot(*match.span(), year=int(match[2]), months=months)

    return first_match(_MONTH_YEAR, text, position, make)


def only_month(text: str, position: int) -> Spot | None:
    """Find the name of a month."""

    def make(match: re.Match[str]) -> Spot | None:
        months = months_of(match[1])
        if len(months) != 1 or _is_loose(match[1], months):
            return None
        return Spot(*match.span(), months=months)

    return first_match(_ONLY_MONTH, text, position, make)
