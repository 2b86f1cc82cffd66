from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.timespan import TimeSpan, WallTimeState, wall_time_state

ONCE, NEVER, TWICE = WallTimeState.ONCE, WallTimeState.NEVER, WallTimeState.TWICE
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
LORD_HOWE, KATHMANDU = "Australia/Lord_Howe", "Asia/Kathmandu"
zones = st.sampled_from([BERLIN, NEW_YORK, LORD_HOWE, KATHMANDU, "Asia/Singapore", "UTC"])
days = st.dates(date(1990, 1, 1), date(2037, 12, 31))
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def span(day: date, zone: str, start: str, end: str = "", **more: int) -> TimeSpan:
    return TimeSpan(
        PartialDate(day.year, day.month, day.day),
        zone,
        time.fromisoformat(start),
        time.fromisoformat(end) if end else None,
        **more,
    )


@pytest.mark.parametrize(
    ("zone", "day", "clock", "state"),
    [
        (BERLIN, date(2025, 3, 30), "01:59", ONCE),
        (BERLIN, date(2025, 3, 30), "02:00", NEVER),
        (BERLIN, date(2025, 3, 30), "02:59", NEVER),
        (BERLIN, date(2025, 3, 30), "03:00", ONCE),
        (BERLIN, date(2025, 10, 26), "01:59", ONCE),
        (BERLIN, date(2025, 10, 26), "02:00", TWICE),
        (BERLIN, date(2025, 10, 26), "02:59", TWICE),
        (BERLIN, date(2025, 10, 26), "03:00", ONCE),
        (NEW_YORK, date(2025, 3, 9), "02:30", NEVER),
        (NEW_YORK, date(2025, 11, 2), "01:30", TWICE),
        (NEW_YORK, date(2025, 11, 2), "02:30", ONCE),
        # clocks that move by half an hour only
        (LORD_HOWE, date(2025, 10, 5), "02:00", NEVER),
        (LORD_HOWE, date(2025, 10, 5), "02:29", NEVER),
        (LORD_HOWE, date(2025, 10, 5), "02:30", ONCE),
        (LORD_HOWE, date(2025, 4, 6), "01:29", ONCE),
        (LORD_HOWE, date(2025, 4, 6), "01:30", TWICE),
        (LORD_HOWE, date(2025, 4, 6), "01:59", TWICE),
        (LORD_HOWE, date(2025, 4, 6), "02:00", ONCE),
        # no summer time, but an offset of three quarters of an hour, set in 1986
        (KATHMANDU, date(1986, 1, 1), "00:10", NEVER),
        (KATHMANDU, date(2025, 3, 30), "02:30", ONCE),
        ("UTC", date(2025, 3, 30), "02:30", ONCE),
    ],
)
def test_a_wall_time_occurs_once_never_or_twice(
    zone: str, day: date, clock: str, state: WallTimeState
) -> None:
    assert wall_time_state(day, time.fromisoformat(clock), zone) is state


@given(days, clocks, zones)
def test_a_wall_time_that_occurs_comes_back_from_utc(day: date, clock: time, zone: str) -> None:
    start = TimeSpan(PartialDate(day.year, day.month, day.day), zone, clock).starts_at()
    assert start is not None
    back = start.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    exists = wall_time_state(day, clock, zone) is not NEVER
    assert (back == datetime.combine(day, clock)) is exists


@given(days, clocks, zones)
def test_the_two_occurrences_differ_only_where_clocks_go_back(
    day: date, clock: time, zone: str
) -> None:
    day_ = PartialDate(day.year, day.month, day.day)
    first, second = (TimeSpan(day_, zone, clock, fold=fold).starts_at() for fold in (0, 1))
    assert first is not None
    assert second is not None
    state = wall_time_state(day, clock, zone)
    assert (first == second) is (state is ONCE)
    if state is TWICE:
        assert timedelta(minutes=30) <= second - first <= timedelta(hours=1)


@given(days, zones)
def test_an_offset_of_quarters_of_an_hour_is_kept(day: date, zone: str) -> None:
    start = span(day, zone, "12:00").starts_at()
    assert start is not None
    local = start.astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute) == (12, 0)


def test_kathmandu_is_five_hours_and_three_quarters_ahead() -> None:
    start = span(date(2025, 1, 17), KATHMANDU, "14:00").starts_at()
    assert start == datetime(2025, 1, 17, 8, 15, tzinfo=UTC)


def test_the_second_occurrence_is_later() -> None:
    day = date(2025, 10, 26)
    assert span(day, BERLIN, "02:30").starts_at() == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    second = span(day, BERLIN, "02:30", fold=1)
    assert second.starts_at() == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


def test_an_end_on_the_next_day_is_an_instant_of_that_day() -> None:
    night = span(date(2025, 1, 17), "Asia/Singapore", "22:00", "01:00", days=1)
    assert night.starts_at() == datetime(2025, 1, 17, 14, tzinfo=UTC)
    assert night.ends_at() == datetime(2025, 1, 17, 17, tzinfo=UTC)


def test_a_session_over_the_change_of_clocks_lasts_as_long_as_it_does() -> None:
    spring = span(date(2025, 3, 30), BERLIN, "01:00", "04:00")
    start, end = spring.starts_at(), spring.ends_at()
    assert start is not None
    assert end is not None
    assert end - start == timedelta(hours=2)


@pytest.mark.parametrize("day", [PartialDate(2025), PartialDate(2025, 3)])
def test_there_is_no_instant_while_the_day_is_unknown(day: PartialDate) -> None:
    vague = TimeSpan(day, BERLIN, time(14), time(16))
    assert vague.starts_at() is None
    assert vague.ends_at() is None


def test_there_is_no_instant_while_the_time_is_unknown() -> None:
    vague = TimeSpan(PartialDate(2025, 3, 1), BERLIN)
    assert vague.starts_at() is None
    assert vague.ends_at() is None


@pytest.mark.parametrize(
    ("zone", "day", "start", "end", "days"),
    [
        ("America/New_York", "2025-03-14", "17:00", "20:00", 0),
        ("Asia/Tokyo", "2025-03-15", "06:00", "09:00", 0),
        ("Asia/Kathmandu", "2025-03-15", "02:45", "05:45", 0),
        ("Europe/London", "2025-03-14", "21:00", "00:00", 1),
        (BERLIN, "2025-03-14", "22:00", "01:00", 1),
    ],
)
def test_instants_are_other_wall_times_in_another_zone(
    zone: str, day: str, start: str, end: str, days: int
) -> None:
    night = span(date(2025, 3, 14), BERLIN, "22:00", "01:00", days=1)
    there = night.in_zone(zone)
    assert there is not None
    assert (str(there.date), f"{there.start:%H:%M}", f"{there.end:%H:%M}", there.days) == (
        *(day, start, end),
        days,
    )
    assert (there.starts_at(), there.ends_at()) == (night.starts_at(), night.ends_at())


def test_a_time_that_is_unknown_is_unknown_everywhere() -> None:
    assert TimeSpan(PartialDate(2025, 3, 14), BERLIN).in_zone("Asia/Tokyo") is None
    assert TimeSpan(PartialDate(2025, 3), BERLIN, time(14)).in_zone("Asia/Tokyo") is None
    assert TimeSpan(PartialDate(1, 1, 1), BERLIN, time(0)).in_zone("America/New_York") is None
