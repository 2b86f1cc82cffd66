from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_seminar.importers.lookup.duplicates import Known
from sphinx_seminar.importers.lookup.entry import Draft, draft_of
from sphinx_seminar.importers.lookup.given import Given
from sphinx_seminar.importers.lookup.keys import free_key, key_for
from sphinx_seminar.importers.lookup.latextext import bare_text, escaped_latex, latex_of
from sphinx_seminar.importers.lookup.layout import Layout
from sphinx_seminar.importers.lookup.proposing import Network, Proposer
from sphinx_seminar.importers.lookup.record import read_record
from sphinx_seminar.importers.lookup.sources import look_up
from sphinx_seminar.importers.lookup.target import parse_target
from sphinx_seminar.importers.lookup.writing import entry_text
from sphinx_seminar.model.reading import Reading, Role
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.parsing.bibtex import parse_library

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def draft(network: Network) -> Callable[[str], Draft]:
    def make(text: str) -> Draft:
        target = parse_target(text)
        assert target is not None
        record = look_up(target, network.client, network.sources)
        assert record is not None
        return draft_of(record, target).keyed(())

    return make


def reparsed(draft: Draft) -> Reading:
    library = parse_library([("x.bib", entry_text(draft, Layout()))])
    assert library.findings == ()
    (reading,) = library.readings
    return reading


def test_an_article_is_written_as_the_archive_writes_it(draft: Callable[[str], Draft]) -> None:
    assert entry_text(draft("10.1021/acscentsci.8b00913"), Layout()).split("\n") == [
        "@article{wang2019machine,",
        (
            "  author  = {Wang, Jiang and de Fabritiis, Gianni and Noé, Frank and "
            "van den Berg, Anna and King,"
        ),
        "             Jr., Martin and {Belle II Collaboration}},",
        (
            "  title   = {Machine Learning of \\emph{Coarse-Grained} Molecular Dynamics "
            "Force Fields \\& {DeePN2}},"
        ),
        "  journal = {ACS Central Science},",
        "  year    = {2019},",
        "  month   = apr,",
        "  volume  = {5},",
        "  number  = {5},",
        "  pages   = {755--767},",
        "  doi     = {10.1021/acscentsci.8b00913},",
        "}",
    ]


def test_what_is_written_reads_back_as_the_same_metadata(draft: Callable[[str], Draft]) -> None:
    reading = reparsed(draft("10.1021/acscentsci.8b00913"))
    people = reading.of(Role.AUTHOR)
    assert people is not None
    assert [(n.family, n.given, n.particle, n.suffix, n.corporate) for n in people.names] == [
        ("Wang", "Jiang", "", "", False),
        ("Fabritiis", "Gianni", "de", "", False),
        ("Noé", "Frank", "", "", False),
        ("Berg", "Anna", "van den", "", False),
        ("King", "Martin", "", "Jr.", False),
        ("Belle II Collaboration", "", "", "", True),
    ]
    assert plain(reading.title) == (
        "Machine Learning of Coarse-Grained Molecular Dynamics Force Fields & DeePN2"
    )
    assert reading.issued is not None
    assert (reading.issued.start.year, reading.issued.start.month) == (2019, 4)
    assert reading.identifiers is not None
    assert reading.identifiers.doi == "10.1021/acscentsci.8b00913"
    assert not reading.get("url")


def test_arxiv_gives_eprint_and_keeps_formulas(draft: Callable[[str], Draft]) -> None:
    found = draft("arXiv:2101.00001v2")
    assert found.entry_type == "misc"
    assert found.key == "renyi2021alpha"
    assert found.get("title") == r"On $\alpha$-stable processes: 100\% of {DNA\_x} \& Rényi"
    assert (found.get("eprint"), found.get("archivePrefix")) == ("2101.00001", "arXiv")
    reading = reparsed(found)
    assert reading.identifiers is not None
    assert reading.identifiers.arxiv == "2101.00001"
    assert plain(reading.title) == r"On $\alpha$-stable processes: 100% of DNA_x & Rényi"


