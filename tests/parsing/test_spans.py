from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.finding import FindingKind
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.series import Series
from sphinx_seminar.model.timespan import TimeSpan
from sphinx_seminar.parsing.spans import is_zone, parse_date, parse_span, parse_times, parse_zone

SERIES = Series("main", "Main", "Asia/Singapore", start=time(14), end=time(16))
BERLIN = Series("main", "Main", "Europe/Berlin", start=time(14))
BARE = Series("main", "Main", "UTC")

clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
spoken = st.text(st.sampled_from("0123456789-–:.+ TZ/AaEurope_Berlin\t\n٣²"), max_size=30)


@given(spoken | st.text(max_size=60))
def test_no_text_of_a_span_raises(text: str) -> None:
    span, findings = parse_span(text, SERIES)
    assert span is not None or findings


@given(spoken | st.text(max_size=30))
def test_no_text_of_a_date_a_time_or_a_zone_raises(text: str) -> None:
    assert (parse_date(text)[0] is None) is bool(parse_date(text)[1])
    assert parse_times(text)[0] is not None or parse_times(text)[1]
    assert bool(parse_zone(text)[0]) is not bool(parse_zone(text)[1])


@given(st.dates(), clocks, clocks)
def test_a_span_that_is_written_is_read(day: date, start: time, end: time) -> None:
    days = 1 if end <= start else 0
    text = f"{day} {start:%H:%M}-{end:%H:%M}{'+1' if days else ''} UTC"
    span, findings = parse_span(text, SERIES)
    assert not findings
    assert span == TimeSpan(PartialDate(day.year, day.month, day.day), "UTC", start, end, days)


@pytest.mark.parametrize(
    ("text", "start", "end", "zone"),
    [
        ("2025-01-17", "14:00", "16:00", "Asia/Singapore"),
        ("2025-01-17 09:30", "09:30", "", "Asia/Singapore"),
        ("2025-01-17 09:30-10:30", "09:30", "10:30", "Asia/Singapore"),
        ("2025-01-17 9:30 – 10:30", "09:30", "10:30", "Asia/Singapore"),
        ("2025-01-17 09.30-10.30", "09:30", "10:30", "Asia/Singapore"),
        ("2025-01-17 9h30—10h30", "09:30", "10:30", "Asia/Singapore"),
        ("2025-01-17 Europe/Berlin", "14:00", "16:00", "Europe/Berlin"),
        ("2025-01-17   09:30-10:30   UTC", "09:30", "10:30", "UTC"),
    ],
)
def test_what_is_left_out_comes_from_the_series(text: str, start: str, end: str, zone: str) -> None:
    span, findings = parse_span(text, SERIES)
    assert not findings
    wanted = time.fromisoformat(end) if end else None
    assert span == TimeSpan(PartialDate(2025, 1, 17), zone, time.fromisoformat(start), wanted)


@pytest.mark.parametrize("text", ["2025", "2025-03"])
def test_a_month_or_a_year_takes_no_time_from_the_series(text: str) -> None:
    span, findings = parse_span(text, SERIES)
    assert not findings
    assert span is not None
    assert span.start is None


def test_a_series_without_a_time_leaves_it_open() -> None:
    span, findings = parse_span("2025-01-17", BARE)
    assert not findings
    assert span == TimeSpan(PartialDate(2025, 1, 17), "UTC")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("2025-02-30", "2025-02-28"),
        ("2024-02-30", "2024-02-29"),
        ("2025-04-31", "2025-04-30"),
        ("2025-13-01", ""),
        ("2025-13", ""),
        ("2025-00", ""),
        ("2025-01-00", ""),
        ("2025-00-01", ""),
        ("2025-01-32", ""),
        ("0000", ""),
        ("17.01.2025", "2025-01-17"),
        ("17/1/2025", "2025-01-17"),
        ("2025/01/17", "2025-01-17"),
        # the seventh of January or the first of July
        ("07/01/2025", ""),
        ("7/7/2025", "2025-07-07"),
        ("25-01-17", ""),
        ("17 Jan 2025", ""),
        ("tomorrow", ""),
        ("20250117", ""),
    ],
)
def test_what_is_no_date_is_told_with_the_nearest_one(text: str, nearest: str) -> None:
    day, (finding,) = parse_date(text)
    assert day is None
    assert finding.kind is FindingKind.DATE
    assert (finding.value, finding.nearest) == (text, nearest)
    assert "YYYY-MM-DD" in finding.allowed


