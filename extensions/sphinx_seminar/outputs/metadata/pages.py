"""What goes into which page: events of its sessions, its talk, every reading that it shows.

A page is asked for what it holds through the domain's records and the marks that
rendering left (``reading`` on the items of lists), so that a page without either costs a
look-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import page_url, publishes_files
from sphinx_seminar.model.csl import plain_item
from sphinx_seminar.model.csl.talks import is_citable, talk_item
from sphinx_seminar.outputs.metadata.coins import coins_span
from sphinx_seminar.outputs.metadata.highwire import highwire_tags
from sphinx_seminar.outputs.metadata.jsonld import script, session_event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.model.session import Session


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
        *_events(domain, sessions, items, url),
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


def _events(
    domain: SeminarDomain,
    sessions: Iterable[Session],
    items: dict[str, dict[str, Any]],
    url: str,
) -> Iterable[str]:
    for session in sessions:
        event = session_event(domain.archive, session, items, url)
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
