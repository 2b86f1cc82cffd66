from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.problem import Problem, Severity
from sphinx_seminar.parsing.mending import mended, replacement


def problem(
    kind: str, value: str, nearest: str, allowed: tuple[str, ...] = (), column: int = 1
) -> Problem:
    severity = Severity.WARNING
    return Problem("a.md", 1, column, severity, f"seminar.{kind}", "", value, "", allowed, nearest)


@pytest.mark.parametrize(
    ("kind", "value", "nearest"),
    [
        ("option-unknown", "Moved_To", "moved-to"),
        ("option-value", "canceled", "cancelled"),
        ("reading-unknown", "E2011", "e2011"),
        ("series", "MAIN", "main"),
        ("zone", "america/new york", "America/New_York"),
        ("date", "17.01.2025", "2025-01-17"),
        ("date", "2025/1/7", "2025-01-07"),
    ],
)
def test_what_is_certain_is_replaced(kind: str, value: str, nearest: str) -> None:
    assert replacement(problem(kind, value, nearest)) == nearest


@pytest.mark.parametrize(
    ("kind", "value", "nearest"),
    [
        ("option-unknown", "staus", "status"),
        ("reading-unknown", "goood", "good"),
        ("zone", "Europe/Berlni", "Europe/Berlin"),
        ("date", "2025-02-30", "2025-02-28"),
        ("time-order", "16:00-14:00", "16:00-14:00+1"),
        ("bib-macro", "JAM", "jam"),
        ("option-unknown", "x", ""),
        ("option-unknown", "", "x"),
    ],
)
def test_what_is_only_near_is_left_alone(kind: str, value: str, nearest: str) -> None:
    assert not replacement(problem(kind, value, nearest))


def test_of_two_choices_that_are_as_near_none_is_taken() -> None:
    assert not replacement(problem("series", "Main", "main", ("main", "MAIN")))
    assert replacement(problem("series", "Main", "main", ("main", "other")))


def test_several_values_of_a_line_are_replaced_in_place() -> None:
    found = [
        problem("reading-unknown", "A1", "a1", column=12),
        problem("reading-unknown", "B2", "b2-x", column=16),
        problem("reading-unknown", "B2", "b2", column=16),
    ]
    assert mended(":readings: A1; B2\r\nA1", found) == ":readings: a1; b2\r\nA1"


@given(st.text(), st.integers(0, 5), st.integers(0, 9))
def test_a_text_that_is_not_at_the_place_stays(text: str, line: int, column: int) -> None:
    moved = replace(problem("series", "\0MAIN", "\0main"), line=line, column=column)
    assert mended(text, [moved]) == text
