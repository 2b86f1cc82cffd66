"""Where searches of a site lead, and what stands there without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from search.corpus import page as session_page
from sphinx_seminar.domain.searching import FOLDER

if TYPE_CHECKING:
    from seminar_site import Built, Site


def test_the_boxes_of_the_theme_lead_to_the_search_page(built: Built) -> None:
    assert 'action="browse/search.html"' in built.text("index.html")
    assert 'action="../browse/search.html"' in built.text("sessions/2024-01-12.html")
    assert (built.outdir / "search.html").is_file()


def test_the_old_search_can_be_turned_off_and_is_then_removed(searched_site: Site) -> None:
    searched_site.build()
    built = searched_site.build(seminar_search="pagefind-only")
    assert not (built.outdir / "search.html").exists()
    assert not (built.outdir / "searchindex.js").exists()
    text = built.text("browse/search.html")
    assert 'data-stock=""' in text
    assert "Plain search</a>" not in text
    again = searched_site.build()
    assert (again.outdir / "searchindex.js").is_file()


def test_the_new_search_can_be_turned_off_and_is_then_removed(searched_site: Site) -> None:
    assert (searched_site.build().outdir / FOLDER).is_dir()
    built = searched_site.build(seminar_search="sphinx")
    assert not (built.outdir / FOLDER).exists()
    assert built.messages == []
    assert 'action="search.html"' in built.text("index.html")
    assert "needs JavaScript" not in built.text("browse/search.html")


def test_an_unknown_search_is_an_error_that_names_the_choices(searched_site: Site) -> None:
    with pytest.raises(Exception, match="pagefind-only"):
        searched_site.build(seminar_search="pagfind")


@pytest.mark.parametrize(
    "builder", ["text", "latex", "man", "epub", "singlehtml", "gettext", "xml"]
)
def test_every_builder_shows_the_page_as_a_list(searched_site: Site, builder: str) -> None:
    built = searched_site.build(builder, epub_copyright="c", version="1")
    assert not [message for message in built.messages if message.type.startswith("seminar")]
    assert not (built.outdir / FOLDER).exists()


def test_a_list_that_is_read_outside_of_a_site_says_nothing_of_scripts(searched_site: Site) -> None:
    assert "JavaScript" not in searched_site.build("text").text("browse/search.txt")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text"])
@pytest.mark.parametrize("text", ["# Find\n\n```{search}\n```\n", "# Search parties\n\nBy hand.\n"])
def test_a_page_with_the_name_of_sphinxs_search_page_is_told_of_and_left_out(
    searched_site: Site, builder: str, text: str
) -> None:
    searched_site.write({"search.md": text})
    built = searched_site.build(builder)
    (message,) = built.messages
    assert (message.name, message.type) == ("search.md", "seminar.name-reserved")
    assert "'search'" in message.text
    if builder == "html":
        assert "searchindex.js" in built.text("search.html")
        assert 'action="browse/search.html"' in built.text("index.html")


def long_site(site: Site, sessions: int) -> None:
    site.write(
        {
            f"sessions/long/{number}.md": session_page(
                f"20{number // 300:02d}-{number // 25 % 12 + 1:02d}-{number % 25 + 1:02d}",
                [{"title": f"Number {number} <b>", "speaker": f"Person P{number}"}],
            )
            for number in range(sessions)
        }
    )


def links(text: str) -> list[str]:
    return re.findall(r'<li>[^<]*<a href="([^"]*)">', text)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_beyond_two_hundred_sessions_the_whole_list_is_a_page_of_its_own(
    searched_site: Site, builder: str
) -> None:
    long_site(searched_site, 210)
    built = searched_site.build(builder)
    is_html = builder == "html"
    search = built.text("browse/search.html" if is_html else "browse/search/index.html")
    there = "../seminar-sessions.html" if is_html else "../../seminar-sessions/"
    assert f'<a class="reference internal" href="{there}">All sessions</a>' in search
    assert search.count('class="seminar-row ') == 200
    text = built.text("seminar-sessions.html" if is_html else "seminar-sessions/index.html")
    found = links(text)
    assert len(found) == len(set(found)) == len(built.archive.sessions)
    assert "Number 7 &lt;b&gt; — Person P7" in text
    for link in found[:3]:
        name, _, anchor = link.partition("#")
        name = name if is_html else f"{name.removeprefix('../')}index.html"
        assert f'id="{anchor}"' in built.text(name)


def test_a_short_archive_has_its_whole_list_on_the_search_page(searched_site: Site) -> None:
    built = searched_site.build()
    assert built.text("browse/search.html").count('class="seminar-row ') == len(
        built.archive.sessions
    )
    assert not (built.outdir / "seminar-sessions.html").exists()
    assert "All sessions</a>" not in built.text("browse/search.html")


def test_a_limit_of_the_author_leads_to_the_whole_list_too(searched_site: Site) -> None:
    searched_site.write({"browse/search.md": "# Search\n\n```{search}\n:limit: 5\n```\n"})
    built = searched_site.build()
    assert built.text("browse/search.html").count('class="seminar-row ') == 5
    assert len(links(built.text("seminar-sessions.html"))) == len(built.archive.sessions)
    searched_site.write({"browse/search.md": "# Search\n\n```{search}\n```\n"})
    again = searched_site.build()
    assert "All sessions</a>" not in again.text("browse/search.html")
    assert not (again.outdir / "seminar-sessions.html").exists()


def test_what_is_withdrawn_is_in_no_list(searched_site: Site) -> None:
    searched_site.write({"browse/search.md": "# Search\n\n```{search}\n:limit: 5\n```\n"})
    path = searched_site.source / "sessions/2024-01-12.md"
    path.write_text(
        path.read_text("utf-8").replace(":series: main", ":series: main\n:withdrawn: x"), "utf-8"
    )
    text = searched_site.build().text("seminar-sessions.html")
    assert "Bézier" not in text
    assert "Łoś" not in text
