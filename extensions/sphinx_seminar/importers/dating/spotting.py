"""What looks like a date in a text: its numbers and words, read no further than they say.

A spot of two numbers keeps both: which is the day is decided for the whole page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.names import weekday_of
from sphinx_seminar.importers.dating.numbers import (
    cjk,
    compact,
    iso,
    numeric,
    only_year,
    padded_pair,
)
from sphinx_seminar.importers.dating.words import day_first, month_first, month_year, only_month

if TYPE_CHECKING:
    from sphinx_seminar.importers.dating.spot import Spot

_RANGE = re.compile(r"\s*(?:[-–—~〜～]|\b(?:bis|to|through|until|au)\b)\s*")
_BEFORE = re.compile(r"([^\W\d_]{1,12})[.,]?\s*(?:,|den|the|\||-|–|/)?\s*$")
_BRACKETED = re.compile(r"\s*[(（\[]\s*([^\W\d_]{1,12})\.?\s*[)）\]]")
_COMMA = re.compile(r"\s*,\s*([^\W\d_]{3,12})\b\.?")
_SPACED = re.compile(r"\s+([^\W\d_]{3,12})\b\.?")

_FINDERS = (cjk, iso, numeric, day_first, month_first)
_SLOT_FINDERS = (compact, padded_pair, month_year, only_year, only_month)


def find_dates(text: str, *, is_slot: bool = False) -> list[Spot]:
    """Return the dates in *text* in order, none overlapping another.

    In a slot for dates (*is_slot*) less is needed: a year or a month alone, digits
    without signs.
    """
    found: list[Spot] = []
    position = 0
    finders = (*_FINDERS, *(_SLOT_FINDERS if is_slot else ()))
    ahead = [find(text, 0) for find in finders]
    while True:
        for index, find in enumerate(finders):
            # Each looks on from where it stands: the whole costs one walk for each of them.
            known = ahead[index]
            if known and known.start < position:
                ahead[index] = find(text, position)
        spots = [one for one in ahead if one]
        if not spots:
            return _with_ranges(text, found)
        # The first; of those that begin together, the one that says most.
        best = min(spots, key=lambda one: (one.start, -one.has_day, -(one.end - one.start)))
        spot = _with_weekday(text, best, found[-1].end if found else 0)
        found.append(replace(spot, raw=text[spot.start : spot.end].strip()))
        position = max(spot.end, best.start + 1)


def _with_ranges(text: str, spots: list[Spot]) -> list[Spot]:
    """Return *spots* with two dates between which there is only a dash as one range."""
    kept: list[Spot] = []
    for spot in spots:
        first = kept[-1] if kept else None
        if first and not first.last and _RANGE.fullmatch(text, first.end, spot.start):
            raw = text[first.start : spot.end].strip()
            year = first.year or spot.year
            kept[-1] = replace(first, end=spot.end, last=spot, raw=raw, year=year)
        else:
            kept.append(spot)
    return kept


def _with_weekday(text: str, spot: Spot, floor: int) -> Spot:
    """Return *spot* with the weekday beside it, which becomes part of it."""
    before = _BEFORE.search(text, max(floor, spot.start - 24), spot.start)
    if before and (weekday := _weekday_word(before[1])) is not None:
        return replace(spot, start=before.start(), weekday=weekday)
    for pattern in (_BRACKETED, _COMMA):
        behind = pattern.match(text, spot.end)
        if behind and (weekday := _weekday_word(behind[1])) is not None:
            return replace(spot, end=behind.end(), weekday=weekday)
    behind = _SPACED.match(text, spot.end)
    if behind and behind[1][0].isupper() and (weekday := _weekday_word(behind[1])) is not None:
        return replace(spot, end=behind.end(), weekday=weekday)
    return spot


def _weekday_word(word: str) -> int | None:
    """Return the weekday that *word* names; "so" and "do" are words, "So" and "Do" weekdays."""
    if len(word) <= 2 and word.isascii() and not word[0].isupper():  # noqa: PLR2004
        return None
    return weekday_of(word)
