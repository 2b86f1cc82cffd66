from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.partialdate import DateRange, PartialDate

years = st.integers(1, 9999)


@given(st.dates())
def test_a_day_is_itself_first_and_last(day: date) -> None:
    partial = PartialDate(day.year, day.month, day.day)
    assert partial.is_day
    assert partial.first() == partial.last() == day
    assert partial.isoformat() == day.isoformat()


@given(years, st.integers(1, 12))
def test_a_month_lasts_from_its_first_to_its_last_day(year: int, month: int) -> None:
    partial = PartialDate(year, month)
    assert not partial.is_day
    assert partial.first() == date(year, month, 1)
    assert partial.last().month == month
    assert partial.last().day >= 28
    assert str(partial) == f"{year:04d}-{month:02d}"


@given(years)
def test_a_year_lasts_from_new_year_to_new_years_eve(year: int) -> None:
    partial = PartialDate(year)
    assert (partial.first(), partial.last()) == (date(year, 1, 1), date(year, 12, 31))
    assert str(partial) == f"{year:04d}"


@pytest.mark.parametrize("year", [0, -44, 10_000])
def test_years_outside_the_calendar_say_so(year: int) -> None:
    with pytest.raises(ValueError, match="year"):
        PartialDate(year).first()


def test_years_before_christ_have_a_sign() -> None:
    assert str(PartialDate(-44, 3, 15)) == "-0044-03-15"


@given(st.tuples(years, st.integers(1, 12), st.integers(1, 28)), st.integers(1, 12))
def test_dates_are_in_order_of_time(day: tuple[int, int, int], month: int) -> None:
    first, other = PartialDate(*day), PartialDate(day[0], month)
    assert (first < other) is ((first.year, first.month, first.day) < (other.year, other.month, 0))


def test_an_open_range_is_a_range() -> None:
    year = PartialDate(1997)
    assert DateRange(year, None).is_range
    assert not DateRange(year, year).is_range
