"""All dates of a page, decided: order, year, checks; one decision for each mention."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.checks import check_dates
from sphinx_seminar.importers.dating.mentions import Decision, Draft, Mention
from sphinx_seminar.importers.dating.order import decide_order, read_pair
from sphinx_seminar.importers.dating.years import Terms, decide_years
from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.model.partialdate import PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.importers.dating.mentions import Setting


def decide_dates(mentions: Sequence[Mention], setting: Setting) -> list[Decision]:
    """Return what each of *mentions*, all of one page and in its order, means."""
    drafts = [Draft(mention) for mention in mentions]
    terms = Terms(drafts, setting)
    decide_order(drafts, setting, terms.term)
    for draft in drafts:
        _read_words(draft)
    terms.note_months(drafts)
    decide_years(drafts, terms, setting)
    check_dates(drafts, terms, setting)
    return [_decision(draft) for draft in drafts]


def _read_words(draft: Draft) -> None:
    """Take what is written in words; a beginning of two months, or a slip, is flagged."""
    spot = draft.spot
    if spot.pair is not None and spot.mark == "y":
        draft.flags.append(Flag(FlagKind.DATE_IMPOSSIBLE, spot.raw))
        draft.month, draft.day = spot.pair[1], spot.pair[0]
    elif spot.pair is None and not draft.month:
        draft.month = spot.months[0] if spot.months else 0
        draft.day = spot.day or 0
        if len(spot.months) > 1:
            draft.flags.append(Flag(FlagKind.DATE_WORD, spot.raw))
    if spot.pair is None and not draft.day:
        draft.flags.append(Flag(FlagKind.DATE_PARTIAL, spot.raw))


def _decision(draft: Draft) -> Decision:
    flags = list(draft.flags)
    if draft.year is None:
        if not any(flag.kind is FlagKind.DATE_MISSING for flag in flags):
            flags.append(Flag(FlagKind.DATE_MISSING, draft.spot.raw))
        return Decision((), None, "none", tuple(flags))
    day = PartialDate(draft.year, draft.month, draft.day)
    if any(flag.kind is FlagKind.DATE_IMPOSSIBLE for flag in flags) and not _is_real(day):
        day = PartialDate(draft.year, draft.month if draft.month <= 12 else 0)  # noqa: PLR2004
    days = (day, *(replace(day, day=one) for one in draft.spot.more))
    if len(days) > 1:
        flags.append(Flag(FlagKind.DATE_SHARED, draft.spot.raw))
    end = _end(draft, day)
    if end is not None:
        flags.append(Flag(FlagKind.DATE_RANGE, draft.spot.raw))
    return Decision(days, end, draft.certainty, tuple(flags))


def _end(draft: Draft, start: PartialDate) -> PartialDate | None:
    last = draft.spot.last
    if last is None:
        return None
    if last.pair is not None and draft.order is not None:
        month, day = read_pair(last.pair, draft.order)
    else:
        month, day = (last.months or (start.month,))[0], last.day or 0
    if last.year and draft.spot.year:
        year = last.year
    else:
        year = start.year + ((month, day) < (start.month, start.day))
    end = PartialDate(year, month, day)
    return end if _is_real(end) and end > start else None


def _is_real(day: PartialDate) -> bool:
    try:
        date(day.year, day.month or 1, day.day or 1)
    except ValueError:
        return False
    return True
