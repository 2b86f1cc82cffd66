from __future__ import annotations

from datetime import time
from itertools import pairwise

import pytest

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.clocks import Clock, ClockChange, Shift, clock_change, clock_change_of
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import People
from sphinx_seminar.model.series import Series
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.timespan import TimeSpan

ZONES = ("Asia/Singapore", "Europe/London", "America/New_York")


def span(day: str, clock: str = "14:00", zone: str = "Asia/Singapore") -> TimeSpan:
    date = PartialDate(*map(int, day.split("-")))
    return TimeSpan(date, zone, time.fromisoformat(clock) if clock else None)


def session(day: str, status: Status = Status.SCHEDULED, series: str = "main") -> Session:
    return Session(day, day, f"session-{day}", series, span(day), status=status)


def archive(*sessions: Session, zones: tuple[str, ...] = ZONES) -> Archive:
    series = [Series(name, name, "Asia/Singapore", zones=zones) for name in ("main", "other")]
    return Archive.of(series, sessions, (), People())


def test_a_place_that_left_summer_time_is_an_hour_nearer() -> None:
    # the clocks of London changed on 26 October 2025, those of New York on 2 November
    found = clock_change(span("2025-10-24"), span("2025-10-31"), ZONES)
    shift = Shift("Europe/London", Clock(time(6)), Clock(time(7)))
    assert found == ClockChange(("Europe/London",), "Asia/Singapore", time(14), (shift,))


def test_the_day_there_may_be_another() -> None:
    found = clock_change(span("2025-10-31", "09:00"), span("2025-11-07", "09:00"), ZONES)
    assert found is not None
    assert found.shifts == (Shift("America/New_York", Clock(time(20), -1), Clock(time(21), -1)),)


def test_where_the_own_clocks_change_all_places_that_did_not_are_told() -> None:
    before, now = (span(day, zone="Europe/London") for day in ("2025-03-21", "2025-04-04"))
    found = clock_change(before, now, (*ZONES, "Europe/Berlin"))
    assert found is not None
    assert found.changed == ("Europe/London", "Europe/Berlin")
    assert found.shifts == (
        Shift("Asia/Singapore", Clock(time(21)), Clock(time(22))),
        Shift("America/New_York", Clock(time(9)), Clock(time(10))),
    )


@pytest.mark.parametrize(
    ("before", "now", "zones"),
    [
        (span("2025-01-17"), span("2025-01-31"), ZONES),
        (span("2025-10-24"), span("2025-10-31"), ("Asia/Singapore", "Asia/Tokyo")),
        (span("2025-10-24"), span("2025-10-31"), ()),
        (span("2025-10-24"), span("2025-10-31", ""), ZONES),
        (span("2025-10-24", ""), span("2025-10-31"), ZONES),
        (span("2025-10"), span("2025-10-31"), ZONES),
        (span("1-1-1", "14:00"), span("9999-12-31", "23:00"), ("Pacific/Kiritimati",)),
        # half a year later the clocks are as they were
        (span("2025-01-17"), span("2026-01-16"), ZONES),
    ],
)
def test_nothing_is_said_where_nothing_changed_or_is_known(
    before: TimeSpan, now: TimeSpan, zones: tuple[str, ...]
) -> None:
    assert clock_change(before, now, zones) is None


def test_the_last_session_is_the_last_that_took_place() -> None:
    sessions = (
        session("2025-10-24"),
        session("2025-10-30", series="other"),
        session("2025-10-31", Status.CANCELLED),
        session("2025-11-07"),
        session("2025-11-14"),
    )
    found = archive(*sessions)
    told = {one.id: clock_change_of(found, one) for one in sessions}
    assert [day for day, change in told.items() if change] == ["2025-11-07"]
    assert told["2025-11-07"] is not None
    assert told["2025-11-07"].changed == ("Europe/London", "America/New_York")


def test_a_series_that_names_no_zones_is_told_nothing() -> None:
    sessions = [session(day) for day in ("2025-10-24", "2025-10-31")]
    assert clock_change_of(archive(*sessions, zones=()), sessions[1]) is None


def test_every_change_of_a_year_is_told_once() -> None:
    days = [f"2025-{month:02d}-{day:02d}" for month in range(1, 13) for day in (1, 8, 15, 22)]
    found = [
        now
        for before, now in pairwise(days)
        if clock_change(span(before), span(now), ("Europe/London",))
    ]
    assert found == ["2025-04-01", "2025-11-01"]
