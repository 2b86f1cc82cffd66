"""Nothing is published again when nothing could differ, and all is whenever something could."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.domain.searching import FOLDER, has_pagefind
from sphinx_seminar.outputs.publishing import FILENAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

SESSION = """\
# A session

::::{session} 2025-01-17
:::{talk} A talk
:speaker: Ana Ruiz
:readings: used2020
About it.
:::
::::
"""
BIB = """\
@book{used2020, title = {Used}, author = {Bo, Al}, year = 2020}
@book{unused2020, title = {Unused}, author = {Bo, Al}, year = 2020}
"""
LISTINGS = "# Index\n\n```{search}\n```\n\n```{toctree}\nsession\n```\n"


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    made = make_site({"session.md": SESSION, "refs.bib": BIB, "index.md": LISTINGS})
    made.build()
    return made


def published(site: Site) -> int:
    """Return when files were published last."""
    return (site.folder / "html" / FILENAME).stat().st_mtime_ns


def test_a_build_without_a_change_publishes_nothing(site: Site) -> None:
    before = published(site)
    assert site.build().warnings == ""
    assert published(site) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("session.md", SESSION.replace("A talk", "Another talk")),
        ("refs.bib", BIB.replace("{Unused}", "{Unused yet}")),
        ("people.toml", '[ana]\nname = "Ana Ruiz"\n'),
        ("ids.lock", "session 2025-01-17 session\n"),
        ("federation.lock", "{}\n"),
        ("more.md", "---\norphan: true\n---\n# More\n"),
    ],
)
def test_a_changed_file_has_all_published(site: Site, name: str, content: str) -> None:
    before = published(site)
    site.write({name: content})
    site.build()
    assert published(site) > before


@pytest.mark.parametrize(
    "settings",
    [{"html_baseurl": "https://seminar.example.org/"}, {"seminar_today": "2026-03-01"}],
)
def test_another_setting_or_day_has_all_published(site: Site, settings: dict[str, str]) -> None:
    before = published(site)
    site.build(**settings)
    assert published(site) > before


def test_a_removed_or_torn_file_is_published_again(site: Site) -> None:
    for damage in ("", "torn"):
        calendar = site.folder / "html" / "calendar.ics"
        whole = calendar.read_bytes()
        calendar.unlink()
        if damage:
            calendar.write_text(damage)
        site.build()
        assert calendar.read_bytes() == whole


def test_an_unused_entry_that_changed_reaches_the_exports(site: Site) -> None:
    site.write({"refs.bib": BIB.replace("title = {Used}", "title = {Used again}")})
    assert "Used again" in site.build().text("exports/session/2025-01-17.bib")


@pytest.mark.skipif(not has_pagefind(), reason="Pagefind is not installed")
def test_a_search_index_that_was_taken_away_is_made_again(site: Site) -> None:
    shutil.rmtree(site.folder / "html" / FOLDER)
    site.build()
    assert (site.folder / "html" / FOLDER / "seminar.json").is_file()


def test_two_builders_with_one_environment_do_not_fool_each_other(site: Site) -> None:
    site.write({"session.md": SESSION.replace("A talk", "Another talk")})
    site.build("dirhtml")
    assert "Another talk" in site.build().text("calendar.ics")


def test_a_build_parses_once_what_the_last_one_published(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = json.loads
    notes: list[dict[str, object]] = []

    def noting(text: str | bytes) -> object:
        value = parse(text)
        if isinstance(value, dict) and value.keys() == {"format", "files"}:
            notes.append(value["files"])
        return value

    monkeypatch.setattr("sphinx_seminar.outputs.publishing.json.loads", noting)
    site.write({"session.md": SESSION.replace("A talk", "Another talk")})
    site.build()
    assert len([files for files in notes if "calendar.ics" in files]) == 1
