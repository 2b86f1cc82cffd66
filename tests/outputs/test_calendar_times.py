from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.timespan import TimeSpan
from sphinx_seminar.rendering.context import Context
from sphinx_seminar.rendering.live import time_of

from .calendars import (
    READERS,
    calendar_of,
    needs_icaljs,
    published,
    read_with_icalendar,
    read_with_icaljs,
    read_with_vobject,
    session,
    site,
    span,
)

if TYPE_CHECKING:
    from .calendars import Read

Drawn = tuple[str, date, time, int, int]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


#: Span, then start and end as instants.
CASES = {
    "winter": (span("2025-01-17", "14:00", "16:00"), "2025-01-17T13:00", "2025-01-17T15:00"),
    "summer": (span("2025-07-18", "14:00", "16:00"), "2025-07-18T12:00", "2025-07-18T14:00"),
    "the day before the clocks go forward": (
        span("2025-03-29", "14:00", "15:00"), "2025-03-29T13:00", "2025-03-29T14:00",
    ),
    "the hour after the clocks went forward": (
        span("2025-03-30", "03:00", "03:30"), "2025-03-30T01:00", "2025-03-30T01:30",
    ),
    "across the clocks going forward": (
        span("2025-03-29", "23:00", "04:00", days=1), "2025-03-29T22:00", "2025-03-30T02:00",
    ),
    "across the clocks going back": (
        span("2025-10-25", "23:00", "04:00", days=1), "2025-10-25T21:00", "2025-10-26T03:00",
    ),
    "the first of a repeated hour": (
        span("2025-10-26", "02:30", "04:00"), "2025-10-26T00:30", "2025-10-26T03:00",
    ),
    "the second of a repeated hour": (
        span("2025-10-26", "02:30", "04:00", fold=1), "2025-10-26T01:30", "2025-10-26T03:00",
    ),
    "New York before Europe changes": (
        span("2025-03-14", "10:00", "11:00", "America/New_York"),
        "2025-03-14T14:00", "2025-03-14T15:00",
    ),
    "New York in winter": (
        span("2025-11-07", "10:00", "11:00", "America/New_York"),
        "2025-11-07T15:00", "2025-11-07T16:00",
    ),
    "Kolkata": (
        span("2025-01-17", "14:00", "15:30", "Asia/Kolkata"), "2025-01-17T08:30",
        "2025-01-17T10:00",
    ),
    "Kathmandu": (
        span("2025-01-17", "14:00", "15:30", "Asia/Kathmandu"),
        "2025-01-17T08:15", "2025-01-17T09:45",
    ),
    "Lord Howe in summer": (
        span("2025-01-17", "14:00", "15:30", "Australia/Lord_Howe"),
        "2025-01-17T03:00", "2025-01-17T04:30",
    ),
    "Lord Howe in winter": (
        span("2025-06-20", "14:00", "15:30", "Australia/Lord_Howe"),
        "2025-06-20T03:30", "2025-06-20T05:00",
    ),
    "Dublin, whose winter time is the exception": (
        span("2025-12-05", "14:00", "15:00", "Europe/Dublin"), "2025-12-05T14:00",
        "2025-12-05T15:00",
    ),
    "Casablanca in Ramadan": (
        span("2025-03-07", "14:00", "15:00", "Africa/Casablanca"),
        "2025-03-07T14:00", "2025-03-07T15:00",
    ),
    "over midnight and the year": (
        span("2025-12-31", "22:00", "01:00", days=1), "2025-12-31T21:00", "2026-01-01T00:00",
    ),
    "UTC": (span("2025-01-17", "14:00", "15:00", "UTC"), "2025-01-17T14:00", "2025-01-17T15:00"),
}  # fmt: skip


@pytest.mark.parametrize("read", READERS)
def test_every_reader_finds_the_same_instants(read: Read) -> None:
    sessions = [session(case[0], f"s{index}") for index, case in enumerate(CASES.values())]
    found = {event.uid: event for event in read(calendar_of(*sessions))}
    for index, (name, (_span, start, end)) in enumerate(CASES.items()):
        event = found[f"s{index}@seminar.example.org"]
        assert (event.start, event.end) == (utc(start), utc(end)), name


@pytest.mark.parametrize("read", READERS)
def test_the_calendar_of_one_session_says_the_same_as_that_of_all(read: Read) -> None:
    sessions = [session(case[0], f"s{index}") for index, case in enumerate(CASES.values())]
    files = published(site(sessions))
    everything = {event.uid: event for event in read(files["calendar-all.ics"])}
    for index in (3, 4, 6, 7, 13):
        [event] = read(files[f"calendars/session/s{index}.ics"])
        assert event == everything[event.uid]


@pytest.mark.parametrize("read", READERS)
def test_a_day_without_time_is_all_day(read: Read) -> None:
    [event] = read(calendar_of(session(span("2025-02-14"))))
    assert (event.start, event.end) == (date(2025, 2, 14), date(2025, 2, 15))


