from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.finding import NOWHERE, Finding, FindingKind, Location, nearest
from sphinx_seminar.model.session import Status

STATUSES = [one.value for one in Status]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("canceled", "cancelled"), ("Moved", "moved"), ("no meeting", "no-meeting"), ("tab", "tba")],
)
def test_the_nearest_choice_is_proposed(typed: str, meant: str) -> None:
    assert nearest(typed, STATUSES) == meant


@pytest.mark.parametrize("typed", ["", "xyz", "!!!"])
def test_nothing_is_proposed_when_nothing_is_near(typed: str) -> None:
    assert not nearest(typed, STATUSES)


@given(st.text(), st.lists(st.text()))
def test_only_a_choice_is_proposed(value: str, choices: list[str]) -> None:
    assert nearest(value, choices) in {"", *choices}


def test_a_choice_is_proposed_as_it_is_written() -> None:
    assert nearest("EUROPE/BERLIN", ["Europe/Berlin"]) == "Europe/Berlin"


def test_a_finding_keeps_the_first_location_it_gets() -> None:
    found = Finding(FindingKind.DATE, "x")
    assert found.location is NOWHERE
    first, second = Location("a", 1), Location("b", 2)
    assert found.at(first).at(second).location == first


@pytest.mark.parametrize(("line", "text"), [(0, "a.md"), (7, "a.md:7")])
def test_an_unknown_line_is_not_shown(line: int, text: str) -> None:
    assert str(Location("a.md", line)) == text


def test_every_kind_is_a_word_that_suppress_warnings_takes() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.value) for kind in FindingKind)
