from __future__ import annotations

from datetime import date

import pytest

from sphinx_seminar.model.series import Series
from sphinx_seminar.model.upcoming import next_session, sessions_between, week_end

from .meetings import MAIN, archive, meeting

OTHER = Series("other", "Other", "UTC")
WHOLE = archive(
    meeting("2025-03", id="month"),
    meeting("2025-03-05", id="past"),
    meeting("2025-03-10", id="off", status="cancelled"),
    meeting("2025-03-11", id="theirs", of=OTHER),
    meeting("2025-03-12", id="gone", status="withdrawn"),
    meeting("2025-03-16", id="next"),
    meeting("2025-03-17", id="later", status="tba"),
    series=(MAIN, OTHER),
)
TODAY = date(2025, 3, 10)


@pytest.mark.parametrize(
    ("series", "day", "expected"),
    [
        ({"main"}, "2025-03-10", "next"),
        ({"main"}, "2025-03-16", "next"),
        ({"main"}, "2025-03-17", "later"),
        ({"main", "other"}, "2025-03-10", "theirs"),
        ({"main"}, "2025-03-18", ""),
        (set(), "2025-03-10", ""),
    ],
)
def test_the_next_session_takes_place_from_that_day_on(
    series: set[str], day: str, expected: str
) -> None:
    found = next_session(WHOLE, series, date.fromisoformat(day))
    assert (found.id if found else "") == expected


def test_a_week_has_seven_days_and_holds_what_was_cancelled() -> None:
    end = week_end(TODAY)
    assert end == date(2025, 3, 17)
    found = sessions_between(WHOLE, {"main", "other"}, TODAY, end)
    assert [one.id for one in found] == ["off", "theirs", "next"]


def test_the_last_week_of_the_calendar_is_no_error() -> None:
    assert week_end(date(9999, 12, 30)) == date.max
