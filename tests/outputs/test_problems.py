from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.problem import Problem, Severity
from sphinx_seminar.outputs.problems import export_github, export_json, export_text

FOUND = Problem(
    "a,b.md", 3, 7, Severity.WARNING, "seminar.date", "50 %:\n'x' is no date", "x", "", ("Y",), "y"
)
NOWHERE = Problem("", 0, 0, Severity.ERROR, "", "Nothing works")
NOTE = Problem("refs.bib", 5, 0, Severity.NOTE, "seminar.bib-unused", "unread")


def test_a_text_has_one_line_for_each_problem() -> None:
    assert export_text([FOUND, NOWHERE, NOTE]) == (
        "a,b.md:3:7: warning: 50 %: 'x' is no date [seminar.date]\n"
        "seminar: error: Nothing works\n"
        "refs.bib:5: note: unread [seminar.bib-unused]\n"
    )


def test_an_annotation_escapes_what_github_would_read() -> None:
    assert export_github([FOUND, NOWHERE, NOTE]) == (
        "::warning file=a%2Cb.md,line=3,col=7,title=seminar.date::50 %25:%0A'x' is no date\n"
        "::error::Nothing works\n"
        "::notice file=refs.bib,line=5,title=seminar.bib-unused::unread\n"
    )


def test_json_counts_by_severity_and_keeps_every_field() -> None:
    data = json.loads(export_json([FOUND, NOTE]))
    assert data["counts"] == {"error": 0, "warning": 1, "note": 1}
    assert [Problem.of_data(one) for one in data["problems"]] == [FOUND, NOTE]


@given(st.text(), st.text(), st.text())
def test_no_text_makes_a_second_annotation(file: str, kind: str, message: str) -> None:
    shown = export_github([Problem(file, 1, 1, Severity.NOTE, kind, message)])
    assert shown.count("\n") == 1
    assert "\r" not in shown


@pytest.mark.parametrize(
    "data", [{}, {"file": 1}, FOUND.as_data() | {"severity": "x"}, FOUND.as_data() | {"kind": 0}]
)
def test_data_that_is_no_problem_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Problem.of_data(data)