@pytest.mark.parametrize("read", READERS)
def test_a_start_without_end_gets_none(read: Read) -> None:
    [event] = read(calendar_of(session(span("2025-02-14", "14:00"))))
    assert (event.start, event.end) == (utc("2025-02-14T13:00"), None)


def test_months_and_years_are_in_no_calendar() -> None:
    files = published(site([session(span("2025-02")), session(span("2025"))]))
    assert read_with_icalendar(files["calendar-all.ics"]) == []
    assert set(files) == {"calendar.ics", "calendar-all.ics", "calendars/series/main.ics"}


def test_times_are_wall_time_with_the_rules_of_their_zone() -> None:
    data = calendar_of(session(span("2025-07-18", "14:00", "16:00"))).decode()
    assert "DTSTART;TZID=Europe/Berlin:20250718T140000\r\n" in data
    assert "RRULE" not in data
    zone = data.partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    # The clocks showed 02:00 when they went forward, 03:00 when they went back.
    assert "DTSTART:20250330T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200" in zone
    assert "DTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100" in zone


def test_a_zone_is_described_for_the_years_of_its_events() -> None:
    data = calendar_of(
        session(span("2023-01-17", "14:00")), session(span("2025-12-31", "23:00", "01:00", days=1))
    )
    starts = re.findall(rb"DTSTART:(\d{4})", data.partition(b"END:VTIMEZONE")[0])
    assert {int(start) for start in starts} == {2023, 2024, 2025, 2026}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Asia/Singapore", "America/New_York"])
def test_the_ends_of_the_calendar_break_nothing(day: str, zone: str) -> None:
    published(
        site([session(span(day, "00:30", "23:30", zone)), session(span(day, zone=zone), "b")])
    )


@pytest.mark.parametrize("read", READERS)
def test_a_thousand_sessions_are_read_back(read: Read) -> None:
    zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
    days = [date(2015, 1, 1) + timedelta(days=7 * index) for index in range(1000)]
    sessions = [
        session(span(str(day), "14:00", "15:00", zones[index % 4]))
        for index, day in enumerate(days)
    ]
    events = read(calendar_of(*sessions))
    expected = {f"{one.id}@seminar.example.org": one.span for one in sessions}
    assert len(events) == 1000
    for event in events:
        when = expected.pop(event.uid)
        assert (event.start, event.end) == (when.starts_at(), when.ends_at())


ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")
)
spans = st.builds(
    lambda zone, day, start, minutes, fold: (zone, day, start, minutes, fold),
    st.sampled_from(ZONES),
    st.dates(date(1975, 1, 1), date(2060, 12, 31)),
    st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    st.integers(15, 1439),
    st.sampled_from([0, 1]),
)


def _span(zone: str, day: date, start: time, minutes: int, fold: int) -> TimeSpan:
    end = datetime.combine(day, start) + timedelta(minutes=minutes)
    days = (end.date() - day).days
    when = PartialDate(day.year, day.month, day.day)
    return TimeSpan(when, zone, start, end.time(), days, fold)


def page_instant(when: TimeSpan, name: str) -> datetime:
    context = Context(Archive(), "index", "en", date(2025, 1, 1), is_live=True)
    node = time_of("x", session(when), context)
    return datetime.fromisoformat(node["attributes"][name])


@settings(max_examples=150, deadline=None)
@given(spans)
def test_icalendar_zoneinfo_and_the_page_agree(drawn: Drawn) -> None:
    zone, day, start, minutes, fold = drawn
    when = _span(zone, day, start, minutes, fold)
    instant = datetime.combine(day, start, ZoneInfo(zone)).replace(fold=fold).astimezone(UTC)
    [event] = read_with_icalendar(calendar_of(session(when)))
    assert event.start == when.starts_at() == page_instant(when, "datetime") == instant
    assert event.end == when.ends_at() == page_instant(when, "data-end")


def _agree(drawn: list[Drawn], read: Read) -> None:
    sessions = [session(_span(*one), f"s{index}") for index, one in enumerate(drawn)]
    instants = {one.id: (one.span.starts_at(), one.span.ends_at()) for one in sessions}
    for event in read(calendar_of(*sessions)):
        assert (event.start, event.end) == instants[event.uid.partition("@")[0]]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(spans, min_size=15, max_size=40))
@needs_icaljs
def test_icaljs_finds_the_instants_through_the_rules_in_the_file(drawn: list[Drawn]) -> None:
    _agree(drawn, read_with_icaljs)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(spans, min_size=15, max_size=40))
def test_vobject_finds_the_instants_through_the_rules_in_the_file(drawn: list[Drawn]) -> None:
    _agree(drawn, read_with_vobject)


def test_cancelled_sessions_keep_their_slot() -> None:
    cancelled = session(span("2025-02-14", "14:00", "16:00"), status=Status.CANCELLED)
    [event] = read_with_icalendar(calendar_of(cancelled))
    assert event.start == utc("2025-02-14T13:00")
