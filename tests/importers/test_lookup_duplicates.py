from __future__ import annotations

import pytest

from sphinx_seminar.importers.lookup.duplicates import Known, Sameness
from sphinx_seminar.importers.lookup.entry import Draft
from sphinx_seminar.importers.lookup.given import Given
from sphinx_seminar.importers.lookup.layout import Layout
from sphinx_seminar.importers.lookup.proposing import KnownError, Proposer
from sphinx_seminar.importers.lookup.target import parse_target
from sphinx_seminar.model.identifiers import Identifiers
from sphinx_seminar.model.likeness import alike_pairs, are_alike, folded_title
from sphinx_seminar.parsing.bibtex import parse_library

READINGS = parse_library([
    ("x.bib", """\
@article{doi, author={Doe, J.}, title={With an identifier of its own}, doi={10.1000/Loud}}
@misc{arxiv, author={Roe, R.}, title={Only on the archive}, eprint={2101.00001}}
@book{isbn, author={Poe, E.}, title={Introduction}, isbn={1-107-09654-5}}
@misc{url, title={A web page of lasting value}, url={http://www.example.org/page/?utm_source=x}}
@inproceedings{talk, author={Moe, M.}, title={The {S}chr{\\"o}dinger equation of {$n$} bodies}}
""")
]).readings  # fmt: skip


def found(draft: Draft) -> list[tuple[str, Sameness]]:
    return [(one.reading.key, one.sameness) for one in Known(READINGS).duplicates(draft)]


def draft(title: str = "", family: str = "", identifiers: Identifiers | None = None) -> Draft:
    return Draft("", "misc", (), identifiers or Identifiers(), title, None, family)


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        (Identifiers(doi="10.1000/loud"), ("doi", Sameness.DOI)),
        (Identifiers(doi="10.48550/arxiv.2101.00001"), ("arxiv", Sameness.ARXIV)),
        (Identifiers(isbns=("9781107096547",)), ("isbn", Sameness.ISBN)),
        (Identifiers(urls=("https://example.org/page",)), ("url", Sameness.URL)),
    ],
)
def test_an_identifier_in_any_spelling_shows_the_work(
    identifiers: Identifiers, expected: tuple[str, Sameness]
) -> None:
    assert found(draft(identifiers=identifiers)) == [expected]


@pytest.mark.parametrize(
    ("title", "family", "expected"),
    [
        ("The Schrodinger equation of n bodies", "Moe", ["talk"]),
        ("The Schrödinger-Equation of n body", "", ["talk"]),
        ("The Schrödinger equation of n bodies", "Other", []),
        ("Introduction", "Other", []),
        ("Introduction", "Poe", ["isbn"]),
        ("Introductions", "Poe", []),
        ("", "Moe", []),
    ],
)
def test_a_near_equal_title_counts_unless_the_names_differ(
    title: str, family: str, expected: list[str]
) -> None:
    assert [key for key, _ in found(draft(title, family))] == expected


def test_numbers_tell_the_parts_of_a_work_apart() -> None:
    one = folded_title("Higher-Dimensional Algebra, part I: groups")
    assert not are_alike(one, folded_title("Higher-Dimensional Algebra, part II: groups"))
    assert are_alike(one, folded_title("Higher dimensional algebras, Part I – groups"))


def test_pairs_come_in_the_order_of_the_file_and_once() -> None:
    titles = {
        "c": "the flow of heavy water in narrow pipes",
        "a": "an unrelated work on birds and bees",
        "b": "the flows of heavy water in narrow pipes",
        "d": "the flow of heavy water in narrow pipe",
        "e": "",
    }
    assert list(alike_pairs(titles)) == [("c", "b"), ("c", "d"), ("b", "d")]


def test_what_was_just_proposed_counts_as_there() -> None:
    proposer = Proposer(Known(), Layout())
    given = Given(title="A stub of some length", authors=("Doe, J.",))
    assert proposer.propose(parse_target("10.5555/a"), given, None).key == "doestub"
    with pytest.raises(KnownError):
        proposer.propose(parse_target("doi:10.5555/A"), Given(title="Other"), None)
    proposer.allow_known = True
    assert proposer.propose(parse_target("10.5555/b"), given, None).key == "doestuba"
