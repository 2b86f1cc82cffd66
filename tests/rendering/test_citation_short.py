from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.domain.citing import Citing
from sphinx_seminar.parsing.bibtex import parse_library
from sphinx_seminar.rendering.citation.short import (
    author_year,
    short_name,
    short_names,
    short_year,
    sort_key,
    telling_titles,
    year_suffixes,
)

if TYPE_CHECKING:
    from sphinx_seminar.model.reading import Reading


def readings(source: str) -> tuple[Reading, ...]:
    return parse_library([("refs.bib", source)]).readings


@pytest.mark.parametrize(
    ("fields", "in_parentheses", "in_text"),
    [
        ("author={A B}, year=2000", "B, 2000", "B (2000)"),
        ("author={A B and C D}, year=2000", "B & D, 2000", "B and D (2000)"),
        ("author={A B and C D and E F}, year=2000", "B et al., 2000", "B et al. (2000)"),
        ("author={A B and others}, year=2000", "B et al., 2000", "B et al. (2000)"),
        ("author={Ada de Byron}, date={1984/1986}", "de Byron, 1984–1986", "de Byron (1984–1986)"),
        ("editor={A B}, year={c. 1990}", "B, ca. 1990", "B (ca. 1990)"),
        ("author={{The Bureau}}", "The Bureau, n.d.", "The Bureau (n.d.)"),
        ("shortauthor={TB}, author={{The Bureau}}, year=2000", "TB, 2000", "TB (2000)"),
        ("collaboration={ATLAS}, year=2000", "ATLAS, 2000", "ATLAS (2000)"),
        ("title={A Title}, year=2000", "A Title, 2000", "A Title (2000)"),
        ("year=2000", "akey, 2000", "akey (2000)"),
    ],
)
def test_a_citation_names_authors_and_year(fields: str, in_parentheses: str, in_text: str) -> None:
    (reading,) = readings(f"@misc{{akey, {fields}}}")
    assert author_year(reading) == in_parentheses
    assert f"{short_names(reading)} ({short_year(reading, Citing())})" == in_text


def test_a_long_title_is_shortened_between_words() -> None:
    (reading,) = readings(
        "@misc{a, title={A title so long that no citation could hold it}, year=1}"
    )
    assert author_year(reading) == "A title so long that no citation could…, 1"


def test_works_of_one_author_and_year_get_letters_in_the_order_of_the_bibliography() -> None:
    found = readings(
        "@misc{x, author={A B}, title={Zeta}, year=2000}\n"
        "@misc{y, author={A B}, title={Alpha}, year=2000}\n"
        "@misc{z, author={A B}, title={Alpha}, year=2001}\n"
        "@misc{u, author={A B}}\n@misc{v, author={A B}}"
    )
    assert year_suffixes(found) == {"y": "a", "x": "b", "u": "a", "v": "b"}
    assert author_year(found[0], "b") == "B, 2000b"
    assert author_year(found[3], "a") == "B, n.d.-a"


def test_where_no_letters_are_shown_titles_tell_works_apart() -> None:
    found = readings(
        "@misc{x, author={A B}, title={Zeta}, year=2000}\n"
        "@misc{y, author={A B}, title={Alpha}, year=2000}\n"
        "@misc{z, author={A B}, title={Alpha}, year=2001}\n"
    )
    titles = telling_titles(found)
    assert titles == {"x": "Zeta", "y": "Alpha"}
    citing = Citing(apart=titles, has_letters=False)
    names = [short_name(one, citing) for one in found]
    assert names == ["B, 2000, Zeta", "B, 2000, Alpha", "B, 2001"]


def test_after_z_comes_aa() -> None:
    found = readings("\n".join(f"@misc{{k{n:02}, author={{A B}}, year=1}}" for n in range(28)))
    assert [year_suffixes(found)[f"k{n}"] for n in (25, 26, 27)] == ["z", "aa", "ab"]


def test_a_bibliography_is_sorted_by_names_then_year_then_title_without_accents() -> None:
    found = readings(
        "@misc{e, author={Z Zorn}, year=1990}\n"
        "@misc{d, author={É Évrard}, year=2000}\n"
        "@misc{c, author={A Ezra}, year=2001}\n"
        "@misc{b, author={A Ezra}, year={300 BC}}\n"
        "@misc{a, title={An Anonymous Work}, year=1500}\n"
        "@misc{f, author={Z Zorn}}"
    )
    assert [reading.key for reading in sorted(found, key=sort_key)] == [
        "a",
        "d",
        "b",
        "c",
        "e",
        "f",
    ]
