from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from sphinx_seminar.model.session import Status
from sphinx_seminar.model.talk import ReadingUse
from sphinx_seminar.outputs.feed import ATOM, ENTRIES, Feeds
from sphinx_seminar.outputs.revisions import revision

from .calendars import session, site, span, talk
from .test_calendar_text import HOSTILE, READINGS, SLOT

if TYPE_CHECKING:
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.outputs.site import Site


def feeds(of: Site) -> dict[str, bytes]:
    revisions = {one.id: revision(one, of.archive) for one in of.sessions}
    return {one.path: one.make() for one in Feeds(of, revisions, "").publications()}


def feed(*sessions: Session, **more: Any) -> bytes:
    return feeds(site(sessions, **more))["feed.atom"]


def check(data: bytes) -> ET.Element:
    """Check what RFC 4287 wants of a feed and its entries (4.1.1 and 4.1.2)."""
    root = ET.fromstring(data)  # noqa: S314 (our own bytes)
    name = f"{{{ATOM}}}"
    assert root.tag == f"{name}feed"
    for parent in (root, *root.iter(f"{name}entry")):
        for once in ("id", "title", "updated"):
            [found] = parent.findall(name + once)
            assert found.text
        assert parent.find(f"{name}id").text.startswith("tag:")
        links = parent.findall(f"{name}link")
        alternates = [link for link in links if link.get("rel") == "alternate"]
        assert len(alternates) <= 1
        assert all(link.get("href").startswith("https://") for link in links)
    assert root.find(f"{name}author/{name}name").text
    ids = [one.text for one in root.iter(f"{name}id")]
    assert len(ids) == len(set(ids))
    updated = [one.find(f"{name}updated").text for one in root.iter(f"{name}entry")]
    assert not updated or root.find(f"{name}updated").text == max(updated)
    return root


def test_a_feed_is_valid_and_read_back_by_another_program() -> None:
    one = session(
        SLOT,
        talks=(
            talk("Scales & <levels>", "Zhu Aiqing", "Müller, Jörg", kind="review",
                 topics=("multiscale modelling",), readings=(ReadingUse("e2011", "ch. 1"),)),
        ),
    )  # fmt: skip
    data = feed(one, readings=READINGS)
    check(data)
    found = feedparser.parse(data)
    assert not found.bozo
    assert found.version == "atom10"
    [entry] = found.entries
    assert entry.id == "tag:seminar.example.org,2025:session/2025-02-14"
    assert entry.link == "https://seminar.example.org/sessions/2025-02-14.html#session-2025-02-14"
    assert [author.name for author in entry.authors] == ["Zhu Aiqing", "Müller, Jörg"]
    assert [tag.term for tag in entry.tags] == ["review", "multiscale modelling"]
    assert "Scales &amp; &lt;levels&gt;" in entry.content[0].value
    assert "E, Weinan. 2011." in entry.content[0].value
    assert entry.updated_parsed[:3] == (2025, 1, 17)


def test_an_empty_feed_is_valid() -> None:
    check(feed())


def test_hostile_text_stays_text() -> None:
    one = session(SLOT, talks=(talk(HOSTILE, HOSTILE, topics=(HOSTILE,)),), notice=HOSTILE)
    data = feed(one)
    check(data)
    found = feedparser.parse(data, sanitize_html=False)
    [entry] = found.entries
    assert "<script" not in entry.content[0].value
    assert "</script>" not in entry.content[0].value
    assert "&lt;/script&gt;" in entry.content[0].value


def test_addresses_in_the_text_are_links_and_nothing_else_is() -> None:
    notice = "See https://example.org/a?b=1&c=2. Not javascript:alert(1) or http://u:p@example.org/"
    content = feedparser.parse(feed(session(SLOT, notice=notice))).entries[0].content[0].value
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in content
    assert content.count("<a ") == 1


def test_an_entry_appears_four_weeks_ahead() -> None:
    far = session(span("2025-02-18", "14:00"))
    assert not check(feed(far)).findall(f"{{{ATOM}}}entry")
    assert check(feed(far, today=date(2025, 1, 21))).findall(f"{{{ATOM}}}entry")


def test_equal_content_gives_equal_bytes_on_another_day() -> None:
    one = session(SLOT)
    assert feed(one) == feed(one, today=date(2025, 6, 1))


def test_a_cancellation_is_an_update_of_the_same_entry() -> None:
    before, after = (
        feedparser.parse(feed(session(SLOT, status=status))).entries[0]
        for status in (Status.SCHEDULED, Status.CANCELLED)
    )
    assert before.id == after.id
    assert before.updated < after.updated
    assert before.published == after.published


def test_a_feed_holds_the_latest_entries() -> None:
    days = [date(2020, 1, 1) + timedelta(days=7 * index) for index in range(100)]
    root = check(feed(*(session(span(str(day), "14:00")) for day in days)))
    ids = [one.find(f"{{{ATOM}}}id").text[-10:] for one in root.iter(f"{{{ATOM}}}entry")]
    assert ids == [str(day) for day in reversed(days[-ENTRIES:])]


@pytest.mark.parametrize("base", ["", "https://seminar.example.org/"])
def test_every_series_has_a_feed(base: str) -> None:
    found = feeds(site([session(SLOT)], base=base))
    assert set(found) == {"feed.atom", "feeds/main.atom"}
    for data in found.values():
        check(data)
