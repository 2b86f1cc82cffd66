"""Listings of sessions: date, title, speakers, and what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.domain.records import ListingKind
from sphinx_seminar.domain.titles import rich_nodes
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.selection import Group
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.rendering.citation.short import author_year
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_to, link_to_session, speaker_nodes
from sphinx_seminar.rendering.when import format_day, format_times

if TYPE_CHECKING:
    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.model.talk import Talk
    from sphinx_seminar.rendering.context import Context


def render_sessions(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return the selected sessions as a list, under a heading for each group."""
    selection = listing.selection
    sessions = selection.sessions(context.archive, context.today)
    upcoming = listing.kind is ListingKind.UPCOMING
    shown: list[nodes.Node] = []
    if not sessions:
        text = labels.NOTHING_UPCOMING if upcoming else labels.NO_SESSIONS
        shown.append(nodes.paragraph("", str(text), classes=["seminar-empty"]))
    for label, group in selection.grouped(context.archive, sessions):
        if label or selection.group is not Group.NONE:
            shown.append(nodes.rubric("", _group_label(selection.group, label)))
        rows = [_row(session, context) for session in group]
        shown.append(nodes.bullet_list("", *rows, classes=["seminar-sessions"]))
    if upcoming:
        today = str(labels.AS_OF) % _today(context)
        shown.append(nodes.paragraph("", today, classes=["seminar-as-of"]))
    return shown


def _group_label(group: Group, label: str) -> str:
    if group is Group.STATUS:
        return str(labels.STATUSES[Status(label)])
    return label or str(labels.OUTSIDE_TERMS)


def _today(context: Context) -> str:
    today = context.today
    day = PartialDate(today.year, today.month, today.day)
    return format_day(day, context.language, weekday=False)


def _row(session: Session, context: Context) -> nodes.list_item:
    row = nodes.list_item("", classes=["seminar-row", f"seminar-status-{session.status.value}"])
    head = nodes.paragraph("", classes=["seminar-row-head"])
    day = format_day(session.span.date, context.language, weekday=False)
    times = format_times(session.span)
    date_text = f"{day}, {times}" if times and _is_ahead(session, context) else day
    date_node = nodes.Text(date_text)
    head += nodes.inline("", "", date_node, classes=["seminar-date"])
    status = str(labels.STATUSES[session.status])
    if session.status is not Status.SCHEDULED and plain(session.title) != status:
        head += nodes.Text(" ")
        head += nodes.inline("", f"[{status}]", classes=["seminar-badge"])
    head += nodes.Text(" ")
    head += link_to_session(session, _title(session), context.docname)
    row += head
    for talk in session.talks:
        row += _talk_line(session, talk, context)
    return row


def _is_ahead(session: Session, context: Context) -> bool:
    return session.span.date.last() >= context.today


def _title(session: Session) -> list[nodes.Node]:
    """Return the session's title, else its talks' titles, else that it is to be announced."""
    if session.title:
        return rich_nodes(session.title)
    titles: list[nodes.Node] = []
    for talk in session.talks:
        if talk.title:
            titles += [nodes.Text("; ")] if titles else []
            titles += rich_nodes(talk.title)
    return titles or [nodes.Text(str(labels.TO_BE_ANNOUNCED))]


def _talk_line(session: Session, talk: Talk, context: Context) -> nodes.paragraph:
    line = nodes.paragraph("", classes=["seminar-row-talk"])
    line += speaker_nodes(talk.speakers, context.archive, context.docname)
    several = len(session.talks) > 1
    if several and talk.title:
        if talk.speakers:
            line += nodes.Text(": ")
        line += link_to("talk", talk.id, rich_nodes(talk.title), context.docname)
    cited = [use for use in context.archive.uses_by_session[session.id] if use.talk is talk]
    if cited:
        line += nodes.Text(" — " if line.children else "")
        line += _reads(cited, context)
    return line


def _reads(uses: list[Use], context: Context) -> nodes.inline:
    shown = nodes.inline("", classes=["seminar-row-readings"])
    for use in uses:
        reading = context.archive.readings[use.use.key]
        if shown.children:
            shown += nodes.Text("; ")
        text = author_year(reading, context.suffixes.get(reading.key, ""))
        shown += link_to("reading", reading.key, [nodes.Text(text)], context.docname)
    return shown