def test_without_a_date_there_is_no_span() -> None:
    span, (finding,) = parse_span("14:00-16:00", SERIES)
    assert span is None
    assert finding.kind is FindingKind.DATE


@pytest.mark.parametrize(
    "text", ["25:00", "14:60", "14:00-25:00", "14", "2pm", "14:00-", "14:00-16:00+2", "14:00:30"]
)
def test_what_is_no_time_is_told_and_the_day_stays(text: str) -> None:
    span, (finding, *others) = parse_span(f"2025-01-17 {text}", SERIES)
    assert span is not None
    assert span.date == PartialDate(2025, 1, 17)
    assert finding.kind is FindingKind.TIME
    assert not others


def test_an_end_before_the_start_is_told_with_the_way_to_cross_midnight() -> None:
    span, (finding,) = parse_span("2025-01-17 22:00-01:00", SERIES)
    assert span is not None
    assert (span.start, span.end, span.days) == (time(22), None, 0)
    assert finding.kind is FindingKind.TIME_ORDER
    assert finding.nearest == "22:00-01:00+1"


def test_midnight_is_crossed_only_when_said() -> None:
    span, findings = parse_span("2025-01-17 22:00-01:00+1", SERIES)
    assert not findings
    assert span is not None
    assert (span.end, span.days) == (time(1), 1)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Europe/Berlni", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Asia/Singapur", "Asia/Singapore"),
        ("Mars/Olympus", ""),
    ],
)
def test_what_is_no_zone_is_told_and_the_series_zone_stays(text: str, nearest: str) -> None:
    span, (finding,) = parse_span(f"2025-01-17 14:00 {text}", SERIES)
    assert span is not None
    assert span.zone == "Asia/Singapore"
    assert finding.kind is FindingKind.ZONE
    assert finding.value == text
    assert not nearest or finding.nearest == nearest


@pytest.mark.parametrize(
    "text", ["", "Europe", "..", "../UTC", "/etc/passwd", "a\0b", "zone.tab", "x" * 5000, "\ud800"]
)
def test_what_is_no_zone_is_none_even_if_it_is_a_file(text: str) -> None:
    assert not is_zone(text)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2025-03-30 02:30", FindingKind.TIME_GAP, "2025-03-30 02:30"),
        ("2025-03-30 01:00-02:30", FindingKind.TIME_GAP, "2025-03-30 02:30"),
        ("2025-10-26 02:30", FindingKind.TIME_OVERLAP, "2025-10-26 02:30"),
        # the end stands on the next day
        ("2025-03-29 22:00-02:30+1", FindingKind.TIME_GAP, "2025-03-30 02:30"),
        ("2025-10-25 22:00-02:30+1", FindingKind.TIME_OVERLAP, "2025-10-26 02:30"),
        ("2025-10-05 02:15 Australia/Lord_Howe", FindingKind.TIME_GAP, "2025-10-05 02:15"),
        ("2025-04-06 01:45 Australia/Lord_Howe", FindingKind.TIME_OVERLAP, "2025-04-06 01:45"),
        ("2025-03-09 02:30 America/New_York", FindingKind.TIME_GAP, "2025-03-09 02:30"),
    ],
)
def test_a_wall_time_that_is_skipped_or_repeated_is_told(
    text: str, kind: FindingKind, value: str
) -> None:
    span, (finding, *others) = parse_span(text, BERLIN)
    assert span is not None
    assert not others
    assert (finding.kind, finding.value) == (kind, value)
    assert finding.name == span.zone


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-30 22:00-02:30+1",
        "2025-10-26 22:00-02:30+1",
        "2025-03-30 14:00 Asia/Kathmandu",
        "2025-10-05 02:45 Australia/Lord_Howe",
        "2025-10-26 01:30-03:30",
    ],
)
def test_a_wall_time_that_occurs_once_is_not_told(text: str) -> None:
    assert parse_span(text, BERLIN)[1] == ()


@pytest.mark.parametrize("fold", [0, 1])
def test_the_occurrence_that_is_chosen_settles_a_repeated_time(fold: int) -> None:
    span, findings = parse_span("2025-10-26 02:30", BERLIN, fold=fold)
    assert not findings
    assert span is not None
    assert span.fold == fold
    start = span.starts_at()
    assert start is not None
    assert start.hour == fold


def test_no_occurrence_helps_where_a_time_is_skipped() -> None:
    (finding,) = parse_span("2025-03-30 02:30", BERLIN, fold=1)[1]
    assert finding.kind is FindingKind.TIME_GAP
