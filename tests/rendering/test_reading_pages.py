"""A page that is the home of a reading: its reference, notes, uses, and every way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

FILES = {
    "refs.bib": """\
        @book{a, author = {Noether, Emmy}, title = {Invariants}, year = {1918},
          abstract = {On symmetries.}, url = {https://example.org/a}, isbn = {978-1-107-09654-7}}
        @book{b, author = {Hilbert, David}, title = {Grundlagen}, year = {1899}}
        """,
    "index.md": "# Index\n\n```{toctree}\none\nnotes\nbib\n```\n\nSee {cite}`a` and {cite}`b`.\n",
    "one.md": """\
        # One

        ::::{session} 2025-01-17
        :::{talk} First talk
        :speaker: Ann
        :readings: a (ch. 1); b
        Also [at its address](https://example.org/a).
        :::
        ::::
        """,
    "notes.md": """\
        # Notes on Noether

        :::{reading} a
        Chapter 1 is **done**.
        :::
        """,
    "bib.md": "# Bibliography\n\n```{readings}\n```\n",
}


def test_the_page_has_reference_notes_and_uses(make_site: Callable[..., Site]) -> None:
    built = make_site(FILES).build()
    assert built.messages == []
    page = built.text("notes.html")
    places = [
        page.index(text)
        for text in (
            "home-of-reading-a",
            "<em>Invariants</em>",
            "Chapter 1 is <strong>done</strong>",
            "Ann, January",
            "(ch. 1)",
        )
    ]
    assert places == sorted(places)
    assert "On symmetries." in page
    assert "9781107096547" in page


@pytest.mark.parametrize("page", ["index.html", "one.html", "bib.html"])
def test_every_reference_leads_there(make_site: Callable[..., Site], page: str) -> None:
    text = make_site(FILES).build().text(page)
    assert 'href="notes.html#home-of-reading-a"' in text
    assert 'href="bib.html#reading-a"' not in text


def test_the_bibliography_keeps_its_anchor(make_site: Callable[..., Site]) -> None:
    assert 'id="reading-a"' in make_site(FILES).build().text("bib.html")


def test_an_archive_without_bibliography_leads_to_the_pages_it_has(
    make_site: Callable[..., Site],
) -> None:
    built = make_site({**FILES, "bib.md": "# None\n"}).build()
    assert 'href="notes.html#home-of-reading-a"' in built.text("one.html")
    assert "Grundlagen" in built.text("one.html")


def test_a_second_home_is_said_where_it_stands(make_site: Callable[..., Site]) -> None:
    site = make_site({**FILES, "other.md": "---\norphan: true\n---\n# O\n\n:::{reading} a\n:::\n"})
    (message,) = site.build().messages
    assert (message.name, message.line) == ("other.md", 6)
    assert message.type == "seminar.reading-home"
    assert "notes.md:3" in message.text


def test_an_unknown_key_names_the_nearest(make_site: Callable[..., Site]) -> None:
    site = make_site({**FILES, "notes.md": "# Notes\n\n:::{reading} aa\nKept text.\n:::\n"})
    built = site.build()
    (message,) = built.messages
    assert (message.name, message.line, message.type) == ("notes.md", 3, "seminar.reading-unknown")
    assert "Kept text." in built.text("notes.html")


def test_a_new_home_changes_the_pages_that_lead_to_it(make_site: Callable[..., Site]) -> None:
    site = make_site({**FILES, "notes.md": "# Notes\n"})
    site.build()
    site.write({"notes.md": FILES["notes.md"]})
    incremental = site.build()
    clean = site.build(out="clean", doctrees="fresh")
    for page in ("index.html", "one.html", "bib.html", "notes.html"):
        assert incremental.text(page) == clean.text(page)


@pytest.mark.parametrize("builder", ["singlehtml", "text", "latex"])
def test_other_builders_show_the_page(make_site: Callable[..., Site], builder: str) -> None:
    built = make_site(FILES).build(builder)
    assert built.messages == []


def test_search_engines_hear_of_readings_only_when_asked(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    assert "citation_title" not in site.build().text("notes.html")
    asked = site.build(seminar_highwire_readings=True)
    assert '<meta name="citation_title" content="Invariants" />' in asked.text("notes.html")
