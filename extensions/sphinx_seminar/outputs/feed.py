"""Atom feeds (RFC 4287) of the sessions that were announced or changed last.

- An entry appears four weeks before its session, and its ``updated`` is the stamp of
  :mod:`.revisions`: equal content gives equal bytes, another content another time. The
  feed's own is the latest of its entries'.
- Ids are ``tag:`` (RFC 4151) of the archive's id and the session's: they outlive addresses.
- The elements are written here, not by feedgen, which stamps what it writes with the clock,
  ends a whole feed at one control character, and lets any scheme into links. Text is cleaned
  first, and the serializer of the standard library escapes it; the content is HTML whose
  only tags are written here.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from functools import partial
from hashlib import blake2b
from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from sphinx_seminar.domain.pieces import read_pieces
from sphinx_seminar.model.feedpaths import FEED, series_feed
from sphinx_seminar.outputs.cleaning import clean_line, clean_text
from sphinx_seminar.outputs.prose_html import link_html, pieces_html, prose_html
from sphinx_seminar.outputs.publishing import Publication
from sphinx_seminar.outputs.revisions import announced_on
from sphinx_seminar.outputs.wording import Wording
from sphinx_seminar.rendering.citation.full import render_reference
from sphinx_seminar.rendering.labels import calendars as labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import ReadingUse
    from sphinx_seminar.outputs.revisions import Revision
    from sphinx_seminar.outputs.site import Site

ATOM = "http://www.w3.org/2005/Atom"
#: More entries make readers slow and tell nobody anything.
ENTRIES = 50
#: The year of the tags; the authority of a tag is whose name it was then (RFC 4151, 2.1).
_TAG_YEAR = "2025"
_ADDRESS = re.compile(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]])")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Feeds:
    """The feeds of *site*; an entry is made only for a feed that changed."""

    def __init__(self, site: Site, revisions: Mapping[str, Revision], salt: str) -> None:
        self._site = site
        self._revisions = revisions
        self._salt = f"{salt}\n{site.id}\n{site.base}\n{site.language}"
        self._wording = Wording(site.archive, site.language)
        self._references: dict[str, str] = {}

    def publications(self) -> Iterator[Publication]:
        """Yield the feed of the archive, then one for each series."""
        site = self._site
        announced = [one for one in site.sessions if announced_on(one) <= site.today]
        yield self._publication(FEED, site.title, "feed", announced)
        by_series: dict[str, list[Session]] = {one.name: [] for one in site.archive.series}
        for session in announced:
            by_series.setdefault(session.series, []).append(session)
        for name, own in by_series.items():
            series = site.archive.series_by_name.get(name)
            title = series.title if series else name
            yield self._publication(series_feed(name), title, f"feed/{name}", own)

    def _publication(
        self, path: str, title: str, name: str, announced: Sequence[Session]
    ) -> Publication:
        newest = sorted(
            announced, key=lambda one: (self._revisions[one.id].stamp, one.id), reverse=True
        )[:ENTRIES]
        digest = blake2b(f"{self._salt}\n{title}".encode("utf-8", "replace"), digest_size=16)
        for session in newest:
            known = (self._revisions[session.id].digest, self._site.page(session))
            digest.update(f"{known} {self._places(session)}\n".encode("utf-8", "replace"))
        make = partial(self._make, path, title, name, newest)
        return Publication(path, digest.hexdigest(), make)

    def _places(self, session: Session) -> list[object]:
        """Return where the links in the texts of *session* lead within the archive."""
        mentions = self._site.mentions
        texts = (session.text, *(talk.abstract for talk in session.talks))
        return [mentions.places(one) for text in texts if text for one in text.mentions if mentions]

    def _make(self, path: str, title: str, name: str, sessions: Sequence[Session]) -> bytes:
        site = self._site
        stamps = [self._revisions[session.id].stamp for session in sessions]
        feed = Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
        _text(feed, "id", self._tag(name))
        _text(feed, "title", clean_line(title) or site.id)
        _text(feed, "updated", _instant(max(stamps, default=_NEVER)))
        if site.base:
            own = {"rel": "self", "type": "application/atom+xml", "href": site.base + path}
            SubElement(feed, "link", own)
            SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": site.base})
        # for entries without a speaker (RFC 4287, 4.1.1)
        _text(SubElement(feed, "author"), "name", site.title or site.id)
        for session in sessions:
            self._entry(feed, session)
        written: bytes = tostring(feed, "utf-8", xml_declaration=True)
        return written + b"\n"

    def _entry(self, feed: Element, session: Session) -> None:
        site, revised = self._site, self._revisions[session.id]
        entry = SubElement(feed, "entry")
        _text(entry, "id", self._tag(f"session/{session.id}"))
        _text(entry, "title", self._wording.title(session))
        announced = datetime.combine(announced_on(session), time(), UTC)
        _text(entry, "published", _instant(announced))
        _text(entry, "updated", _instant(revised.stamp))
        address = site.address(session)
        if address:
            SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
        for name in _names(session):
            _text(SubElement(entry, "author"), "name", name)
        for term in _categories(session):
            SubElement(entry, "category", {"term": term})
        content = _text(entry, "content", self._content(session))
        content.set("type", "html")

    def _content(self, session: Session) -> str:
        """Return the session as HTML; every word in it is escaped."""
        site, wording = self._site, self._wording
        lines = [wording.slot(session), wording.place(session), *wording.remarks(session)]
        parts = [_paragraph(line) for line in lines]
        for talk, line in wording.talks(session):
            parts += [_paragraph(line), prose_html(site.prose(session, talk))]
        parts.append(prose_html(site.prose(session)))
        parts += map(_paragraph, wording.facts(session))
        for heading, uses in wording.uses(session):
            items = "".join(f"<li>{self._reading(use)}</li>" for use in uses)
            parts.append(f"<p>{escape(heading)}</p><ul>{items}</ul>")
        materials = [
            f"<li>{link_html(address, kind)}</li>"
            for kind, address in wording.materials(session, site.material)
        ]
        if materials:
            parts.append(f"<ul>{''.join(materials)}</ul>")
        return clean_text("".join(parts))

    def _reading(self, use: ReadingUse) -> str:
        """Return the full reference of what was read, with the links to it."""
        if use.key not in self._references:
            shown = render_reference(self._site.archive.readings[use.key])
            self._references[use.key] = pieces_html(read_pieces(shown))
        locator = clean_line(use.locator)
        if not locator:
            return self._references[use.key]
        words = {"reading": self._references[use.key], "locator": escape(locator)}
        return escape(str(labels.LOCATOR)) % words

    def _tag(self, name: str) -> str:
        return f"tag:{self._site.id},{_TAG_YEAR}:{name}"


def _paragraph(text: str) -> str:
    """Return *text* as a paragraph in which addresses are links, '' for none."""
    parts = _ADDRESS.split(text)
    parts[::2] = [escape(part).replace("\n", "<br>") for part in parts[::2]]
    parts[1::2] = [link_html(address, address) for address in parts[1::2]]
    return f"<p>{''.join(parts)}</p>" if text else ""


def _text(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = text
    return child


def _instant(stamp: datetime) -> str:
    return f"{stamp:%Y-%m-%dT%H:%M:%SZ}".zfill(20)


def _names(session: Session) -> list[str]:
    names = (clean_line(one.name) for talk in session.talks for one in talk.speakers)
    return list(filter(None, dict.fromkeys(names)))


def _categories(session: Session) -> list[str]:
    terms = (clean_line(one) for talk in session.talks for one in (talk.kind, *talk.topics))
    return list(filter(None, dict.fromkeys(terms)))
