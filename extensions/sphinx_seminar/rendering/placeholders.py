"""Placeholders become standard nodes and references, before Sphinx resolves references.

The priority is below that of Sphinx's ``ReferencesResolver`` (10), so that what is
put here is resolved, numbered, checked by linkcheck and written by every builder
like anything an author typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.nodes import (
    CitationNode,
    Label,
    Listing,
    Placeholder,
    ReadingFacts,
    ReadingUses,
    SessionFacts,
    SessionReadings,
    TalkFacts,
    TalkReadings,
)
from sphinx_seminar.domain.rebuild.joined_texts import join_texts
from sphinx_seminar.domain.records import ListingKind
from sphinx_seminar.model.talk import MaterialKind
from sphinx_seminar.rendering.citations import close_up, render_citation
from sphinx_seminar.rendering.contexts import context_of
from sphinx_seminar.rendering.elsewhere import seen_with, tamed
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_to
from sphinx_seminar.rendering.listings.objects import render_speakers, render_topics
from sphinx_seminar.rendering.listings.readings import render_bibliography, render_reading_list
from sphinx_seminar.rendering.listings.search import render_search
from sphinx_seminar.rendering.listings.series import render_series
from sphinx_seminar.rendering.listings.sessions import render_sessions
from sphinx_seminar.rendering.listings.timeline import render_timeline
from sphinx_seminar.rendering.readingpages import render_reading_facts, render_reading_uses
from sphinx_seminar.rendering.readings import render_session_readings, render_talk_readings
from sphinx_seminar.rendering.sessions import render_session
from sphinx_seminar.rendering.talks import render_talk, render_talk_citation

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.rendering.context import Context

_LISTINGS: dict[ListingKind, Callable[[ListingRecord, Context], list[nodes.Node]]] = {
    ListingKind.UPCOMING: render_sessions,
    ListingKind.SESSIONS: render_sessions,
    ListingKind.SPEAKERS: render_speakers,
    ListingKind.TOPICS: render_topics,
    ListingKind.READINGS: render_bibliography,
    ListingKind.READING_LIST: render_reading_list,
    ListingKind.SEARCH: render_search,
    ListingKind.SERIES: render_series,
    ListingKind.TIMELINE: render_timeline,
}


class RenderPlaceholders(SphinxPostTransform):
    """Replaces every placeholder of a document by what the archive says."""

    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Replace the placeholders, and the plain links that lead to readings."""
        placeholders = list(self.document.findall(Placeholder))
        if not placeholders:
            return
        contexts: dict[str, Context] = {}
        for node in placeholders:
            docname = node["docname"]
            if docname not in contexts:
                contexts[docname] = context_of(self.env, docname)
            context = contexts[docname]
            if isinstance(node, Listing) and node["listing"].archives:
                view = seminar_domain(self.env).view(node["listing"].archives)
                node.replace_self(tamed(_render(node, seen_with(view, context))))
                continue
            if isinstance(node, SessionFacts):
                _link_readings(node, context)
            shown = _render(node, context)
            if isinstance(node, CitationNode):
                close_up(node, shown)
            for one in shown:
                if isinstance(one, nodes.Element):
                    join_texts(one)
            node.replace_self(shown)


def _render(node: Placeholder, context: Context) -> list[nodes.Node]:
    render = _RENDERERS.get(type(node))
    return render(node, context) if render else []


def _render_label(node: Placeholder, _context: Context) -> list[nodes.Node]:
    name = node["label"]
    words = labels.TERMS.get(name) or labels.MATERIALS[MaterialKind(name)]
    return [nodes.Text(str(words))]


def _render_listing(node: Placeholder, context: Context) -> list[nodes.Node]:
    record: ListingRecord = node["listing"]
    return _LISTINGS[record.kind](record, context)


def _render_session_readings(node: Placeholder, context: Context) -> list[nodes.Node]:
    session: Session = node["session"]
    uses = context.archive.uses_by_place[context.docname, session.id]
    return render_session_readings(session.id, uses, context)


def _render_talk_readings(node: Placeholder, context: Context) -> list[nodes.Node]:
    uses = context.archive.uses_by_place[context.docname, node["session"]]
    return [
        *render_talk_readings(node["talk_id"], uses, context),
        *render_talk_citation(node["session"], node["talk_id"], context),
    ]


def _link_readings(facts: SessionFacts, context: Context) -> None:
    """Turn the plain links of a session that lead to readings into references to them."""
    siblings = facts.parent.children[facts.parent.index(facts) + 1 :]
    for sibling in siblings:
        if isinstance(sibling, SessionFacts) or not isinstance(sibling, nodes.Element):
            break
        if not {"seminar-session-body", "seminar-talk"} & set(sibling["classes"]):
            continue
        for reference in list(sibling.findall(nodes.reference)):
            reading = context.archive.reading_of_url(reference.get("refuri", ""))
            if reading is None or not context.leads_to(reading.key):
                continue
            if "seminar-material" not in reference["classes"]:
                link = link_to("reading", reading.key, reference.children, context.docname)
                link["classes"].append("seminar-linked-reading")
                reference.replace_self(link)


_RENDERERS: dict[type, Callable[[Any, Context], list[nodes.Node]]] = {
    CitationNode: lambda node, context: render_citation(node["citation"], context),
    Label: _render_label,
    Listing: _render_listing,
    ReadingFacts: render_reading_facts,
    ReadingUses: render_reading_uses,
    SessionFacts: lambda node, context: [render_session(node["session"], context)],
    SessionReadings: _render_session_readings,
    TalkFacts: lambda node, context: render_talk(node["talk"], context, titled=node["titled"]),
    TalkReadings: _render_talk_readings,
}
