"""The year of dates that are written without one.

Asked in this order: the nearest heading, the page's title, its address, dates of the same
list that have a year, the text around, the weekdays, and last the day as of which the
page is read. Where it is from is told with each date.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.dating.terms import Term, nearest_term
from sphinx_seminar.importers.flags import Flag, FlagKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.importers.dating.mentions import Draft, Setting

_TURN = 6
#: How far a programme is announced ahead, and how far back a page can be dated by weekdays.
_AHEAD = timedelta(days=200)
_BACK = 25
_MOST_WORDS = 40


class Origin(NamedTuple):
    """A term and what it was found in."""

    term: Term
    flag: FlagKind


class Terms:
    """The terms above the dates of one page."""

    def __init__(self, drafts: Sequence[Draft], setting: Setting) -> None:
        self._page = _page_origin(setting)
        self._above: dict[tuple[str, ...], Origin | None] = {}
        self._season: dict[tuple[str, ...], Term | None] = {}
        for draft in drafts:
            headings = draft.mention.headings
            if headings not in self._above:
                self._above[headings] = self._of_headings(headings)

    def note_months(self, drafts: Iterable[Draft]) -> None:
        """Tell each term which months occur under it."""
        seen: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for draft in drafts:
            if draft.month:
                seen[draft.mention.headings].add(draft.month)
        for headings, months in seen.items():
            if origin := self._above.get(headings):
                term = replace(origin.term, seen=frozenset(months))
                self._above[headings] = origin._replace(term=term)

    def origin(self, draft: Draft) -> Origin | None:
        """Return the term that holds for *draft*."""
        return self._above.get(draft.mention.headings)

    def term(self, draft: Draft) -> Term | None:
        """Return the term without its origin."""
        origin = self.origin(draft)
        return origin.term if origin else None

    def heading_term(self, draft: Draft) -> Term | None:
        """Return the term that the headings themselves name."""
        origin = self.origin(draft)
        return origin.term if origin and origin.flag is FlagKind.YEAR_HEADING else None

    def _of_headings(self, headings: tuple[str, ...]) -> Origin | None:
        own = nearest_term(reversed(headings))
        if own is not None and own.first is not None:
            return Origin(own, FlagKind.YEAR_HEADING)
        if self._page is None:
            return Origin(own, FlagKind.YEAR_HEADING) if own else None
        if own is None:
            return self._page
        page = self._page.term
        term = replace(own, text=page.text, first=page.first, last=page.last)
        return Origin(term, self._page.flag)


def _page_origin(setting: Setting) -> Origin | None:
    """Return the term of the title or the address; one of the text around has to be checked."""
    for texts, flag, is_address in (
        (setting.titles, FlagKind.YEAR_TITLE, False),
        (setting.addresses, FlagKind.YEAR_ADDRESS, True),
    ):
        term = nearest_term(texts, is_address=is_address)
        if term is not None and term.first is not None:
            return Origin(term, flag)
    return None


def decide_years(drafts: Sequence[Draft], terms: Terms, setting: Setting) -> None:
    """Fill the year of the *drafts*, whose months and days are decided."""
    for draft in drafts:
        draft.year = draft.spot.year
    without = [draft for draft in drafts if draft.year is None and draft.month]
    for draft in without:
        _from_term(draft, terms)
    for run in _runs_under_one_year(without, terms):
        _turn_years(run)
    clusters: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        clusters[draft.mention.cluster].append(draft)
    unknown = []
    for cluster in clusters.values():
        if any(draft.year is None for draft in cluster) and not _from_neighbours(cluster):
            unknown += [draft for draft in cluster if draft.year is None and draft.month]
    if unknown:
        _from_weekdays(unknown, setting)


def _runs_under_one_year(drafts: Iterable[Draft], terms: Terms) -> Iterable[list[Draft]]:
    """Return the lists whose term is a bare year."""
    runs: defaultdict[tuple[str, int], list[Draft]] = defaultdict(list)
    for draft in drafts:
        origin = terms.origin(draft)
        if draft.year is not None and origin and not origin.term.months and not origin.term.last:
            runs[origin.term.text, draft.mention.cluster].append(draft)
    return runs.values()


def _from_term(draft: Draft, terms: Terms) -> None:
    origin = terms.origin(draft)
    year = origin.term.year_of(draft.month) if origin else None
    if origin is None or year is None:
        return
    draft.year = year
    draft.certainty = origin.flag.value
    draft.flags.append(Flag(origin.flag, " ".join(origin.term.text.split()[:_MOST_WORDS])))
    if origin.term.is_doubtful(draft.month):
        draft.flags.append(Flag(FlagKind.TERM_SEASON, origin.term.text))


def _turn_years(run: Sequence[Draft]) -> None:
    """Count the turns of the year in a list under one year: December before or behind January."""
    steps = [other.month - one.month for one, other in pairwise(run)]
    small = sum((step > 0) - (step < 0) for step in steps if abs(step) < _TURN)
    if not small:
        return
    offset = 0
    for step, draft in zip(steps, run[1:], strict=True):
        if small > 0 and step <= -_TURN:
            offset += 1
        elif small < 0 and step >= _TURN:
            offset -= 1
        if offset and draft.year is not None:
            draft.year += offset
            draft.flags.append(Flag(FlagKind.YEAR_NEIGHBOUR, str(draft.year)))


def _from_neighbours(cluster: Sequence[Draft]) -> bool:
    """Give dates the year that keeps them in one order with dates beside them that have one."""
    known = [i for i, draft in enumerate(cluster) if draft.year is not None and draft.month]
    if not known:
        return False
    rises = _direction([cluster[i] for i in known]) or _direction_of_months(cluster) or 1
    for index, draft in enumerate(cluster):
        if draft.year is not None or not draft.month:
            continue
        near = min(known, key=lambda one: (abs(one - index), one))
        other = cluster[near]
        year = other.year or 0
        later = (draft.month, draft.day) > (other.month, other.day)
        wanted_later = (index > near) == (rises > 0)
        far = abs(draft.month - other.month) >= _TURN
        if later != wanted_later and far:
            year += 1 if wanted_later else -1
        draft.year = year
        draft.certainty = FlagKind.YEAR_NEIGHBOUR.value
        draft.flags.append(Flag(FlagKind.YEAR_NEIGHBOUR, other.spot.raw))
        known.append(index)
    return True


def _direction(drafts: Sequence[Draft]) -> int:
    """Return 1 where the list runs forwards, -1 backwards, 0 where it cannot be told."""
    days = [(draft.year or 0, draft.month, draft.day) for draft in drafts]
    total = sum((other > one) - (other < one) for one, other in pairwise(days))
    return (total > 0) - (total < 0)


def _direction_of_months(drafts: Sequence[Draft]) -> int:
    days = [(draft.month, draft.day) for draft in drafts if draft.month]
    steps = [
        (other > one) - (other < one)
        for one, other in pairwise(days)
        if abs(other[0] - one[0]) < _TURN
    ]
    return (sum(steps) > 0) - (sum(steps) < 0)


def _from_weekdays(drafts: Sequence[Draft], setting: Setting) -> None:
    """Give a list without any year the newest one in which its weekdays fit."""
    runs: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        runs[draft.mention.cluster].append(draft)
    prose = nearest_term(setting.prose)
    for run in runs.values():
        offsets = _offsets(run)
        newest = _newest_year(run, offsets, setting.as_of)
        if prose is not None and prose.first is not None:
            # "In spring 2023 we meet …": a year, but of which dates?
            newest = prose.first + (prose.last is not None)
        if newest is None:
            for draft in run:
                draft.certainty = "none"
                draft.flags.append(Flag(FlagKind.DATE_MISSING, draft.spot.raw))
            continue
        fitting = [
            (-_fit(run, offsets, year, setting.weekday), newest - year, year)
            for year in range(newest, newest - _BACK, -1)
        ]
        misfit, _, year = min(fitting)
        flag = FlagKind.YEAR_WEEKDAY if misfit else FlagKind.YEAR_GUESSED
        for draft, offset in zip(run, offsets, strict=True):
            draft.year = year + offset
            draft.certainty = flag.value
            draft.flags.append(Flag(flag, str(draft.year)))


def _offsets(run: Sequence[Draft]) -> list[int]:
    """Return the years of a list relative to its first date."""
    rises = _direction_of_months(run) or 1
    offsets = [0]
    for one, other in pairwise(run):
        step = other.month - one.month
        turns = step <= -_TURN if rises > 0 else step >= _TURN
        offsets.append(offsets[-1] + rises * turns)
    return offsets


def _newest_year(run: Sequence[Draft], offsets: Sequence[int], as_of: date | None) -> int | None:
    """Return the newest year of the first date in which no date lies too far ahead."""
    if as_of is None:
        return None
    limit = as_of + _AHEAD
    for year in range(limit.year, limit.year - 3, -1):
        days = [_day(d, year + o) for d, o in zip(run, offsets, strict=True)]
        if all(day is None or day <= limit for day in days):
            return year
    return limit.year


def _fit(run: Sequence[Draft], offsets: Sequence[int], year: int, usual: int | None) -> int:
    """Return how many stated weekdays fit, the page's usual one where none is stated."""
    votes: Counter[bool] = Counter()
    for draft, offset in zip(run, offsets, strict=True):
        wanted = usual if draft.spot.weekday is None else draft.spot.weekday
        day = _day(draft, year + offset)
        if wanted is not None and day is not None:
            votes[day.weekday() == wanted] += 1
    # As good as all: a typo must not move a whole list by years.
    return votes[True] if votes[True] * 2 > votes[False] else 0


def _day(draft: Draft, year: int) -> date | None:
    try:
        return date(year, draft.month, draft.day or 1)
    except ValueError:
        return None
