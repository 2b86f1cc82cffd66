from __future__ import annotations

import pytest

from sphinx_seminar.importers.columns import Columns, folded_name
from sphinx_seminar.importers.slots import Slot


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("Date", Slot.DATE),
        ("Date & Time", Slot.DATE),
        ("Speaker(s)", Slot.SPEAKER),
        ("Speaker (affiliation)", Slot.SPEAKER),
        ("talkTitle", Slot.TITLE),
        ("Slides/Video", Slot.LINK),
        ("Presenter and Paper", Slot.LINE),
        ("Vortragende", Slot.SPEAKER),
        ("E-Mail", Slot.PRIVATE),
        ("Snacks", Slot.UNKNOWN),
    ],
)
def test_usual_names_have_their_place_and_others_are_asked_about(name: str, slot: Slot) -> None:
    assert Columns().slot(name) is slot


def test_a_name_that_groups_use_in_two_senses_is_decided_by_those_beside_it() -> None:
    columns = Columns()
    assert columns.slot("author") is Slot.SPEAKER
    assert columns.slot("author", ["date", "presenter", "title"]) is Slot.READING_AUTHORS
    assert columns.slot("venue", ["date", "room"]) is Slot.VENUE
    assert columns.slot("venue", ["presenter", "paper", "authors"]) is Slot.PUBLICATION


def test_what_a_person_mapped_goes_before_everything() -> None:
    columns = Columns({folded_name("Snacks"): Slot.CHAIR, folded_name("Title"): Slot.LINE})
    assert columns.slot("snacks") is Slot.CHAIR
    assert columns.slot("Title") is Slot.LINE
