"""A talk's facts: who spoke, when within the session, in which language, about what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.archive import topic_id
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_to, speaker_nodes

if TYPE_CHECKING:
    from sphinx_seminar.model.talk import Talk
    from sphinx_seminar.rendering.context import Context


def render_talk(talk: Talk, context: Context, *, titled: bool) -> list[nodes.Node]:
    """Return the lines under a talk's title; none when nothing is known yet."""
    lines: list[nodes.Node] = []
    if talk.speakers:
        speakers = speaker_nodes(talk.speakers, context.archive, context.docname, affiliations=True)
        lines.append(nodes.paragraph("", "", *speakers, classes=["seminar-speakers"]))
    elif not titled:
        text = str(labels.TO_BE_ANNOUNCED)
        lines.append(nodes.paragraph("", text, classes=["seminar-speakers"]))
    facts = _facts(talk)
    topics = _topics(talk, context)
    if facts or topics:
        line = nodes.paragraph("", classes=["seminar-talk-facts"])
        line += nodes.Text(" · ".join(facts))
        if facts and topics:
            line += nodes.Text(" · ")
        line += topics
        lines.append(line)
    return lines


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