def test_markup_becomes_latex_and_prints_as_it_was(draft: Callable[[str], Draft]) -> None:
    found = draft("10.5555/mathml")
    assert found.get("author") == "{Team A and B, Inc.}"
    reading = reparsed(found)
    assert plain(reading.title) == "Mass of H2 in CO2, p < 0.05 & {braces} \\ ~ ^"
    assert reading.year == 1999
    people = reading.of(Role.AUTHOR)
    assert people is not None
    assert [name.family for name in people.names] == ["Team A and B, Inc."]


def test_a_chapter_belongs_to_its_volume(draft: Callable[[str], Draft]) -> None:
    found = draft("10.5555/chapter")
    assert found.entry_type == "incollection"
    assert found.get("booktitle") == "The volume"
    assert found.get("pages") == "S11--S20"
    assert found.get("editor") == "Roe, R."
    assert found.get("isbn") == "9781107096547"
    assert found.identifiers.isbns == ()


def test_a_book_comes_from_open_library_with_the_name_as_it_stands_there(
    draft: Callable[[str], Draft],
) -> None:
    found = draft("978-1-107-09654-7")
    assert found.entry_type == "book"
    assert found.key == "e2011principles"
    assert found.get("author") == "Weinan E"
    assert (found.get("publisher"), found.get("year")) == ("Cambridge University Press", "2011")


def test_a_record_of_nonsense_is_a_record_of_nothing() -> None:
    record = read_record(
        {"title": [None, {}], "author": [1, {}, None], "issued": {"date-parts": 1}}
    )
    assert (record.text("title"), record.names, record.issued) == ("", {}, None)
    assert read_record({"issued": {"date-parts": [[99999]]}}).issued is None
    assert read_record({"issued": {"date-parts": [[2000, 13, 1]]}}).issued is not None


@pytest.mark.parametrize(
    "text",
    ["100% & #1_a $5", "back\\slash {x} }{", "~^", "a $ b", "costs $5 or $6", "$}{$", "e = mc^2"],
)
def test_every_character_prints_as_itself(text: str) -> None:
    library = parse_library([("x", f"@misc{{k, title = {{{latex_of(text, is_title=True)}}}}}")])
    assert library.findings == ()
    assert plain(library.readings[0].title) == text
    assert escaped_latex("%&#_$") == r"\%\&\#\_\$"


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("DNA and mRNA in the USA", "{DNA} and {mRNA} in the {USA}"),
        ("A 3D X-ray of Vitamin D", "A {3D} {X}-ray of Vitamin {D}"),
        ("SHOUTING TITLE OF 1950", "SHOUTING TITLE OF 1950"),
        ("Coarse-Grained Models", "Coarse-Grained Models"),
        ("<i>E. coli</i> &amp;lt;3", r"\emph{{E}. coli} <3"),
        ("<b>unclosed", r"\textbf{unclosed}"),
        ("closed</sup> twice</i>", "closed twice"),
        ("a<b and c>d", "a<b and c>d"),
        ("x<annotation>y</annotation>z", "xz"),
    ],
)
def test_acronyms_are_protected_and_nothing_else(title: str, latex: str) -> None:
    assert latex_of(title, is_title=True) == latex


def test_markup_does_not_show_in_plain_text() -> None:
    assert bare_text("<i>E. coli</i> in CO<sub>2</sub>") == "E. coli in CO2"


@pytest.mark.parametrize(
    ("family", "year", "title", "key"),
    [
        ("Wang", 2019, "Machine Learning", "wang2019machine"),
        ("de Fabritiis", 2019, "On the Origin", "fabritiis2019origin"),
        ("Łoś-Müller", 1955, "Über 2 Dinge", "losmuller1955dinge"),
        ("王", 2020, "学习 learning", "2020learning"),
        ("", None, "", "reading"),
        ("", 2020, "", "reading2020"),
        ("O'Neil", None, "L'algèbre", "oneillalgebre"),
    ],
)
def test_keys_follow_the_rule(family: str, year: int | None, title: str, key: str) -> None:
    assert key_for(family, year, title, ()) == key


