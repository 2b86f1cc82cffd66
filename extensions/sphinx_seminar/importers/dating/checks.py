"""What does not fit together in decided dates: told, never changed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from sphinx_seminar.importers.flags import Flag, FlagKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.importers.dating.mentions import Draft, Setting
    from sphinx_seminar.importers.dating.years import Terms

_FEWEST = 4
#: The share of dates that makes a weekday the usual one, a direction the list's.
_USUAL, _ORDERED = 0.6, 0.7


def check_dates(drafts: Sequence[Draft], terms: Terms, setting: Setting) -> None:
    """Flag the dates that contradict a weekday, a heading, the list or the page's habit."""
    days = {id(draft): day for draft in drafts if (day := day_of(draft))}
    clusters: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if id(draft) in days:
            clusters[draft.mention.cluster].append(draft)
        elif draft.year and draft.day:
            draft.flags.append(Flag(FlagKind.DATE_IMPOSSIBLE, draft.spot.raw))
        _check_term(draft, terms)
    page = _usual([days[id(draft)] for draft in drafts if id(draft) in days], setting.weekday)
    for cluster in clusters.values():
        found = [days[id(draft)] for draft in cluster]
        usual = _usual(found, page)
        for draft, day in zip(cluster, found, strict=True):
            _check_weekday(draft, day, usual)
        for draft in _out_of_order(cluster, found):
            draft.flags.append(Flag(FlagKind.LIST_ORDER, draft.spot.raw))


def day_of(draft: Draft) -> date | None:
    """Return the day that is decided, None while one part is open or there is no such day."""
    if not (draft.year and draft.month and draft.day):
        return None
    try:
        return date(draft.year, draft.month, draft.day)
    except ValueError:
        return None


def _check_term(draft: Draft, terms: Terms) -> None:
    """Flag a written year that the heading above does not allow."""
    term = terms.heading_term(draft)
    if term is None or draft.spot.year is None or term.first is None:
        return
    if draft.spot.year not in term.years:
        draft.flags.append(Flag(FlagKind.YEAR_CONTRADICTION, term.text))
    elif term.months and not term.last and draft.spot.year != term.year_of(draft.month):
        draft.flags.append(Flag(FlagKind.TERM_SEASON, term.text))


def _usual(days: Sequence[date], otherwise: int | None) -> int | None:
    if len(days) < _FEWEST:
        return otherwise
    weekday, count = Counter(day.weekday() for day in days).most_common(1)[0]
    return weekday if count >= _USUAL * len(days) else otherwise


def _check_weekday(draft: Draft, day: date, usual: int | None) -> None:
    stated = draft.spot.weekday
    if stated is not None:
        if stated != day.weekday():
            draft.flags.append(Flag(FlagKind.WEEKDAY_WRONG, str(day.weekday())))
    elif usual is not None and day.weekday() != usual and draft.spot.last is None:
        draft.flags.append(Flag(FlagKind.WEEKDAY_UNUSUAL, str(day.weekday())))


def _out_of_order(cluster: Sequence[Draft], days: Sequence[date]) -> list[Draft]:
    """Return the dates that stand apart from the order in which most of a list is."""
    if len(days) < _FEWEST:
        return []
    rising = _longest_rise([day.toordinal() for day in days])
    falling = _longest_rise([-day.toordinal() for day in days])
    kept = max(rising, falling, key=len)
    if len(kept) < _ORDERED * len(days):
        return []
    return [draft for index, draft in enumerate(cluster) if index not in kept]


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the indices of a longest subsequence that never falls (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_right(tails, number)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(number)
            ends.append(index)
        else:
            tails[place], ends[place] = number, index
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept
