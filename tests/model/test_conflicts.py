from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.conflicts import PLACEHOLDERS, conflicts
from sphinx_seminar.model.finding import FindingKind
from sphinx_seminar.model.person import People, Person
from sphinx_seminar.model.series import Series, Term
from sphinx_seminar.model.venue import Format

from .meetings import MAIN, archive, meeting, talk

if TYPE_CHECKING:
    from sphinx_seminar.model.session import Session

EASTER = Term("Easter", date(2025, 4, 14), date(2025, 4, 21))
BROKEN = replace(MAIN, breaks=(EASTER,))
COLLOQUIUM = Series("colloquium", "Colloquium", "America/New_York")


def found(*sessions: Session) -> list[tuple[str, str, str]]:
    """Return kind, value and name of each conflict of these sessions."""
    of = archive(*sessions, series=(BROKEN, COLLOQUIUM))
    return [(one.kind.value, one.value, one.name) for one in conflicts(of)]


# -- breaks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2025-04-14", "2025-04-21"])
def test_the_first_and_the_last_day_are_in_the_break(day: str) -> None:
    assert found(meeting(day)) == [("break", day, "Easter")]


@pytest.mark.parametrize("day", ["2025-04-13", "2025-04-22", "2025-04"])
def test_days_around_a_break_and_unknown_ones_are_not(day: str) -> None:
    assert found(meeting(day)) == []


@pytest.mark.parametrize(
    ("status", "told"),
    [("tentative", 1), ("tba", 1), ("cancelled", 0), ("no-meeting", 0), ("moved", 0)],
)
def test_what_does_not_take_place_may_lie_in_a_break(status: str, told: int) -> None:
    assert len(found(meeting("2025-04-16", status=status))) == told


def test_the_break_of_another_series_is_none() -> None:
    assert found(meeting("2025-04-16", of=COLLOQUIUM)) == []


# -- rooms ---------------------------------------------------------------------------------------

FIRST = meeting("2025-03-07 14:00-16:00", id="first")
TAKEN = [("room-taken", "Hall", "first")]


@pytest.mark.parametrize(
    "when",
    [
        "2025-03-07 15:59-17:00",
        "2025-03-07 13:00-14:01",
        "2025-03-07 14:30-15:00",
        "2025-03-07 14:00",
        "2025-03-07 15:30",
        "2025-03-07 09:00-10:00 America/New_York",
        "2025-03-07 23:00-23:30 Asia/Tokyo",
        "2025-03-08 02:00-03:30 Pacific/Auckland",
    ],
)
def test_a_room_that_is_in_use_is_told(when: str) -> None:
    second = meeting(when, id="second")
    assert [kind for kind, *_ in found(FIRST, second)] == ["room-taken"]


@pytest.mark.parametrize(
    "when",
    [
        "2025-03-07 16:00-17:00",
        "2025-03-07 13:00-14:00",
        "2025-03-07 16:00",
        "2025-03-07",
        "2025-03",
        "2025-03-08 14:00-16:00",
        "2025-03-07 14:00-16:00 America/New_York",
    ],
)
def test_spans_are_half_open_and_an_unknown_time_is_no_clash(when: str) -> None:
    assert found(FIRST, meeting(when, id="second")) == []


def test_the_later_session_is_told_at_its_place_and_names_the_earlier() -> None:
    second = meeting("2025-03-07 15:00-17:00", id="second", room="  HALL ")
    (finding,) = conflicts(archive(second, FIRST))
    assert (finding.kind, finding.value, finding.name) == (
        FindingKind.ROOM_TAKEN,
        "  HALL ",
        "first",
    )
    assert finding.location == second.location


@pytest.mark.parametrize("room", sorted(PLACEHOLDERS))
def test_a_room_that_is_none_is_never_taken(room: str) -> None:
    sessions = [meeting("2025-03-07 14:00-16:00", id=name, room=room.upper()) for name in "ab"]
    assert found(*sessions) == []


def test_an_online_session_keeps_no_room() -> None:
    second = meeting("2025-03-07 14:00-16:00", id="second", format=Format.ONLINE)
    assert found(FIRST, second) == []
    assert found(FIRST, replace(second, format=Format.HYBRID)) == TAKEN


@pytest.mark.parametrize("status", ["cancelled", "postponed", "moved", "no-meeting", "withdrawn"])
def test_what_does_not_take_place_keeps_no_room(status: str) -> None:
    assert found(FIRST, meeting("2025-03-07 14:00-16:00", id="second", status=status)) == []


def test_a_joint_session_of_two_series_is_one_meeting() -> None:
    programme = talk("Entropy", "Mira Lindqvist")
    first = meeting("2025-03-07 14:00-16:00", programme, id="first")
    joint = meeting("2025-03-07 08:00-10:00", programme, id="second", of=COLLOQUIUM)
    assert found(first, joint) == []
    other = replace(joint, talks=(talk("Something else", "Mira Lindqvist"),))
    assert found(first, other) == [
        ("room-taken", "Hall", "second"),
        ("speaker-taken", "Mira Lindqvist", "second"),
    ]
    # copied within a series, and the day not changed
    copied = replace(first, id="third")
    assert [kind for kind, *_ in found(first, copied)] == ["room-taken", "speaker-taken"]


def test_one_session_under_one_id_twice_is_told_as_that_alone() -> None:
    assert found(FIRST, replace(FIRST, docname="elsewhere")) == []


# -- speakers ------------------------------------------------------------------------------------


def test_a_speaker_at_two_places_is_told_across_series_and_zones() -> None:
    here = meeting("2025-03-07 14:00-16:00", talk("A", "Mira Lindqvist"), id="here")
    there = meeting(
        "2025-03-07 09:30-10:30", talk("B", "mira  lindqvist"), id="there", of=COLLOQUIUM, room=""
    )
    assert found(here, there) == [("speaker-taken", "mira  lindqvist", "here")]
    assert found(here, replace(there, span=meeting("2025-03-07 09:30 Europe/Berlin").span)) == []


def test_two_spellings_of_one_person_are_one_speaker() -> None:
    here = meeting("2025-03-07 14:00-16:00", talk("A", "Mira Lindqvist"), id="here")
    there = meeting("2025-03-07 15:00-16:00", talk("B", "M. Lindqvist"), id="there", room="")
    people = People((Person("mira", "Mira Lindqvist", aliases=("M. Lindqvist",)),))
    assert list(conflicts(archive(here, there))) == []
    (finding,) = conflicts(replace(archive(here, there), people=people))
    assert finding.value == "M. Lindqvist"


def test_a_talk_with_a_time_of_its_own_takes_no_more() -> None:
    def of(name: str, start: int, end: int | None, room: str) -> Session:
        one = talk(name, "Mira", start=time(start), end=time(end) if end else None)
        return meeting("2025-03-07 14:00-18:00", one, talk("Else", "Noor"), id=name, room=room)

    assert found(of("a", 14, 15, ""), of("b", 15, 16, "")) == []
    assert found(of("a", 14, 16, ""), of("b", 15, None, "")) == [("speaker-taken", "Mira", "a")]


def test_a_talk_among_several_without_a_time_of_its_own_is_nowhere_for_certain() -> None:
    several = (talk("A", "Mira"), talk("B", "Noor"))
    here = meeting("2025-03-07 14:00-16:00", *several, id="here")
    there = meeting("2025-03-07 14:00-16:00", talk("C", "Mira"), id="there", room="")
    assert found(here, there) == []


def test_a_talk_after_midnight_is_on_the_next_day() -> None:
    late = talk("Late", "Mira", start=time(0, 15), end=time(0, 45))
    night = meeting("2025-03-07 22:00-01:00+1", late, talk("Early", "Noor"), id="night")
    here = meeting("2025-03-08 00:30-02:00", talk("A", "Mira"), id="here", room="")
    there = meeting("2025-03-07 00:30-02:00", talk("A", "Mira"), id="there", room="")
    assert found(night, here) == [("speaker-taken", "Mira", "night")]
    assert found(night, there) == []


@pytest.mark.parametrize("name", ["TBA", "N.N.", "Various speakers", "未定"])
def test_nobody_in_particular_may_be_at_two_places(name: str) -> None:
    here = meeting("2025-03-07 14:00-16:00", talk("A", name), id="here")
    there = meeting("2025-03-07 14:00-16:00", talk("B", name), id="there", room="")
    assert found(here, there) == []


hours = st.tuples(st.integers(0, 20), st.integers(1, 3))


@given(st.lists(hours, max_size=8))
def test_a_session_is_told_when_and_only_when_it_clashes_with_one_before(
    spans: list[tuple[int, int]],
) -> None:
    sessions = [
        meeting(f"2025-03-07 {start:02d}:00-{start + length:02d}:00", id=f"s{number}")
        for number, (start, length) in enumerate(spans)
    ]
    told = {finding.location.source for finding in conflicts(archive(*sessions))}
    order = sorted(range(len(spans)), key=lambda n: (spans[n][0], sum(spans[n]), f"s{n}"))
    expected = set()
    for place, number in enumerate(order):
        start = spans[number][0]
        if any(sum(spans[before]) > start for before in order[:place]):
            expected.add(f"s{number}")
    assert told == expected
