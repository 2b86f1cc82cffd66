from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import Appearance, People, Person
from sphinx_seminar.model.reading import Reading
from sphinx_seminar.model.selection import Group, Period, Selection, Sort
from sphinx_seminar.model.series import Series, Term
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.talk import ReadingUse, Talk
from sphinx_seminar.model.timespan import TimeSpan

TODAY = date(2025, 1, 20)
SERIES = (
    Series(
        "main",
        "Main seminar",
        "UTC",
        terms=(
            Term("2024 autumn", date(2024, 9, 1), date(2024, 12, 31)),
            Term("2025 spring", date(2025, 1, 1), date(2025, 6, 30)),
        ),
    ),
    Series("reading", "Reading group", "UTC"),
)


def _session(day: str, series: str = "main", status: str = "scheduled", **talk: Any) -> Session:
    span = TimeSpan(PartialDate(*map(int, day.split("-"))), "UTC", time(14))
    one = Talk(
        f"{day}-1",
        1,
        speakers=tuple(map(Appearance, talk.get("speakers", ()))),
        kind=talk.get("kind", ""),
        topics=talk.get("topics", ()),
        readings=tuple(map(ReadingUse, talk.get("readings", ()))),
    )
    return Session(day, day, day, series, span, status=Status(status), talks=(one,))


ARCHIVE = Archive.of(
    SERIES,
    (
        _session("2024-10-01", speakers=("Ada",), kind="review", readings=("book",)),
        _session("2024-11-01", "reading", topics=("Graphs", "Trees")),
        _session("2025-01-17", speakers=("A. L.", "Bob"), topics=("trees",)),
        _session("2025-01-20", status="cancelled", kind="review"),
        _session("2025-02-14", status="tba"),
        _session("2025-07-04", "reading", readings=("book", "paper")),
    ),
    (Reading("book", "book", ()), Reading("paper", "article", ())),
    People((Person("ada", "Ada", aliases=("A. L.",)),)),
)
ALL = [session.id for session in ARCHIVE.sessions]


def ids(**selection: Any) -> list[str]:
    return [one.id for one in Selection(**selection).sessions(ARCHIVE, TODAY)]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ({}, ALL),
        ({"series": ("reading",)}, ["2024-11-01", "2025-07-04"]),
        ({"series": ("reading", "main")}, ALL),
        ({"term": ("2025 spring",)}, ["2025-01-17", "2025-01-20", "2025-02-14"]),
        ({"year": ("2024",)}, ["2024-10-01", "2024-11-01"]),
        ({"year": ("2025", "2024")}, ALL),
        ({"year": ("1999",)}, []),
        ({"year": ("soon",)}, []),
        ({"speaker": ("Ada",)}, ["2024-10-01", "2025-01-17"]),
        ({"speaker": ("a. l.",)}, ["2024-10-01", "2025-01-17"]),
        ({"speaker": ("ada",), "kind": ("review",)}, ["2024-10-01"]),
        ({"topic": ("TREES",)}, ["2024-11-01", "2025-01-17"]),
        ({"reading": ("book",)}, ["2024-10-01", "2025-07-04"]),
        ({"kind": ("review",)}, ["2024-10-01", "2025-01-20"]),
        ({"status": ("cancelled", "tba")}, ["2025-01-20", "2025-02-14"]),
        ({"period": Period.UPCOMING}, ["2025-01-20", "2025-02-14", "2025-07-04"]),
        ({"period": Period.PAST}, ["2024-10-01", "2024-11-01", "2025-01-17"]),
        ({"limit": 2}, ["2024-10-01", "2024-11-01"]),
    ],
)
def test_every_filter_keeps_what_it_names(selection: dict[str, Any], expected: list[str]) -> None:
    assert ids(sort=Sort.OLDEST, **selection) == expected


def test_the_newest_come_first_unless_said() -> None:
    assert ids() == ALL[::-1]
    assert ids(limit=1) == ALL[-1:]
    assert ids(sort=Sort.OLDEST) == ALL


def test_a_session_is_upcoming_until_its_day_has_ended() -> None:
    today = _session("2025-01-20")
    archive = Archive.of(SERIES, (today,), (), People())
    upcoming = Selection(period=Period.UPCOMING)
    assert upcoming.sessions(archive, date(2025, 1, 20)) == (today,)
    assert upcoming.sessions(archive, date(2025, 1, 21)) == ()


def test_a_month_is_upcoming_until_its_last_day() -> None:
    month = _session("2025-01")
    archive = Archive.of(SERIES, (month,), (), People())
    upcoming = Selection(period=Period.UPCOMING)
    assert upcoming.sessions(archive, date(2025, 1, 31)) == (month,)
    assert upcoming.sessions(archive, date(2025, 2, 1)) == ()


@pytest.mark.parametrize(
    ("group", "labels"),
    [
        (Group.NONE, [""]),
        (Group.YEAR, ["2025", "2024"]),
        (Group.TERM, ["", "2025 spring", "2024 autumn"]),
        (Group.SERIES, ["Reading group", "Main seminar"]),
        (Group.STATUS, ["scheduled", "tba", "cancelled"]),
    ],
)
def test_groups_keep_the_order_of_their_sessions(group: Group, labels: list[str]) -> None:
    selection = Selection(group=group)
    sessions = selection.sessions(ARCHIVE, TODAY)
    groups = selection.grouped(ARCHIVE, sessions)
    assert [label for label, _ in groups] == labels
    assert sorted(one.id for _, ones in groups for one in ones) == ALL


some = st.lists(st.sampled_from(["2024", "2025", "x"]), max_size=3).map(tuple)


@given(some, st.sampled_from(Period), st.sampled_from(Sort), st.integers(0, 9))
def test_a_selection_never_invents_or_repeats(
    year: tuple[str, ...], period: Period, sort: Sort, limit: int
) -> None:
    found = ids(year=year, period=period, sort=sort, limit=limit)
    assert len(set(found)) == len(found)
    assert set(found) <= set(ALL)
    assert not limit or len(found) <= limit
