from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.rhythm import regular_days, series_days
from sphinx_seminar.model.series import Rhythm, Series, Term

SPRING = Term("spring", date(2025, 2, 3), date(2025, 4, 30))
AUTUMN = Term("autumn", date(2025, 10, 1), date(2025, 12, 20))
FRIDAY = 4
days = st.dates(date(2023, 1, 1), date(2027, 12, 31))


def series(rhythm: Rhythm | None, *terms: Term) -> Series:
    return Series("main", "Main", "UTC", rhythm=rhythm, terms=terms)


def found(of: Series, first: str, end: str, *held: str) -> list[str]:
    known = map(date.fromisoformat, held)
    return [
        str(one)
        for one in series_days(of, known, date.fromisoformat(first), date.fromisoformat(end))
    ]


def test_the_first_day_counts_and_the_last_does_not() -> None:
    weekly = series(Rhythm(FRIDAY))
    assert found(weekly, "2025-01-17", "2025-01-31") == ["2025-01-17", "2025-01-24"]
    assert found(weekly, "2025-01-17", "2025-01-17") == []


def test_without_a_rhythm_no_day_is_regular() -> None:
    assert found(series(None), "2025-01-01", "2026-01-01") == []


def test_weeks_are_counted_from_the_day_that_is_typed_and_not_before_it() -> None:
    since = series(Rhythm(FRIDAY, 2, date(2025, 1, 17)))
    assert found(since, "2025-01-01", "2025-02-15") == ["2025-01-17", "2025-01-31", "2025-02-14"]
    # a session on another Friday does not shift them
    assert found(since, "2025-02-01", "2025-02-15", "2025-01-24") == ["2025-02-14"]


def test_weeks_are_counted_from_the_first_session_on_the_weekday() -> None:
    fortnightly = series(Rhythm(FRIDAY, 2))
    held = "2025-01-08", "2025-01-10"
    assert found(fortnightly, "2025-02-01", "2025-03-01", *held) == ["2025-02-07", "2025-02-21"]
    assert found(fortnightly, "2025-02-01", "2025-02-20") == ["2025-02-07"]


def test_every_term_counts_anew_and_only_terms_have_regular_days() -> None:
    fortnightly = series(Rhythm(FRIDAY, 2), SPRING, AUTUMN)
    shown = found(fortnightly, "2025-04-01", "2025-11-01", "2025-02-14", "2025-10-10")
    assert shown == ["2025-04-11", "2025-04-25", "2025-10-10", "2025-10-24"]
    # before its first session is known, a term begins with its first Friday
    assert found(fortnightly, "2025-10-01", "2025-10-20", "2025-02-14") == [
        "2025-10-03",
        "2025-10-17",
    ]


def test_a_day_of_two_terms_is_regular_once() -> None:
    whole = Term("2025", date(2025, 1, 1), date(2025, 12, 31))
    both = series(Rhythm(FRIDAY), whole, SPRING)
    assert found(both, "2025-02-05", "2025-02-15") == ["2025-02-07", "2025-02-14"]


def test_weekdays_of_a_month_are_counted_from_its_first_or_its_last() -> None:
    monthly = series(Rhythm(FRIDAY, of_month=(-1, 1, 5)))
    assert found(monthly, "2025-01-01", "2025-03-08") == [
        *("2025-01-03", "2025-01-31", "2025-02-07", "2025-02-28", "2025-03-07"),
    ]


def test_the_ends_of_the_calendar_are_no_error() -> None:
    weekly = series(Rhythm(FRIDAY), Term("last", date(9999, 12, 1), date.max))
    assert series_days(weekly, (), date(9999, 12, 20), date.max) == [date(9999, 12, 24)]
    monthly = series(Rhythm(FRIDAY, of_month=(1, -1)))
    assert series_days(monthly, (), date(9999, 12, 20), date.max) == []
    assert series_days(series(Rhythm(0)), (), date.min, date(1, 1, 9)) == [
        date(1, 1, 1),
        date(1, 1, 8),
    ]


@given(st.integers(0, 6), st.integers(1, 5), days, days, st.integers(0, 500))
def test_weekly_days_are_those_that_counting_finds(
    weekday: int, weeks: int, anchor: date, first: date, length: int
) -> None:
    anchor += timedelta(days=(weekday - anchor.weekday()) % 7)
    end = first + timedelta(days=length)
    every = (first + timedelta(days=number) for number in range(length))
    expected = [one for one in every if (one - anchor).days % (7 * weeks) == 0]
    assert list(regular_days(Rhythm(weekday, weeks), anchor, first, end)) == expected


@given(
    st.integers(0, 6),
    st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1),
    days,
    st.integers(0, 500),
)
def test_monthly_days_are_those_that_counting_finds(
    weekday: int, numbers: set[int], first: date, length: int
) -> None:
    def is_one(day: date) -> bool:
        is_last = (day + timedelta(days=7)).month != day.month
        nth = (day.day + 6) // 7
        return day.weekday() == weekday and (nth in numbers or (is_last and -1 in numbers))

    every = (first + timedelta(days=number) for number in range(length))
    rhythm = Rhythm(weekday, of_month=tuple(sorted(numbers)))
    end = first + timedelta(days=length)
    assert list(regular_days(rhythm, first, first, end)) == [one for one in every if is_one(one)]
