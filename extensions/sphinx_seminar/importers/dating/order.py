"""Whether the day or the month comes first: decided for all dates with one sign between them.

A number above 12 decides for its whole group. Where there is none, the order in which
the stated weekdays, the order of the list, the regularity of the weekdays and the terms
fit best is taken, and told. Where both orders occur, every date that could be either is
flagged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.dating.mentions import Draft, Order
from sphinx_seminar.importers.dating.spot import LAST_MONTH
from sphinx_seminar.importers.flags import Flag, FlagKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_seminar.importers.dating.mentions import Setting
    from sphinx_seminar.importers.dating.spot import Spot
    from sphinx_seminar.importers.dating.terms import Term

_FEWEST_YEARS_FIRST = 3
#: How much the kinds of evidence count; between 0 and 1 each before.
_STATED, _REGULAR, _LISTED, _IN_TERM, _HABIT = 5.0, 3.0, 3.0, 2.0, 0.6


class _Evidence(NamedTuple):
    """How many dates of a group cannot be read otherwise."""

    day_first: int
    month_first: int

    @property
    def order(self) -> Order | None:
        if bool(self.day_first) == bool(self.month_first):
            return None
        return Order.DAY_FIRST if self.day_first else Order.MONTH_FIRST


def decide_order(
    drafts: Sequence[Draft], setting: Setting, term_of: Callable[[Draft], Term | None]
) -> None:
    """Fill month, day and order of the *drafts* that are pairs of numbers."""
    groups: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.spot.pair is not None and draft.spot.mark != "y":
            groups[draft.spot.mark].append(draft)
    whole = _evidence(one for group in groups.values() for one in group)
    for mark, group in groups.items():
        if _is_year_first(group):
            for draft in group:
                _read_year_first(draft)
            continue
        evidence = _evidence(group)
        if evidence.order is not None:
            _settle(group, evidence.order, None)
        elif evidence.day_first:
            _settle_mixed(group, evidence)
        else:
            habit = _habit(mark, setting, whole.order)
            _settle_soft(group, habit, term_of)


def read_pair(pair: tuple[int, int], order: Order) -> tuple[int, int]:
    """Return month and day of *pair*; a pair that has only one reading is read so."""
    first, second = pair
    if first > LAST_MONTH:
        return second, first
    if second > LAST_MONTH:
        return first, second
    return (second, first) if order is Order.DAY_FIRST else (first, second)


def _pairs(spot: Spot) -> list[tuple[int, int]]:
    last = spot.last.pair if spot.last else None
    return [pair for pair in (spot.pair, last) if pair]


def _evidence(drafts: Iterable[Draft]) -> _Evidence:
    pairs = [pair for draft in drafts for pair in _pairs(draft.spot)]
    first = sum(one > LAST_MONTH for one, _ in pairs)
    return _Evidence(first, sum(other > LAST_MONTH for _, other in pairs))


def _is_ambiguous(draft: Draft) -> bool:
    return all(max(pair) <= LAST_MONTH and pair[0] != pair[1] for pair in _pairs(draft.spot))


def _settle(group: Iterable[Draft], order: Order, flag: Flag | None) -> None:
    for draft in group:
        draft.order = order
        draft.month, draft.day = read_pair(draft.spot.pair or (0, 0), order)
        if flag and _is_ambiguous(draft):
            draft.flags.append(flag)


def _settle_mixed(group: Sequence[Draft], evidence: _Evidence) -> None:
    """Read each list of its own, or as most dates are, and flag what could be either."""
    usual = Order.DAY_FIRST if evidence.day_first > evidence.month_first else Order.MONTH_FIRST
    detail = f"{evidence.day_first}:{evidence.month_first}"
    clusters: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in group:
        clusters[draft.mention.cluster].append(draft)
    for cluster in clusters.values():
        own = _evidence(cluster).order
        flag = Flag(FlagKind.DATE_ORDERS_MIXED, detail)
        _settle(cluster, own or usual, flag)
        for draft in cluster:
            pair = draft.spot.pair or (0, 0)
            if not _is_ambiguous(draft) and read_pair(pair, usual) != _as_ordered(pair, usual):
                draft.flags.append(flag)


def _as_ordered(pair: tuple[int, int], order: Order) -> tuple[int, int]:
    return (pair[1], pair[0]) if order is Order.DAY_FIRST else pair


def _habit(mark: str, setting: Setting, elsewhere: Order | None) -> Order | None:
    """Return the order that page and sign make likelier, where nothing else does."""
    if elsewhere is not None:
        return elsewhere
    if setting.is_american:
        return Order.MONTH_FIRST
    return Order.DAY_FIRST if mark == "." else None


def _settle_soft(
    group: Sequence[Draft], habit: Order | None, term_of: Callable[[Draft], Term | None]
) -> None:
    scores = {order: _score(group, order, term_of) + _HABIT * (order is habit) for order in Order}
    best = max(Order, key=lambda order: scores[order])
    _settle(group, best, Flag(FlagKind.DATE_ORDER, best.value))


def _score(group: Sequence[Draft], order: Order, term_of: Callable[[Draft], Term | None]) -> float:
    days: list[tuple[int, date]] = []
    stated: list[bool] = []
    in_term: list[bool] = []
    for draft in group:
        month, day = read_pair(draft.spot.pair or (0, 0), order)
        term = term_of(draft)
        year = draft.spot.year or (term.year_of(month) if term else None)
        if term and term.months:
            in_term.append(month in term.months)
        try:
            found = date(year or 2024, month, day)
        except ValueError:
            continue
        days.append((draft.mention.cluster, found))
        if year and draft.spot.weekday is not None:
            stated.append(found.weekday() == draft.spot.weekday)
    regular = Counter(found.weekday() for _, found in days).most_common(1)
    has_years = all(draft.spot.year or term_of(draft) for draft in group)
    return (
        _STATED * _share(stated)
        + _IN_TERM * _share(in_term)
        + _LISTED * _listed(days)
        + (_REGULAR * regular[0][1] / len(days) if regular and has_years else 0)
    )


def _share(votes: Sequence[bool]) -> float:
    return sum(votes) / len(votes) if votes else 0.0


def _listed(days: Sequence[tuple[int, date]]) -> float:
    """Return how much of the lists is in one order."""
    steps: defaultdict[int, list[int]] = defaultdict(list)
    for (cluster, one), (other_cluster, other) in pairwise(days):
        if cluster == other_cluster and one != other:
            steps[cluster].append(1 if other > one else -1)
    total = sum(map(len, steps.values()))
    return sum(abs(sum(ups)) for ups in steps.values()) / total if total else 0.0


def _is_year_first(group: Sequence[Draft]) -> bool:
    """Whether two digits of the year come first: they stay while the last ones run."""
    short = [draft.spot for draft in group if draft.spot.is_short_year and draft.spot.pair]
    if len(short) < max(_FEWEST_YEARS_FIRST, len(group)):
        return False
    firsts = {spot.pair[0] for spot in short if spot.pair}
    lasts = {(spot.year or 0) % 100 for spot in short}
    months = {spot.pair[1] for spot in short if spot.pair}
    is_steady = max(firsts) - min(firsts) <= 1 < len(lasts) and max(lasts) <= 31  # noqa: PLR2004
    return is_steady and max(months) <= LAST_MONTH and len(lasts) > len(firsts) + 1


def _read_year_first(draft: Draft) -> None:
    first, month = draft.spot.pair or (0, 0)
    day = (draft.spot.year or 0) % 100
    spot = replace(draft.spot, year=2000 + first, months=(month,), day=day, pair=None, last=None)
    draft.mention = replace(draft.mention, spot=spot)
    draft.month, draft.day = month, day
    draft.flags.append(Flag(FlagKind.DATE_ORDER, "year-first"))
