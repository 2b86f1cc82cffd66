from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.person import People, Person, folded

names = st.text(min_size=1, max_size=30)
ADA = Person(
    "ada", "Ada Lovelace", sort_name="Lovelace, Ada", aliases=("A. A. Lovelace", "Ada Byron")
)


@given(names)
def test_a_name_is_kept_as_written(name: str) -> None:
    assert People().find(name).name == name


@given(names)
def test_folding_twice_changes_nothing_in_the_person_found(name: str) -> None:
    people = People()
    assert people.find(f"  {name} ").id == people.find(name).id


def test_case_spaces_and_compatibility_forms_do_not_make_another_person() -> None:
    ids = {
        People().find(name).id
        for name in (
            "Ada Lovelace",
            "ADA  LOVELACE",
            "Ada\u00a0Lovelace",
            "Ａｄａ Ｌｏｖｅｌａｃｅ",  # full width
        )
    }
    assert ids == {"ada-lovelace"}


def test_other_letters_make_another_person() -> None:
    assert People().find("Müller").id != People().find("Muller").id


def test_the_order_of_a_name_is_the_persons() -> None:
    assert People().find("Zhu Aiqing").id != People().find("Aiqing Zhu").id


def test_names_in_any_script_have_ids_of_their_own() -> None:
    assert People().find("朱爱清").id != People().find("陈梦怡").id


def test_a_described_person_is_found_by_every_name() -> None:
    people = People((ADA,))
    for name in ("ada", "Ada Lovelace", "ada lovelace", "A. A. Lovelace", "ADA BYRON"):
        assert people.find(name) is ADA


def test_nobody_else_is_found_by_them() -> None:
    assert People((ADA,)).find("Ada Lovelace II").id == "ada-lovelace-ii"


def test_people_are_sorted_by_their_sort_name_and_else_by_their_name() -> None:
    bob = Person("bob", "Bob Zimmer")
    cid = Person("cid", "cid Adams")
    ordered = sorted((bob, cid, ADA), key=lambda person: person.sort_key)
    assert ordered == [bob, cid, ADA]


@given(names)
def test_folding_is_stable(name: str) -> None:
    assert folded(f"{name} {name}") == folded(f" {name}\t{name} ")
