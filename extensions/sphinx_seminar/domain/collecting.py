"""From a doctree that was just read to records: sessions with their talks, listings, references.

This runs when a document is complete, so that substitutions, includes and
translations are already applied, and it is the only place where records arise.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.domain.headings import TITLED_BY_PAGE, heading_of_session
from sphinx_seminar.domain.nodes import (
    CitationNode,
    Listing,
    ReadingFacts,
    SessionFacts,
    TalkFacts,
)
from sphinx_seminar.domain.passages import abstract_of, body_of, text_of
from sphinx_seminar.domain.records import ListingRecord, ReadingRecord, ReferenceRecord
from sphinx_seminar.domain.titles import rich_title
from sphinx_seminar.domain.written import session_source, talk_source
from sphinx_seminar.model.finding import Location
from sphinx_seminar.model.prose import passage
from sphinx_seminar.model.talk import Link, ReadingUse, UseOrigin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.citation import Citation
    from sphinx_seminar.model.richtext import RichText
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk

REFERENCE_TYPES = frozenset({"session", "talk", "speaker", "topic"})


class Records(NamedTuple):
    """Everything that the domain keeps of one document."""

    sessions: tuple[Session, ...]
    listings: tuple[ListingRecord, ...]
    references: tuple[ReferenceRecord, ...]
    readings: tuple[ReadingRecord, ...]
    citations: tuple[Citation, ...]


def collect_records(docname: str, document: nodes.document) -> Records:
    """Return the records of *document*."""
    title = heading_of_session(document)
    return Records(
        tuple(_session(docname, node, title) for node in document.findall(SessionFacts)),
        tuple(node["listing"] for node in document.findall(Listing)),
        tuple(_references(docname, document)),
        tuple(
            ReadingRecord(node["key"], docname, _location(docname, node))
            for node in document.findall(ReadingFacts)
        ),
        tuple(dict.fromkeys(node["citation"] for node in document.findall(CitationNode))),
    )


def _session(docname: str, facts: SessionFacts, title: nodes.title | None) -> Session:
    session: Session = facts["session"]
    siblings = facts.parent.children[facts.parent.index(facts) + 1 :]
    own = body_of(facts)
    talks: list[Talk] = []
    for sibling in siblings:
        if isinstance(sibling, SessionFacts) or not isinstance(sibling, nodes.Element):
            break
        talks += [
            _talk(docname, sibling, node)
            for node in sibling.findall(TalkFacts)
            if node["session"] == session.id
        ]
    complete = replace(
        session,
        title=rich_title(title) if title is not None else (),
        talks=tuple(talks),
        links=tuple(link for node in own for link in _links(docname, node)),
        uses=tuple(use for node in own for use in _uses(docname, node)),
        text=passage(text_of(facts)),
        written=session_source(facts, title).digest,
    )
    digest = blake2b(repr(complete.outline()).encode(), digest_size=12).hexdigest()
    return replace(complete, digest=digest)


def _talk(docname: str, section: nodes.Element, facts: TalkFacts) -> Talk:
    talk: Talk = facts["talk"]
    cited = _uses(docname, section)
    known = {use.key for use in talk.readings}
    return replace(
        talk,
        title=_talk_title(section, facts),
        readings=(*talk.readings, *(use for use in cited if use.key not in known)),
        links=tuple(_links(docname, section)),
        abstract=passage(abstract_of(facts)),
        written=talk_source(facts).digest,
    )


def _talk_title(section: nodes.Element, facts: TalkFacts) -> RichText:
    """Return the talk's title, which may be the page's; () when the heading is no title."""
    if not facts["titled"]:
        return ()
    place = facts.document if facts.get(TITLED_BY_PAGE) else section
    title = place.next_node(nodes.title) if place is not None else None
    return rich_title(title) if title is not None else ()


def _links(docname: str, node: nodes.Element) -> Iterable[Link]:
    """Yield the plain links to the web in *node*, each address once."""
    seen: set[str] = set()
    for reference in node.findall(nodes.reference):
        url = reference.get("refuri", "")
        if url.startswith(("http://", "https://", "doi:")) and url not in seen:
            if "seminar-material" in reference["classes"]:
                continue
            seen.add(url)
            yield Link(url, _location(docname, reference))


def _uses(docname: str, node: nodes.Element) -> Iterable[ReadingUse]:
    """Yield the readings cited in the text of *node*, each key once."""
    seen: set[str] = set()
    for cited in node.findall(CitationNode):
        citation: Citation = cited["citation"]
        for item in citation.items:
            if item.key and item.key not in seen:
                seen.add(item.key)
                place, origin = _location(docname, cited), UseOrigin.CITATION
                yield ReadingUse(item.key, item.locator, origin=origin, location=place)


def _references(docname: str, document: nodes.document) -> Iterable[ReferenceRecord]:
    for node in document.findall(addnodes.pending_xref):
        own = node.get("refdomain") == "seminar" and not node.get("intersphinx")
        if own and node["reftype"] in REFERENCE_TYPES:
            yield ReferenceRecord(node["reftype"], node["reftarget"], _location(docname, node))
    for home in document.findall(ReadingFacts):
        yield ReferenceRecord("reading", home["key"], _location(docname, home))
    for cited in document.findall(CitationNode):
        citation: Citation = cited["citation"]
        for item in citation.items:
            if item.key:
                yield ReferenceRecord("reading", item.key, _location(docname, cited))


def _location(docname: str, node: nodes.Element) -> Location:
    """Return the line of *node*, or of the nearest element around it that knows one."""
    current: nodes.Node | None = node
    while current is not None and not current.line:
        current = current.parent
    return Location(docname, (current.line if current is not None else 0) or 0)
