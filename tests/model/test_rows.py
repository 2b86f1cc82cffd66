from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import People
from sphinx_seminar.model.selection import RESERVE, Period, Selection, Sort
from sphinx_seminar.model.session import Session
from sphinx_seminar.model.timespan import TimeSpan

TODAY = date(2025, 1, 20)


def archive(*days: date) -> Archive:
    sessions = [
        Session(
            str(day), "d", "n", "main", TimeSpan(PartialDate(day.year, day.month, day.day), "UTC")
        )
        for day in days
    ]
    return Archive.of([], sessions, [], People())


def weekly(before: int, after: int) -> Archive:
    return archive(*(TODAY + timedelta(days=7 * step) for step in range(-before, after)))


def rows(selection: Selection, of: Archive) -> tuple[list[str], list[str]]:
    sessions, waiting = selection.rows(of, TODAY)
    return (
        [one.id for one in sessions if one.id not in waiting],
        [one.id for one in sessions if one.id in waiting],
    )


@pytest.mark.parametrize("period", list(Period))
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("limit", [0, 1, 3])
def test_what_is_shown_is_what_the_day_selects(period: Period, sort: Sort, limit: int) -> None:
    selection, of = Selection(period=period, sort=sort, limit=limit), weekly(5, 5)
    shown, _waiting = rows(selection, of)
    assert shown == [one.id for one in selection.sessions(of, TODAY)]


@pytest.mark.parametrize("days", [0, 7, 20, 100])
@pytest.mark.parametrize("period", [Period.UPCOMING, Period.PAST])
@pytest.mark.parametrize("limit", [0, 2])
def test_the_rows_of_a_page_hold_what_a_later_day_selects(
    days: int, period: Period, limit: int
) -> None:
    sort = Sort.OLDEST if period is Period.UPCOMING else Sort.NEWEST
    selection, of = Selection(period=period, sort=sort, limit=limit), weekly(5, 30)
    later = selection.sessions(of, TODAY + timedelta(days=days))
    held, _waiting = selection.rows(of, TODAY)
    wanted = {one.id for one in later}
    assert [one.id for one in held if one.id in wanted] == [one.id for one in later]


def test_the_reserve_is_bounded() -> None:
    _shown, waiting = rows(Selection(period=Period.PAST), weekly(5, 100))
    assert len(waiting) == RESERVE


@pytest.mark.parametrize(
    ("span", "over"),
    [
        (TimeSpan(PartialDate(2025, 1, 31), "UTC", time(14), time(15)), (2025, 1, 31, 15)),
        (TimeSpan(PartialDate(2025, 1, 31), "UTC", time(23), time(1), 1), (2025, 2, 1, 1)),
        (TimeSpan(PartialDate(2025, 1, 31), "UTC", time(14)), (2025, 2, 1)),
        (TimeSpan(PartialDate(2025, 1, 31), "Asia/Singapore"), (2025, 1, 31, 16)),
        (TimeSpan(PartialDate(2025, 1), "UTC"), (2025, 2, 1)),
        (TimeSpan(PartialDate(2025), "UTC"), (2026, 1, 1)),
    ],
)
def test_a_session_is_over_at_its_end_or_when_its_date_ends(
    span: TimeSpan, over: tuple[int, ...]
) -> None:
    assert span.over_at() == datetime(*over, tzinfo=UTC)


def test_the_last_day_of_the_calendar_never_ends() -> None:
    assert TimeSpan(PartialDate(9999, 12, 31), "UTC").over_at() is None
    assert TimeSpan(PartialDate(1, 1, 1), "Asia/Singapore", time(1)).starts_at() is None
