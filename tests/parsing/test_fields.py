from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.finding import FindingKind
from sphinx_seminar.model.person import Appearance
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.talk import ReadingUse, UseRole
from sphinx_seminar.parsing.fields import (
    parse_choice,
    parse_list,
    parse_speakers,
    parse_uses,
    split_outside_parentheses,
)

MAIN = UseRole.MAIN
typed = st.text(st.sampled_from("ab,;()\n .-é朱"), max_size=40) | st.text(max_size=40)


@given(typed)
def test_no_text_raises(text: str) -> None:
    parse_list(text)
    parse_speakers(text)
    parse_uses(text, MAIN)
    parse_choice(text, Status, Status.SCHEDULED, "status")


@given(typed)
def test_splitting_loses_separators_and_spaces_only(text: str) -> None:
    def bare(part: str) -> str:
        return "".join(part.replace(";", "").split())

    assert bare("".join(split_outside_parentheses(text, ";"))) == bare(text)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", ()),
        (" ; , ", ()),
        ("a", ("a",)),
        ("a, b; c", ("a", "b", "c")),
        ("a; a", ("a",)),
        ("models (large, slow); b", ("models (large, slow)", "b")),
    ],
)
def test_a_list_is_separated_by_commas_and_semicolons(text: str, items: tuple[str, ...]) -> None:
    assert parse_list(text) == items


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("", ()),
        ("Zhu Aiqing", (Appearance("Zhu Aiqing"),)),
        ("朱爱清 (新加坡国立大学)", (Appearance("朱爱清", "新加坡国立大学"),)),
        (
            "Ada (NUS, Singapore); Bob; Cid (MIT (EECS))",
            (
                Appearance("Ada", "NUS, Singapore"),
                Appearance("Bob"),
                Appearance("Cid", "MIT (EECS)"),
            ),
        ),
        ("King, Jr., Martin Luther", (Appearance("King, Jr., Martin Luther"),)),
        ("Ada\n  Lovelace\n(London)", (Appearance("Ada Lovelace", "London"),)),
        ("Ada ()", (Appearance("Ada"),)),
        ("Jean-Luc d'Été;", (Appearance("Jean-Luc d'Été"),)),
    ],
)
def test_names_are_taken_as_written(text: str, people: tuple[Appearance, ...]) -> None:
    assert parse_speakers(text) == (people, ())


@pytest.mark.parametrize("text", ["Ada (NUS", "Ada) NUS", "Ada (NUS) Lovelace", "(NUS)"])
def test_speakers_that_cannot_be_read_are_told_and_kept(text: str) -> None:
    people, (finding,) = parse_speakers(text)
    assert people == (Appearance(text),)
    assert (finding.kind, finding.value) == (FindingKind.SPEAKERS, text)
    assert "Name (Affiliation)" in finding.allowed[0]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("", ()),
        ("e2011", (ReadingUse("e2011"),)),
        ("e2011 (ch. 1-3)", (ReadingUse("e2011", "ch. 1-3"),)),
        ("e2011(ch. 1)", (ReadingUse("e2011", "ch. 1"),)),
        ("a; b (p. 7), c", (ReadingUse("a"), ReadingUse("b", "p. 7"), ReadingUse("c"))),
        ("a (ch. 1, 2; p. 3)", (ReadingUse("a", "ch. 1, 2; p. 3"),)),
        ("a (sec. 2 (b))", (ReadingUse("a", "sec. 2 (b)"),)),
        ("a\nb (ch.\n  2)\n", (ReadingUse("a"), ReadingUse("b", "ch. 2"))),
        ("DBLP:conf/nips/X+19", (ReadingUse("DBLP:conf/nips/X+19"),)),
        ("a; a", (ReadingUse("a"),)),
        ("a (ch. 1); a (ch. 5)", (ReadingUse("a", "ch. 1; ch. 5"),)),
        ("a; a (ch. 5)", (ReadingUse("a", "ch. 5"),)),
    ],
)
def test_a_use_is_a_key_and_what_was_read_of_it(text: str, uses: tuple[ReadingUse, ...]) -> None:
    assert parse_uses(text, MAIN) == (uses, ())


@pytest.mark.parametrize(
    ("text", "key"),
    [("a ch. 1", "a"), ("a (ch. 1", "a"), ("a ()", "a"), ("a ch. 1)", "a"), ("(ch. 1)", "")],
)
def test_a_locator_that_cannot_be_read_is_told_and_the_key_kept(text: str, key: str) -> None:
    uses, (finding,) = parse_uses(text, UseRole.FURTHER)
    assert uses == ((ReadingUse(key, role=UseRole.FURTHER),) if key else ())
    assert (finding.kind, finding.value) == (FindingKind.LOCATOR, text)
    assert "key (ch. 1-3)" in finding.allowed


@pytest.mark.parametrize("text", ["no-meeting", "No meeting", " NO_MEETING "])
def test_case_and_spaces_of_a_choice_do_not_count(text: str) -> None:
    assert parse_choice(text, Status, Status.TBA, "status") == (Status.NO_MEETING, ())


def test_an_unknown_choice_is_told_with_all_and_the_nearest() -> None:
    status, (finding,) = parse_choice("canceled", Status, Status.SCHEDULED, "status")
    assert status is Status.SCHEDULED
    assert finding.kind is FindingKind.OPTION_VALUE
    assert (finding.name, finding.value, finding.nearest) == ("status", "canceled", "cancelled")
    assert finding.allowed == tuple(one.value for one in Status)
