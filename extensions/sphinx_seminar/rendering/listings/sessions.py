"""Listings of sessions: date, title, speakers, and what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.domain.records import ListingKind
from sphinx_seminar.domain.titles import rich_nodes
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.selection import Group, Period
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.rendering.calendars import subscription
from sphinx_seminar.rendering.citation.short import short_name
from sphinx_seminar.rendering.elsewhere import archive_label
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_in, speaker_nodes
from sphinx_seminar.rendering.live import (
    empty_note,
    heading_of,
    live_listing,
    row_of,
    time_of,
)
from sphinx_seminar.rendering.when import format_day, format_times

if TYPE_CHECKING:
    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.model.talk import Talk
    from sphinx_seminar.rendering.context import Context


def render_sessions(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return the selected sessions as a list, under a heading for each group."""
    selection = listing.selection
    is_live = context.is_live and selection.period is not Period.ALL
    sessions, waiting = selection.rows(context.archive, context.today)
    if not is_live:
        sessions = tuple(session for session in sessions if session.id not in waiting)
    upcoming = selection.period is Period.UPCOMING
    shown: list[nodes.Node] = []
    is_empty = len(sessions) == len(waiting) if is_live else not sessions
    if is_empty or is_live:
        text = str(labels.NOTHING_UPCOMING if upcoming else labels.NO_SESSIONS)
        shown.append(empty_note(text, shown=is_empty))
    for label, group in selection.grouped(context.archive, sessions):
        waits = [session.id in waiting for session in group]
        if label or selection.group is not Group.NONE:
            heading = _group_label(selection.group, label)
            shown.append(heading_of(heading, shown=not all(waits)))
        rows = [
            _row(session, context, shown=not wait, is_live=is_live)
            for session, wait in zip(group, waits, strict=True)
        ]
        shown.append(nodes.bullet_list("", *rows, classes=["seminar-sessions"]))
    if upcoming:
        today = str(labels.AS_OF) % _today(context)
        shown.append(nodes.paragraph("", today, classes=["seminar-as-of"]))
    if is_live:
        shown = [live_listing(shown, selection)]
    if listing.kind is ListingKind.UPCOMING:
        shown += subscription(listing, context)
    return shown


def _group_label(group: Group, label: str) -> str:
    if group is Group.STATUS:
        return str(labels.STATUSES[Status(label)])
    return label or str(labels.OUTSIDE_TERMS)


def _today(context: Context) -> str:
    today = context.today
    day = PartialDate.of(today)
    return format_day(day, context.language, weekday=False)


def _row(
    session: Session, context: Context, *, shown: bool = True, is_live: bool = False
) -> nodes.Element:
    head = nodes.paragraph("", classes=["seminar-row-head"])
    day = format_day(session.span.date, context.language, weekday=False)
    times = format_times(session.span)
    is_ahead = _is_ahead(session, context)
    date_text = f"{day}, {times}" if times and is_ahead else day
    # What is past stays past: its instants would only make a long list longer.
    timed = is_live or is_ahead
    date_node = time_of(date_text, session, context) if timed else nodes.Text(date_text)
    head += nodes.inline("", "", date_node, classes=["seminar-date"])
    status = str(labels.STATUSES[session.status])
    if session.status is Status.WITHDRAWN:
        link = link_in(context, "session", session.id, [nodes.Text(status)])
        head += [nodes.Text(" "), link, *archive_label(session, context)]
        classes = ["seminar-row", f"seminar-status-{session.status.value}"]
        return row_of([head], classes, shown=shown)
    if session.status is not Status.SCHEDULED and plain(session.title) != status:
        head += nodes.Text(" ")
        head += nodes.inline("", f"[{status}]", classes=["seminar-badge"])
    head += nodes.Text(" ")
    head += link_in(context, "session", session.id, _title(session))
    head += archive_label(session, context)
    lines = [_talk_line(session, talk, context) for talk in session.talks]
    classes = ["seminar-row", f"seminar-status-{session.status.value}"]
    return row_of([head, *lines], classes, shown=shown)


def _is_ahead(session: Session, context: Context) -> bool:
    return session.span.date.last() >= context.today


def _title(session: Session) -> list[nodes.Node]:
    """Return the session's title, else its talks' titles, else that it is to be announced."""
    if session.title:
        return rich_nodes(session.title)
    if session.talks and all(talk.withdrawn for talk in session.talks):
        return [nodes.Text(str(labels.STATUSES[Status.WITHDRAWN]))]
    titles: list[nodes.Node] = []
    for talk in session.talks:
        if talk.title:
            titles += [nodes.Text("; ")] if titles else []
            titles += rich_nodes(talk.title)
    return titles or [nodes.Text(str(labels.TO_BE_ANNOUNCED))]


def _talk_line(session: Session, talk: Talk, context: Context) -> nodes.paragraph:
    line = nodes.paragraph("", classes=["seminar-row-talk"])
    line += speaker_nodes(talk.speakers, context)
    several = len(session.talks) > 1
    if several and talk.title:
        if talk.speakers:
            line += nodes.Text(": ")
        line += link_in(context, "talk", talk.id, rich_nodes(talk.title))
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
        text = short_name(reading, context.citing)
        shown += link_in(context, "reading", reading.key, [nodes.Text(text)])
    return shown
