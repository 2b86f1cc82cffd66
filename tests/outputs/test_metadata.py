"""What machines read of the pages: COinS, JSON-LD, Highwire tags."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from sphinx_seminar.model.csl import plain_item
from sphinx_seminar.model.scope import archive_scope
from sphinx_seminar.outputs.metadata.coins import coins_span
from sphinx_seminar.outputs.metadata.highwire import highwire_tags
from sphinx_seminar.outputs.metadata.jsonld import script

from .library import HOSTILE, USUAL, library

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site

TITLE = '</script><script>alert(1)</script> & “q” "r"'
FILES = {
    "refs.bib": USUAL + HOSTILE,
    "index.md": "# Index\n\n```{toctree}\n:glob:\n\ns/*\nbib\n```\n",
    "bib.md": "# Bibliography\n\n```{readings}\n```\n",
    "s/one.md": """\
        # A talk on *forms*

        ::::{session} 2025-07-17
        :format: hybrid
        :join: secret-room
        :::{talk} A talk on *forms*
        :speaker: Ann Ng (Example University)
        :readings: wang2019machine
        :doi: 10.5281/zenodo.1
        :language: en
        :::
        ::::
        """,
    "s/two.md": f"""\
        # Two

        ::::{{session}} 2025-01-24
        :status: cancelled
        :::{{talk}} {TITLE}
        :speaker: </script>
        :readings: evil
        :::
        :::{{talk}} Another
        :speaker: Cid
        :::
        ::::
        """,
    "s/none.md": """\
        # No meeting

        :::{session} 2025-02-07
        :status: no-meeting
        :::
        """,
}


class Head(HTMLParser):
    """An independent reader of what a page says of itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.metas: list[tuple[str, str]] = []
        self.data: list[dict[str, Any]] = []
        self.coins: list[dict[str, list[str]]] = []
        self.scripts = 0
        self._json = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and values.get("name", "").startswith("citation_"):
            self.metas.append((values["name"], values["content"]))
        self._json = tag == "script" and values.get("type") == "application/ld+json"
        self.scripts += tag == "script"
        if tag == "span" and "Z3988" in values.get("class", ""):
            self.coins.append(parse_qs(values["title"]))

    def handle_data(self, data: str) -> None:
        if self._json and data.strip():
            self.data.append(json.loads(data))


@pytest.fixture
def built(make_site: Callable[..., Site]) -> Built:
    return make_site(FILES).build(html_baseurl="https://example.org/seminar/")


def test_a_session_is_an_event_with_its_readings(built: Built) -> None:
    (event,) = Head(built.text("s/one.html")).data
    assert event["@type"] == "EducationEvent"
    assert event["name"] == "A talk on forms"
    assert event["startDate"] == "2025-07-17T14:00:00+08:00"
    assert event["endDate"] == "2025-07-17T16:00:00+08:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["location"][0]["name"] == "Room 1"
    assert event["performer"] == [
        {
            "@type": "Person",
            "name": "Ann Ng",
            "affiliation": {"@type": "Organization", "name": "Example University"},
        }
    ]
    (work,) = event["about"]
    assert work["@type"] == "ScholarlyArticle"
    assert work["identifier"] == "https://doi.org/10.1021/acscentsci.8b00913"
    assert work["author"][1]["name"] == "Adrià Pérez"
    assert work["datePublished"] == "2019-02"
    assert event["url"] == "https://example.org/seminar/s/one.html#session-2025-07-17"


def test_the_way_into_a_meeting_is_no_metadata(built: Built) -> None:
    assert "secret-room" not in built.text("s/one.html")


def test_a_cancelled_session_says_so_and_a_missing_one_is_no_event(built: Built) -> None:
    (event,) = Head(built.text("s/two.html")).data
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert len(event["subEvent"]) == 2
    assert Head(built.text("s/none.html")).data == []


def test_hostile_text_stays_text_in_every_form(built: Built) -> None:
    page = built.text("s/two.html")
    head = Head(page)
    (event,) = head.data
    assert event["subEvent"][0]["performer"][0]["name"] == "</script>"
    assert event["subEvent"][0]["about"][0]["name"].startswith("Break </script>")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    (coins,) = head.coins
    assert coins["rft.atitle"][0].startswith("Break </script>")
    assert "\n" not in coins["rft.atitle"][0]


def test_highwire_tags_describe_the_only_talk_of_a_page(built: Built) -> None:
    head = Head(built.text("s/one.html"))
    assert dict(head.metas) == {
        "citation_title": "A talk on forms",
        "citation_author": "Ann Ng",
        "citation_publication_date": "2025/07/17",
        "citation_conference_title": "Main seminar",
        "citation_doi": "10.5281/zenodo.1",
        "citation_language": "en",
    }
    assert Head(built.text("s/two.html")).metas == []
    assert Head(built.text("bib.html")).metas == []


def test_every_reading_shown_is_there_for_reference_managers(built: Built) -> None:
    found = Head(built.text("bib.html")).coins
    assert len(found) == len(archive_scope(built.archive).keys)
    by_doi = {one["rft_id"][0]: one for one in found if "rft_id" in one}
    article = by_doi["info:doi/10.1021/acscentsci.8b00913"]
    assert article["rft.jtitle"] == ["ACS Central Science"]
    assert article["rft.au"] == [
        "Wang, Jiang",
        "Pérez, Adrià",
        "de Fabritiis, Gianni",
        "King, Martin Jr.",
    ]
    assert article["rft.date"] == ["2019-02"]


def test_the_canonical_address_is_in_the_head(built: Built) -> None:
    page = built.text("s/one.html")
    assert '<link rel="canonical" href="https://example.org/seminar/s/one.html" />' in page


def test_other_html_has_no_metadata(make_site: Callable[..., Site]) -> None:
    page = make_site(FILES).build("singlehtml").text("index.html")
    assert Head(page).data == []
    assert Head(page).coins == []


def test_json_in_a_script_ends_where_the_script_ends() -> None:
    text = script({"name": "</script><!--<script>&\u2028\u2029"})
    inside = text.removeprefix('<script type="application/ld+json">').removesuffix("</script>\n")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside)["name"] == "</script><!--<script>&\u2028\u2029"


def test_attributes_hold_their_values() -> None:
    (evil,) = library(HOSTILE).readings
    item = plain_item(evil)
    for html in (coins_span(item), highwire_tags(item)):
        assert "<script" not in html
        assert re.fullmatch(r'(<(span|meta)( \w+="[^"<>]*")+( /)?>(</span>)?\n?)+', html)
        assert "Break" in unescape(html)
