"""What goes into which page: events of its sessions, its talk, every reading that it shows.

A page is asked for what it holds through the domain's records and the marks that
rendering left (``reading`` on the items of lists), so that a page without either costs a
look-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.prose import ABSTRACT_CLASS, read_prose
from sphinx_seminar.domain.published import page_url, publishes_files
from sphinx_seminar.model.csl import plain_item
from sphinx_seminar.model.csl.talks import is_citable, talk_item
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.prose import prose_lines
from sphinx_seminar.outputs.metadata.coins import coins_span
from sphinx_seminar.outputs.metadata.highwire import highwire_tags
from sphinx_seminar.outputs.metadata.jsonld import script, session_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx

    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.model.session import Session

#: Characters of an abstract that a description holds: the page has the rest.
LONGEST = 300


def add_metadata(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add what machines read to the page (``html-page-context``)."""
    if doctree is None or not publishes_files(app.builder):
        return
    domain = seminar_domain(app.env)
    sessions: tuple[Session, ...] = domain.data["sessions"].get(pagename, ())
    items = _items(domain, doctree)
    url = page_url(app.builder, pagename)
    tags = [
        *_events(domain, sessions, items, url, _abstracts(doctree) if sessions else {}),
        *_talk(domain, sessions, url),
        *_reading(domain, pagename),
    ]
    if tags:
        context["metatags"] = context.get("metatags", "") + "".join(tags)
    if items:
        spans = "".join(map(coins_span, items.values()))
        context["body"] = f'{context["body"]}<div class="seminar-coins" hidden>{spans}</div>\n'


def _items(domain: SeminarDomain, doctree: nodes.document) -> dict[str, dict[str, Any]]:
    """Return the readings that the page shows as CSL-JSON, each once, in their order."""
    readings = domain.archive.readings
    keys = (
        node["reading"]
        for kind in (nodes.list_item, nodes.container)
        for node in doctree.findall(kind)
        if "reading" in node.attributes
    )
    return {key: plain_item(readings[key]) for key in dict.fromkeys(keys) if key in readings}


def _abstracts(doctree: nodes.document) -> dict[str, str]:
    """Return the beginnings of the abstracts on the page, by the anchors of their talks."""
    found: dict[str, str] = {}
    for block in doctree.findall(nodes.container):
        if ABSTRACT_CLASS in block["classes"] and isinstance(block.parent, nodes.Element):
            text = _beginning(" ".join(prose_lines(read_prose([block]))))
            for owner in (block.parent, *block.parent.findall(nodes.target)):
                found.update(dict.fromkeys(owner["ids"], text))
    return found


def _beginning(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"


def _events(
    domain: SeminarDomain,
    sessions: Iterable[Session],
    items: dict[str, dict[str, Any]],
    url: str,
    abstracts: Mapping[str, str],
) -> Iterable[str]:
    for session in sessions:
        told = {
            talk.id: abstracts[anchor]
            for talk in session.talks
            if (anchor := node_id("talk", talk.id)) in abstracts
        }
        event = session_event(domain.archive, session, items, url, told)
        if event is not None:
            yield script(event)


def _talk(domain: SeminarDomain, sessions: tuple[Session, ...], url: str) -> Iterable[str]:
    """Yield the tags of the talk, where the page holds one and no other."""
    talks = [(session, talk) for session in sessions for talk in session.talks]
    if len(talks) == 1 and is_citable(*talks[0]):
        yield highwire_tags(talk_item(domain.archive, *talks[0], url, plain=True))


def _reading(domain: SeminarDomain, pagename: str) -> Iterable[str]:
    """Yield the tags of the reading whose home the page is, where the settings ask for them."""
    records = domain.data["readings"].get(pagename, ())
    if domain.env.config.seminar_highwire_readings and len(records) == 1:
        reading = domain.archive.readings.get(records[0].key)
        if reading is not None:
            yield highwire_tags(plain_item(reading))
