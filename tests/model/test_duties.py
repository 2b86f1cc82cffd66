from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.model.duties import duties
from sphinx_seminar.model.finding import DUTIES, INFORMATION
from sphinx_seminar.model.prose import Passage
from sphinx_seminar.model.reading import Reading
from sphinx_seminar.model.richtext import rich
from sphinx_seminar.model.talk import Material, MaterialKind, ReadingUse

from .meetings import archive, meeting, talk

if TYPE_CHECKING:
    from sphinx_seminar.model.session import Session

TODAY = date(2025, 3, 10)
SLIDES = Material(MaterialKind.SLIDES, "slides.pdf")
BOOK = Reading("book", "book", ())


def found(*sessions: Session, **days: int) -> list[tuple[str, str, str]]:
    """Return kind, what lacks it, and its id."""
    whole = archive(*sessions, readings=(BOOK,))
    return [(one.kind.value, one.name, one.value) for one in duties(whole, TODAY, **days)]


def test_what_depends_on_the_day_never_fails_a_build() -> None:
    assert DUTIES <= INFORMATION
    kinds = {one.kind for one in duties(archive(meeting("2025-03-10", talk(""))), TODAY)}
    assert kinds <= DUTIES


@pytest.mark.parametrize(
    ("day", "told"),
    [("2025-03-09", 0), ("2025-03-10", 1), ("2025-03-17", 1), ("2025-03-18", 0), ("2025-03", 0)],
)
def test_titles_are_asked_for_from_some_days_ahead(day: str, told: int) -> None:
    kinds = [kind for kind, *_ in found(meeting(day, talk("", id="t")), ahead=7)]
    assert kinds.count("title-missing") == told


@pytest.mark.parametrize(
    ("day", "told"), [("2025-03-10", 0), ("2025-03-09", 1), ("2025-03-03", 1), ("2025-03-02", 0)]
)
def test_materials_and_readings_are_asked_for_until_some_days_later(day: str, told: int) -> None:
    kinds = [kind for kind, *_ in found(meeting(day, talk("T")), behind=7)]
    assert (kinds.count("materials-missing"), kinds.count("readings-missing")) == (told, told)


def test_a_title_and_an_abstract_are_asked_for_apart() -> None:
    talks = (talk("", id="none"), talk("Title"), talk("Whole", abstract=Passage("digest")))
    assert found(meeting("2025-03-12", *talks)) == [
        ("title-missing", "talk", "none"),
        ("abstract-missing", "talk", "none"),
        ("abstract-missing", "talk", "Title"),
    ]


def test_a_session_without_talks_lacks_a_title_while_nothing_is_known() -> None:
    unknown = meeting("2025-03-12")
    told = [("title-missing", "session", "2025-03-12")]
    assert found(unknown) == told
    # the heading of a page may say "To be announced"
    assert found(meeting("2025-03-12", status="tba", title=rich("Soon"))) == told
    assert found(replace(unknown, title=rich("Plans of the year"))) == []


@pytest.mark.parametrize("status", ["cancelled", "postponed", "moved", "no-meeting", "withdrawn"])
@pytest.mark.parametrize("day", ["2025-03-12", "2025-03-07"])
def test_nothing_is_asked_of_what_does_not_take_place(day: str, status: str) -> None:
    assert found(meeting(day, talk("", id="t"), status=status)) == []


def test_a_past_talk_has_materials_or_keeps_them_for_members() -> None:
    talks = (
        talk("A", materials=(SLIDES,), readings=(ReadingUse("book"),)),
        talk("B", keeps_materials=True),
        talk("C"),
        talk("D", withdrawn=True),
    )
    assert found(meeting("2025-03-07", *talks)) == [("materials-missing", "talk", "C")]


def test_a_past_session_without_talks_lacks_nothing() -> None:
    assert found(meeting("2025-03-07")) == []


def test_a_reading_that_no_bibliography_has_is_none() -> None:
    unknown = talk("A", materials=(SLIDES,), readings=(ReadingUse("lost"),))
    assert found(meeting("2025-03-07", unknown)) == [("readings-missing", "session", "2025-03-07")]


def test_what_is_told_stands_where_it_is_mended() -> None:
    first, second = duties(archive(meeting("2025-03-07", talk("A"))), TODAY)
    assert (first.location.line, second.location.line) == (5, 3)
