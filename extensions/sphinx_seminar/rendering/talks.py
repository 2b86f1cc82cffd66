"""A talk's facts: who spoke, when within the session, in which language, about what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.archive import topic_id
from sphinx_seminar.model.csl.talks import is_citable
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.links import resolved_doi
from sphinx_seminar.model.scope import citation_stem
from sphinx_seminar.model.session import Status
from sphinx_seminar.rendering.citation.talks import talk_bibtex, talk_reference
from sphinx_seminar.rendering.exports import copyable, details, export_links
from sphinx_seminar.rendering.labels import exports as labels_of_exports
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_to, speaker_nodes

if TYPE_CHECKING:
    from sphinx_seminar.model.talk import Talk
    from sphinx_seminar.rendering.context import Context


def render_talk(talk: Talk, context: Context, *, titled: bool) -> list[nodes.Node]:
    """Return the lines under a talk's title; none when nothing is known yet."""
    lines: list[nodes.Node] = []
    if talk.withdrawn:
        return [_tombstone(talk)]
    if talk.speakers:
        speakers = speaker_nodes(talk.speakers, context, affiliations=True)
        lines.append(nodes.paragraph("", "", *speakers, classes=["seminar-speakers"]))
    elif not titled:
        text = str(labels.TO_BE_ANNOUNCED)
        lines.append(nodes.paragraph("", text, classes=["seminar-speakers"]))
    parts: list[list[nodes.Node]] = [[nodes.Text(fact)] for fact in _facts(talk)]
    parts += [part for part in (_doi(talk), _topics(talk, context)) if part]
    if parts:
        line = nodes.paragraph("", "", *parts[0], classes=["seminar-talk-facts"])
        for part in parts[1:]:
            line += [nodes.Text(" · "), *part]
        lines.append(line)
    return lines


def _tombstone(talk: Talk) -> nodes.paragraph:
    status = nodes.strong("", str(labels.STATUSES[Status.WITHDRAWN]))
    reason = nodes.Text(f": {talk.reason}" if talk.reason else "")
    return nodes.paragraph("", "", status, reason, classes=["seminar-status"])


def _doi(talk: Talk) -> list[nodes.Node]:
    if not talk.doi:
        return []
    shown = f"doi:{talk.doi}"
    return [nodes.reference("", shown, refuri=resolved_doi(shown), internal=False)]


def render_talk_citation(session_id: str, talk_id: str, context: Context) -> list[nodes.Node]:
    """Return how to cite a talk of this page, as a block that opens, in HTML."""
    archive = context.archive
    found = archive.talk_by_id.get(talk_id)
    if not context.is_html or found is None or found.session.id != session_id:
        return []
    session, talk = found
    if session.docname != context.docname or not is_citable(session, talk):
        return []
    url = f"{context.page_url}#{node_id('talk', talk.id)}" if context.page_url else ""
    reference = talk_reference(archive, session, talk, context.language, url)
    content = [
        nodes.paragraph("", "", *reference),
        *copyable(talk_bibtex(archive, session, talk, url)),
        *export_links(citation_stem(talk.id), labels_of_exports.CITATION_FILES, context),
    ]
    return [details(labels_of_exports.CITE_TALK, content, "seminar-cite-talk")]


def _facts(talk: Talk) -> list[str]:
    times = ""
    if talk.start:
        times = f"{talk.start:%H:%M}" + (f"–{talk.end:%H:%M}" if talk.end else "")
    return [fact for fact in (talk.kind, times, talk.language) if fact]


def _topics(talk: Talk, context: Context) -> list[nodes.Node]:
    shown: list[nodes.Node] = []
    for topic in talk.topics:
        if shown:
            shown.append(nodes.Text(", "))
        link = link_to("topic", topic_id(topic), [nodes.Text(topic)], context.docname)
        link["classes"].append("seminar-topic")
        shown.append(link)
    return shown
