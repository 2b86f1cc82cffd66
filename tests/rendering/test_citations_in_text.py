"""What a citation shows: by author and year, by number, and in the form of a CSL style."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_seminar.rendering.citation.csl.engine import find_engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site

needs_pandoc = pytest.mark.skipif(find_engine() is None, reason="pandoc is not installed")

REFS = r"""
@book{roe, author = {Roe, Ann and Poe, Bob}, title = {Waves}, publisher = {P}, year = {2001}}
@article{doeB, author = {Doe, Jane}, title = {Beta $x_{1}$}, journal = {J}, volume = 3, year = 2019}
@article{doeA, author = {Doe, Jane}, title = {Alpha}, journal = {J}, volume = 2, year = 2019}
@misc{nobody, title = {Anonymous work}}
@inproceedings{part, title = {A part}, author = {Fox, Eve}, crossref = {parent}}
@proceedings{parent, title = {The parent}, year = {1999}}
"""
ROLES = {
    "bare": "{cite}`roe`",
    "locator": "{cite}`roe (p. 5-7)`",
    "around": "{cite}`{see} roe (ch. 2) {and more}`",
    "several": "{cite}`roe; doeA`",
    "mixed": "{cite}`{see} roe; doeA (p. 1)`",
    "same": "{cite}`doeA; doeB`",
    "text": "{reading}`doeA`",
    "text-locator": "{reading}`roe (ch. 2)`",
    "text-around": "{reading}`{see} doeB {in part}`",
    "texts": "{reading}`roe; doeA`",
    "own-words": "{cite}`roe (Theorem 3)`",
    "no-name": "{cite}`nobody`",
    "unknown": "{cite}`roe; who`",
}
EXPECTED = {
    "author-year": {
        "bare": "(Roe & Poe, 2001)",
        "locator": "(Roe & Poe, 2001, p. 5-7)",
        "around": "(see Roe & Poe, 2001, ch. 2, and more)",
        "several": "(Roe & Poe, 2001; Doe, 2019a)",
        "mixed": "(see Roe & Poe, 2001; Doe, 2019a, p. 1)",
        "same": "(Doe, 2019a; Doe, 2019b)",
        "text": "Doe (2019a)",
        "text-locator": "Roe and Poe (2001, ch. 2)",
        "text-around": "see Doe (2019b, in part)",
        "texts": "Roe and Poe (2001); Doe (2019a)",
        "own-words": "(Roe & Poe, 2001, Theorem 3)",
        "no-name": "(Anonymous work, n.d.)",
        "unknown": "(Roe & Poe, 2001; who)",
    },
    "numeric": {
        "bare": "[5]",
        "locator": "[5, p. 5-7]",
        "around": "[see 5, ch. 2, and more]",
        "several": "[5, 2]",
        "mixed": "[see 5; 2, p. 1]",
        "same": "[2, 3]",
        "text": "Doe [2]",
        "text-locator": "Roe and Poe [5, ch. 2]",
        "text-around": "see Doe [3, in part]",
        "texts": "Roe and Poe [5]; Doe [2]",
        "own-words": "[5, Theorem 3]",
        "no-name": "[1]",
        "unknown": "[5, who]",
    },
    "apa": {
        "bare": "(Roe & Poe, 2001)",
        "locator": "(Roe & Poe, 2001, pp. 5–7)",
        "around": "(see Roe & Poe, 2001, Chapter 2, and more)",
        "several": "(Doe, 2019a; Roe & Poe, 2001)",
        "same": "(Doe, 2019a, 2019b)",
        "text": "Doe (2019a)",
        "text-locator": "Roe & Poe (2001, Chapter 2)",
        "text-around": "see Doe (2019b, in part)",
        "own-words": "(Roe & Poe, 2001, Theorem 3)",
        "no-name": "(Anonymous Work, n.d.)",
    },
    "ieee": {
        "bare": "[5]",
        "locator": "[5, pp. 5–7]",
        "around": "see [5, Ch. 2], and more",
        "several": "[2], [5]",
        "text": "Doe [2]",
        "text-locator": "Roe and Poe [5, Ch. 2]",
        "texts": "Roe and Poe [5]; Doe [2]",
        "no-name": "[1]",
        "unknown": "[5, who]",
    },
    # No locators in the style: they stay as written.
    "nature": {
        "bare": "5",
        "locator": "5, p. 5-7",
        "same": "2,3",
        "text-locator": "Roe and Poe5, ch. 2",
    },
    "aps": {"bare": "[5]", "same": "[2,3]"},
}  # fmt: skip
SHOWN = [(style, name) for style, shown in EXPECTED.items() for name in shown]


def page(*roles: str) -> dict[str, str | bytes]:
    lines = "\n\n".join(f"As {role} says." for role in roles)
    return {
        "refs.bib": REFS,
        "index.md": f"# Index\n\n{lines}\n\n```{{toctree}}\nbib\n```\n",
        "bib.md": "# Bibliography\n\n```{readings}\n```\n",
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    from seminar_site import Site  # noqa: PLC0415 (as the fixtures of all tests do)

    made: dict[str, Built] = {}

    def of(style: str) -> Built:
        if style not in made:
            site = Site(tmp_path_factory.mktemp(style), page(*ROLES.values()))
            made[style] = site.build(seminar_citation_style=style, seminar_today="2025-01-20")
        return made[style]

    return of


def paragraph(built: Built, name: str) -> nodes.paragraph:
    found = list(built.doctree("index").findall(nodes.paragraph))
    return found[list(ROLES).index(name)]


@pytest.mark.parametrize(("style", "name"), SHOWN)
def test_a_citation_takes_the_form_of_the_style(
    built: Callable[[str], Built], style: str, name: str
) -> None:
    if style not in {"author-year", "numeric"} and find_engine() is None:
        pytest.skip("pandoc is not installed")
    shown = paragraph(built(style), name).astext().replace("\xa0", " ")
    space = "" if style == "nature" and name[:4] != "text" else " "
    assert shown == f"As{space}{EXPECTED[style][name]} says."


@pytest.mark.parametrize("style", ["author-year", "numeric", "apa", "ieee", "nature"])
def test_every_key_of_a_citation_leads_to_the_bibliography(
    built: Callable[[str], Built], style: str
) -> None:
    if style not in {"author-year", "numeric"} and find_engine() is None:
        pytest.skip("pandoc is not installed")
    links = paragraph(built(style), "mixed").findall(nodes.reference)
    assert {link["refuri"] for link in links} == {"bib.html#reading-roe", "bib.html#reading-doeA"}


@needs_pandoc
def test_a_raised_number_stands_at_its_word(built: Callable[[str], Built]) -> None:
    text = built("nature").text("index.html")
    assert 'As<sup><a class="reference internal" href="bib.html#reading-roe">' in text


@pytest.mark.parametrize("style", ["numeric", "ieee"])
def test_the_numbers_are_those_of_the_bibliography(
    built: Callable[[str], Built], style: str
) -> None:
    if style == "ieee" and find_engine() is None:
        pytest.skip("pandoc is not installed")
    items = built(style).doctree("bib").findall(nodes.list_item)
    numbers = {
        item["reading"]: item.next_node(nodes.inline).astext()
        for item in items
        if "reading" in item.attributes
    }
    assert numbers == {"nobody": "[1]", "doeA": "[2]", "doeB": "[3]", "part": "[4]", "roe": "[5]"}


def test_a_parent_that_is_cited_stands_in_the_bibliography(make_site: Callable[..., Site]) -> None:
    shown = make_site(page("{cite}`parent`")).build(seminar_citation_style="numeric")
    (link,) = paragraph(shown, "bare").findall(nodes.reference)
    assert f'id="{link["refuri"].partition("#")[2]}"' in shown.text("bib.html")
    assert "parent" in shown.text("readings.bib").partition("@inproceedings")[2]


def test_numbered_references_end_in_their_year(built: Callable[[str], Built]) -> None:
    lines = built("numeric").text("readings.txt").split("\n\n")
    assert lines == [
        "[1] Anonymous work. N.d.",
        "[2] Doe, Jane. “Alpha.” J 2, 2019.",
        "[3] Doe, Jane. “Beta $x_{1}$.” J 3, 2019.",
        "[4] Fox, Eve. “A part.” In The parent, 1999.",
        "[5] Roe, Ann, and Bob Poe. Waves. P, 2001.\n",
    ]


@pytest.mark.parametrize("style", ["author-year", "numeric", "apa", "ieee"])
@pytest.mark.parametrize("builder", ["latex", "singlehtml", "seminarpdf", "man", "texinfo", "xml"])
def test_every_builder_shows_citations(
    make_site: Callable[..., Site], builder: str, style: str
) -> None:
    if style in {"apa", "ieee"} and find_engine() is None:
        pytest.skip("pandoc is not installed")
    roles = [role for name, role in ROLES.items() if name != "unknown"]
    shown = make_site(page(*roles)).build(builder, seminar_citation_style=style)
    assert shown.messages == []


NOTES = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Notes</title><id>notes</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><text variable="title" suffix=" (a note)"/></layout></bibliography>
</style>
"""


@needs_pandoc
def test_a_style_of_notes_sets_references_and_leaves_citations_to_author_and_year(
    make_site: Callable[..., Site],
) -> None:
    site = make_site({**page("{cite}`{see} doeA (p. 1)`", "{reading}`roe`"), "notes.csl": NOTES})
    shown = site.build(seminar_citation_style="notes.csl")
    assert shown.messages == []
    # No letter: no reference shows one.
    assert paragraph(shown, "bare").astext() == "As (see Doe, 2019, Alpha, p. 1) says."
    assert paragraph(shown, "locator").astext() == "As Roe and Poe (2001) says."
    assert "Waves (a note)" in shown.text("bib.html")


@needs_pandoc
@pytest.mark.parametrize("language", ["de", "zh_CN", "fr"])
def test_a_locator_is_understood_in_every_language(
    make_site: Callable[..., Site], language: str
) -> None:
    site = make_site(page("{cite}`roe (ch. 2)`"))
    shown = site.build(seminar_citation_style="ieee", language=language)
    text = paragraph(shown, "bare").astext()
    assert "seminar" not in text
    assert "{" not in text
    assert "2]" in text.replace(" 章", "")
