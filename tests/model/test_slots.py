from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from sphinx_seminar.model.series import Rhythm, Series, Term
from sphinx_seminar.model.slots import slots_of
from sphinx_seminar.model.venue import Format, Venue

from .meetings import archive, meeting, talk

WEEKLY = Series(
    "main",
    "Main seminar",
    "Europe/Berlin",
    time(14),
    time(16),
    Venue("Hall"),
    Rhythm(4),
    breaks=(Term("Easter", date(2025, 3, 13), date(2025, 3, 16)),),
)
OTHER = Series("other", "Other", "America/New_York", venue=Venue("hall"))


def states(
    *sessions: object, of: Series = WEEKLY, first: str = "2025-03-07"
) -> list[tuple[str, str]]:
    """Return state and reason of two slots."""
    whole = archive(*sessions, series=(of, OTHER))  # type: ignore[arg-type]
    start = date.fromisoformat(first)
    end = date.fromordinal(start.toordinal() + 14)
    return [(one.state.value, one.reason) for one in slots_of(whole, of, start, end)]


def test_days_are_free_outside_breaks() -> None:
    assert states() == [("free", ""), ("break", "Easter")]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("scheduled", "taken"),
        ("tentative", "taken"),
        ("tba", "open"),
        ("no-meeting", "no-meeting"),
        ("cancelled", "free"),
        ("postponed", "free"),
        ("moved", "free"),
        ("withdrawn", "free"),
    ],
)
def test_a_day_is_taken_by_what_takes_place(status: str, state: str) -> None:
    (found, _break) = states(meeting("2025-03-07", status=status))
    assert found == (state, "" if state == "free" else "2025-03-07")


def test_a_session_to_be_announced_with_a_speaker_takes_its_day() -> None:
    announced = meeting("2025-03-07", talk("", "Mira Lindqvist"), status="tba")
    assert states(announced)[0][0] == "taken"
    nobody = meeting("2025-03-07", talk("", "TBA"), status="tba")
    assert states(nobody)[0][0] == "open"


def test_a_session_in_a_break_takes_its_day_all_the_same() -> None:
    assert states(meeting("2025-03-14"))[1] == ("taken", "2025-03-14")


def test_a_session_replaces_one_that_was_cancelled() -> None:
    sessions = meeting("2025-03-07", id="old", status="cancelled"), meeting("2025-03-07", id="new")
    assert states(*sessions)[0] == ("taken", "new")


def test_a_session_of_which_the_day_is_unknown_takes_none() -> None:
    assert states(meeting("2025-03"))[0] == ("free", "")


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("2025-03-07 08:00-09:00", "room-taken"),
        ("2025-03-07 09:59", "room-taken"),
        ("2025-03-07 10:00-11:00", "free"),
        ("2025-03-07", "free"),
        # the same instants have another date there
        ("2025-03-08 03:30-05:00 Pacific/Kiritimati", "room-taken"),
    ],
)
def test_another_series_may_have_the_room(when: str, state: str) -> None:
    other = meeting(when, of=OTHER, room="hall", id="theirs")
    assert states(other)[0] == (state, "theirs" if state == "room-taken" else "")
    for spared in (
        replace(other, venue=Venue("Attic")),
        replace(other, format=Format.ONLINE),
        meeting(when, of=OTHER, room="hall", id="theirs", status="cancelled"),
    ):
        assert states(spared)[0] == ("free", "")


def test_a_time_that_the_clocks_skip_is_no_slot() -> None:
    night = replace(WEEKLY, start=time(2, 30), end=time(4), rhythm=Rhythm(6))
    assert states(of=night, first="2025-03-24") == [
        ("time-gap", "02:30 Europe/Berlin"),
        ("free", ""),
    ]


def test_a_slot_has_the_usual_time_in_the_zone_of_the_series() -> None:
    late = replace(WEEKLY, start=time(22), end=time(1), days=1)
    (slot, _break) = slots_of(archive(series=(late,)), late, date(2025, 3, 1), date(2025, 3, 15))
    assert str(slot.span.starts_at()) == "2025-03-07 21:00:00+00:00"
    assert str(slot.span.ends_at()) == "2025-03-08 00:00:00+00:00"
    timeless = replace(WEEKLY, start=None, end=None)
    (slot, _break) = slots_of(archive(), timeless, date(2025, 3, 1), date(2025, 3, 15))
    assert slot.span.starts_at() is None
