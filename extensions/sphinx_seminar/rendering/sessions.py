"""A session's facts: when, where, how to take part, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.clocks import clock_change_of
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.venue import Format
from sphinx_seminar.parsing.spans import parse_date
from sphinx_seminar.rendering.access import access_fields
from sphinx_seminar.rendering.calendars import calendar_fields
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import contact_node, field, link_to
from sphinx_seminar.rendering.live import time_of
from sphinx_seminar.rendering.when import format_clock_change, format_day, format_times, format_zone

if TYPE_CHECKING:
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.rendering.context import Context


def render_session(session: Session, context: Context) -> nodes.Element:
    """Return the card with the facts of *session*; it is the session's anchor."""
    card = nodes.container("", classes=["seminar-session"])
    earlier = [node_id("session", alias) for alias in session.aliases]
    card += nodes.target("", "", ids=[session.node_id, *earlier])
    if session.status is not Status.SCHEDULED:
        card += _status(session, context)
    if session.notice:
        card += nodes.important("", nodes.paragraph("", session.notice))
    change = clock_change_of(context.archive, session)
    if change is not None:
        text = format_clock_change(change, context.language)
        card += nodes.paragraph("", text, classes=["seminar-clocks"])
    facts = nodes.field_list("", *_facts(session, context), classes=["seminar-facts"])
    card += facts
    return card


def _status(session: Session, context: Context) -> nodes.paragraph:
    shown = nodes.paragraph(
        "", classes=["seminar-status", f"seminar-status-{session.status.value}"]
    )
    shown += nodes.strong("", str(labels.STATUSES[session.status]))
    if session.reason:
        shown += nodes.Text(f": {session.reason}")
    if session.moved_to:
        shown += nodes.Text(f" ({labels.MOVED_TO} ")
        shown += _other(session.moved_to, context)
        shown += nodes.Text(")")
    return shown


def _other(target: str, context: Context) -> nodes.Node:
    """Return a link to the session *target*, or the date that was typed in its place."""
    other = context.archive.session_of(target)
    if other is None:
        typed, _findings = parse_date(target)
        text = format_day(typed, context.language, weekday=False) if typed else target
        return nodes.Text(text)
    day = format_day(other.span.date, context.language, weekday=False)
    return link_to("session", other.id, [nodes.Text(day)], context.docname)


def _facts(session: Session, context: Context) -> list[nodes.Node]:
    span = session.span
    when = format_day(span.date, context.language)
    times = format_times(span)
    facts: list[nodes.Node] = []
    text = f"{when}, {times}" if times else when
    content: list[nodes.Node] = [time_of(text, session, context)]
    if times:
        zone = format_zone(span, context.language)
        content.append(nodes.inline("", f" ({zone})", classes=["seminar-zone"]))
    facts.append(field(str(labels.WHEN), *content, css_class="seminar-when"))
    facts.extend(_places(session, context))
    if session.moved_from:
        facts.append(field(str(labels.MOVED_FROM), _other(session.moved_from, context)))
    for label, text in (
        (labels.CHAIR, session.chair),
        (labels.NUMBER, session.number),
        (labels.SERIES, _series(session, context.archive)),
        (labels.TERM, _term(session, context.archive)),
    ):
        if text:
            facts.append(field(str(label), nodes.Text(text)))
    facts.extend(calendar_fields(session, context))
    return facts


def _places(session: Session, context: Context) -> list[nodes.Node]:
    places: list[nodes.Node] = []
    if session.venue is not None:
        venue: nodes.Node = nodes.Text(session.venue.name)
        if session.venue.url:
            venue = nodes.reference("", "", venue, refuri=session.venue.url, internal=False)
        places.append(field(str(labels.WHERE), venue, css_class="seminar-where"))
    access = access_fields(session, context)
    if access:
        places.extend(access)
    elif session.format is not Format.IN_PERSON:
        name, text = _online(session)
        shown: list[nodes.Node] = [nodes.Text(text)]
        series = context.archive.series_by_name.get(session.series)
        if session.join and series is not None and series.contact:
            shown += [nodes.Text(" ("), contact_node(series.contact), nodes.Text(")")]
        places.append(field(name, *shown, css_class="seminar-online"))
    return places


def _online(session: Session) -> tuple[str, str]:
    """Return how an online session is named and described; its access is shown elsewhere."""
    if session.join:
        return str(labels.ONLINE), str(labels.MEMBERS_GET_THE_LINK)
    if session.venue is None:
        return str(labels.WHERE), str(labels.ONLINE)
    return str(labels.ONLINE), str(labels.ALSO_ONLINE)


def _series(session: Session, archive: Archive) -> str:
    """Return the series' title where there are several to tell apart."""
    series = archive.series_by_name.get(session.series)
    return series.title if series and len(archive.series) > 1 else ""


def _term(session: Session, archive: Archive) -> str:
    term = archive.term_of(session)
    return term.name if term else ""