def test_a_key_that_is_taken_gets_a_letter_whatever_its_case() -> None:
    assert free_key("A2000b", ["a2000b"]) == "A2000ba"
    taken = ["k", *(f"k{chr(code)}" for code in range(ord("a"), ord("z") + 1))]
    assert free_key("k", taken) == "kaa"


def test_nothing_in_a_record_opens_a_new_entry() -> None:
    evil = "} @article{evil, title={x}} \n@book(y, \u202e\x00 @comment{" + "long words " * 20
    record = read_record({
        "type": "book", "title": evil, "author": [{"family": evil, "given": evil}],
        "publisher": evil, "page": evil, "DOI": "10.1/} @misc{z", "URL": "https://x/}@misc{z,",
    })  # fmt: skip
    target = parse_target("10.5555/x")
    assert target is not None
    reading = reparsed(draft_of(record, target).keyed(()))
    assert reading.key == "evil" or reading.key.isascii()


def test_what_is_given_goes_before_what_is_found(network: Network) -> None:
    proposer = Proposer(Known(), Layout())
    given = Given(title="Named Here", authors=("Doe, Jane", "{The Group}"), year=1990)
    text = proposer.propose(parse_target("10.5555/nobody"), given, network).text
    assert text.startswith("@book{doe1990named,\n  author = {Doe, Jane and {The Group}},\n")
    assert "Nobody" not in text


def test_an_odd_doi_leads_to_the_work_and_ends_no_value() -> None:
    target = parse_target("10.5555/x")
    assert target is not None
    record = read_record({"type": "book", "title": "T", "DOI": "10.1000/a{b\\"})
    found = draft_of(record, target).keyed(())
    assert found.get("url") == "https://doi.org/10.1000/a%7Bb%5C"
    assert not found.get("doi")
    assert reparsed(found).identifiers is not None


def test_a_person_called_others_stays_a_person() -> None:
    target = parse_target("10.5555/x")
    assert target is not None
    names = [{"family": "Others"}, {"given": "Simon and Garfunkel"}]
    record = read_record({"type": "book", "title": "T", "author": names})
    people = reparsed(draft_of(record, target).keyed(())).of(Role.AUTHOR)
    assert people is not None
    assert [name.family for name in people.names] == ["Others", "Simon and Garfunkel"]
    assert not people.others


PIECES = st.lists(
    st.sampled_from([
        *"aB Z'\"{}\\\\$%&#_~^@,=()<>/-`|\n\r\t0:.", "<i>", "</i>", "<sub>", "&amp;", "&lt;i&gt;",
        "@article{", " and ", "others", "\\'e", "\\textbf{", "$x$", "\u202e", "\x00", "é", "王",
    ]),
    max_size=15,
).map("".join)  # fmt: skip


@settings(derandomize=True, max_examples=150, deadline=None, database=None)
@given(PIECES, PIECES, PIECES, PIECES)
def test_whatever_a_record_holds_makes_one_entry(
    title: str, family: str, name: str, doi: str
) -> None:
    record = read_record({
        "type": "report", "title": title, "publisher": name, "DOI": f"10.1000/{doi}",
        "author": [{"family": family, "given": name}, {"literal": family}, {"given": name}],
        "URL": f"https://x/{doi}", "page": doi, "volume": name,
    })  # fmt: skip
    target = parse_target("10.5555/x")
    assert target is not None
    draft = draft_of(record, target).keyed(())
    around = "@misc{before, title = {b}}\n\n", "\n\n@misc{after, title = {a}}\n"
    for layout in (Layout(), Layout(opening='"', width=0, last_comma=False, end="")):
        text = entry_text(draft, layout)
        library = parse_library([("x.bib", text.join(around))])
        assert [one.key for one in library.readings] == ["before", draft.key, "after"]
