"""What is one and what stays two, when archives are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from federation.published import DOI, archive, reading
from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.federation import View, joined
from sphinx_seminar.model.identifiers import Identifiers
from sphinx_seminar.model.person import Appearance, People, Person
from sphinx_seminar.model.reading import Reading
from sphinx_seminar.parsing.federation.addresses import Address
from sphinx_seminar.parsing.federation.partners import parse_partner

if TYPE_CHECKING:
    from sphinx_seminar.model.federation import Partner


def partner(name: str = "other", **more: Any) -> Partner:
    folder = f"https://{name}.example.org/"
    found = parse_partner(Address(name, folder, ""), archive(**{"id": f"{name}.org", **more}))
    assert found.left_out == ()
    return found.partner


def own(people: People | None = None, **identifiers: Any) -> Archive:
    ours = Reading("ours", "book", (), identifiers=Identifiers(**identifiers))
    return Archive.of((), (), [ours], people or People())


def used(view: View) -> dict[str, list[str]]:
    return {
        key: [use.session.id for use in uses] for key, uses in view.archive.uses_by_reading.items()
    }


@pytest.mark.parametrize(
    ("here", "there", "is_one"),
    [
        ({"doi": DOI}, {"DOI": DOI}, True),
        ({"doi": DOI}, {"DOI": DOI.upper()}, True),
        ({"doi": DOI}, {"URL": f"https://doi.org/{DOI}"}, True),
        ({"arxiv": "2101.00001"}, {"DOI": "10.48550/arXiv.2101.00001"}, True),
        ({"arxiv": "2101.00001"}, {"archive": "arXiv", "archive_location": "2101.00001v2"}, True),
        ({"isbns": ("9781107096547",)}, {"type": "book", "ISBN": "978-1-107-09654-7"}, True),
        ({"isbns": ("9781107096547",)}, {"type": "chapter", "ISBN": "9781107096547"}, False),
        ({"urls": ("https://shelf.example.org/",)}, {"URL": "https://shelf.example.org/"}, False),
        ({"doi": DOI}, {"DOI": f"{DOI}2"}, False),
        ({}, {}, False),
    ],
)
def test_a_reading_is_the_same_by_its_identifier_alone(
    here: dict[str, Any], there: dict[str, Any], *, is_one: bool
) -> None:
    data = archive()["readings"]
    data[0] = reading("shared", "The Shared Work", **there)
    view = joined(own(**here), [partner(readings=data)])
    assert list(used(view)) == (
        ["ours", "other:theirs"] if is_one else ["other:shared", "other:theirs"]
    )
    assert used(view)[next(iter(used(view)))] == ["other:2025-01-10"]


def test_works_are_joined_by_way_of_a_third_archive() -> None:
    doi_alone = archive()["readings"]
    arxiv_alone = [
        reading("shared", "A", archive="arXiv", archive_location="2101.00001"),
        *archive()["readings"][1:],
    ]
    both = [
        reading("shared", "B", DOI=DOI, archive="arXiv", archive_location="2101.00001"),
        *archive()["readings"][1:],
    ]
    partners = [
        partner("a", readings=doi_alone),
        partner("b", readings=arxiv_alone),
        partner("c", readings=both),
    ]
    view = joined(own(), partners)
    assert used(view)["a:shared"] == ["a:2025-01-10", "b:2025-01-10", "c:2025-01-10"]


def test_what_nobody_read_elsewhere_is_not_taken_over() -> None:
    assert "other:unread" not in joined(own(), [partner()]).archive.readings


def test_a_speaker_is_the_same_by_orcid_or_because_people_toml_says_so() -> None:
    described = People(
        (
            Person("ada", "A. Example", orcid="0000-0002-1825-0097"),
            Person("john", "J. Same", aliases=("John Same",)),
        )
    )
    view = joined(own(described), [partner()])
    assert set(view.archive.speakers) == {"ada", "john"}


def test_equal_names_and_no_more_are_two_people() -> None:
    here = Archive.of((), joined(own(), [partner()]).archive.sessions, (), People())
    # The own archive has an undescribed John Same.
    view = joined(own(), [partner()])
    assert set(view.archive.speakers) == {"other:ada-example", "other:john-same"}
    assert view.archive.people.of(Appearance("John Same")).id == "john-same"
    assert here.people.find("John Same").id == "john-same"


def test_an_orcid_that_differs_keeps_two_people_of_one_name_apart() -> None:
    described = People((Person("ada", "Ada Example", orcid="0000-0001-5109-3700"),))
    assert "other:ada-example" in joined(own(described), [partner()]).archive.speakers


def test_ids_of_two_archives_never_meet() -> None:
    view = joined(joined(own(), [partner("a")]).archive, [partner("b")])
    ids = [session.id for session in view.archive.sessions]
    assert len(ids) == len(set(ids)) == 6


def test_an_own_key_that_looks_like_anothers_stays_the_own_reading() -> None:
    ours = Reading("other:theirs", "book", ())
    view = joined(Archive.of((), (), [ours], People()), [partner()])
    assert view.archive.readings["other:theirs"] is ours
    assert "other:theirs'" in used(view)
