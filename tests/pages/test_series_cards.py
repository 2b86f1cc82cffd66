"""Pages show who runs a series, when it meets and pauses; people are shown with their records."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

SERIES = """
seminar_series["main"] |= {
    "rhythm": "every 2 weeks on friday",
    "breaks": {"Winter": ("2024-12-20", "2025-01-10"), "Easter": ("2025-04-18", "2025-04-21")},
    "organisers": ["Ada Lovelace", "Bob <b>"],
    "contact": "seminar@example.org",
}
"""
TWO = 'seminar_series["night"] = {"zone": "UTC", "contact": "ask <b>", "venue": "Hall"}\n'
FILES = {
    "people.toml": '[ada]\nname = "Ada Lovelace"\norcid = "https://orcid.org/0000-0002-1825-0097"\n'
    'homepage = "https://example.org/ada"\n',
    "index.md": "# Index\n\n```{series}\n```\n\n```{toctree}\na\nb\n```\n",
    "a.md": "# A\n\n::::{session} 2025-01-24\n:::{talk} A\n:speaker: Ada Lovelace\n:::\n::::\n",
    "b.md": "# B\n\n```{speakers}\n```\n",
}


def make(make_site: Callable[..., Site], more: str = "") -> Site:
    site = make_site(FILES)
    site.configure(SERIES + more)
    return site


def test_a_card_says_when_and_where_and_who(make_site: Callable[..., Site]) -> None:
    built = make(make_site).build("text")
    assert not built.messages
    lines = [line.strip() for line in built.text("index.txt").splitlines() if line.strip()]
    assert lines[lines.index("When:") :][:9] == [
        "When:",
        "Every 2 weeks on Friday, 14:00–16:00 (Singapore Time)",
        "Where:",
        "Room 1",
        "Breaks:",
        "Easter (Apr 18 – 21, 2025)",
        "Organisers:",
        "Ada Lovelace, Bob <b>",
        "Contact:",
    ]


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub", "latex", "man", "xml"])
def test_every_builder_has_the_card(make_site: Callable[..., Site], builder: str) -> None:
    settings = {"man_pages": [("index", "seminar", "Seminar", ["O"], 1)], "version": "1"}
    built = make(make_site).build(builder, **settings)
    assert not built.messages
    data = "".join(
        path.read_text("utf-8", "replace")
        for path in built.outdir.rglob("*")
        if path.suffix in {".html", ".xhtml", ".tex", ".1", ".xml"}
    )
    for shown in ("2 weeks on Friday", "Easter (Apr", "example.org"):
        assert shown in unescape(data.replace("\\:", ""))
    assert "Winter" not in data


def test_organisers_and_contact_are_links_where_they_can_be(make_site: Callable[..., Site]) -> None:
    page = make(make_site).build().text("index.html")
    assert 'href="b.html#speaker-ada"' in page
    assert "Bob &lt;b&gt;" in page
    assert 'href="mailto:seminar@example.org">seminar' in unquote(unescape(page))


def test_several_series_have_their_titles(make_site: Callable[..., Site]) -> None:
    page = make(make_site, TWO).build().text("index.html")
    assert page.count("seminar-series") == 2
    assert "Main seminar</p>" in page
    assert "ask &lt;b&gt;" in page


def test_a_listing_may_name_series(make_site: Callable[..., Site]) -> None:
    site = make(make_site, TWO)
    site.write({"index.md": FILES["index.md"].replace("{series}", "{series}\n:series: night")})
    page = site.build().text("index.html")
    assert page.count("seminar-series") == 1
    assert "Hall" in page


def test_a_speaker_is_shown_with_homepage_and_orcid(make_site: Callable[..., Site]) -> None:
    page = make(make_site).build().text("b.html")
    assert 'href="https://example.org/ada"' in page
    link = 'href="https://orcid.org/0000-0002-1825-0097">ORCID 0000-0002-1825-0097</a>'
    assert link in page


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0098", "1234", "0000 0002 1825 0097", "x"])
def test_a_wrong_orcid_is_told_and_not_shown(make_site: Callable[..., Site], orcid: str) -> None:
    site = make(make_site)
    site.write({"people.toml": f'[ada]\nname = "Ada Lovelace"\norcid = "{orcid}"\n'})
    built = site.build()
    [message] = built.messages
    assert (message.name, message.type) == ("people.toml", "seminar.option-value")
    assert orcid in message.text
    assert "orcid.org" not in built.text("b.html")


def test_a_day_later_the_card_is_that_of_a_clean_build(make_site: Callable[..., Site]) -> None:
    site = make(make_site)
    site.build()
    for day in ("2025-01-10", "2025-04-22"):
        later = site.build(seminar_today=day)
        clean = site.build(seminar_today=day, doctrees="other", out="clean")
        assert later.text("index.html") == clean.text("index.html")
    assert "Easter" not in later.text("index.html")


def test_who_gives_the_link_is_told_with_it(make_site: Callable[..., Site]) -> None:
    site = make(make_site)
    site.write({"a.md": "# A\n\n:::{session} 2025-01-24\n:join: fridays\n:::\n"})
    page = site.build().text("a.html")
    assert "members get the link from the organisers (<a" in page
    assert "mailto:seminar@example.org" in unquote(unescape(page))
