"""The timeline: a year at a glance, a line for each month, a day for each session."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.domain.titles import rich_nodes
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.rendering.elsewhere import archive_label
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import field, link_in
from sphinx_seminar.rendering.when import format_month

if TYPE_CHECKING:
    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.rendering.context import Context

_BETWEEN = " · "


def render_timeline(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return the selected sessions by year and month, in the order that the listing asks for."""
    sessions = listing.selection.sessions(context.archive, context.today)
    if not sessions:
        return [nodes.paragraph("", str(labels.NO_SESSIONS), classes=["seminar-empty"])]
    shown: list[nodes.Node] = []
    for year, of_year in groupby(sessions, lambda one: one.span.date.year):
        months = nodes.field_list("", classes=["seminar-timeline"])
        for _month, of_month in groupby(of_year, lambda one: one.span.date.month):
            months += _line(list(of_month), context)
        shown += [nodes.rubric("", str(year)), months]
    return shown


def _line(sessions: list[Session], context: Context) -> nodes.field:
    """Return the line of one month, or of what is known to the year alone."""
    content: list[nodes.Node] = []
    for session in sessions:
        content += [nodes.Text(_BETWEEN)] if content else []
        content.append(_entry(session, context))
    return field(format_month(sessions[0].span.date, context.language), *content)


def _entry(session: Session, context: Context) -> nodes.inline:
    """Return the day of *session* as a link, and who speaks; else its title or state."""
    status = str(labels.STATUSES[session.status])
    day = session.span.date.day
    said = [] if session.status is Status.WITHDRAWN else _said(session)
    entry = nodes.inline("", classes=["seminar-moment", f"seminar-status-{session.status.value}"])
    name = [nodes.Text(str(day))] if day else (said or [nodes.Text(status)])
    entry += link_in(context, "session", session.id, name)
    if day and said:
        entry += [nodes.Text(" "), *said]
    if session.status is not Status.SCHEDULED and plain(session.title) != status and (day or said):
        badge = nodes.inline("", f"[{status}]", classes=["seminar-badge"])
        entry += [nodes.Text(" "), badge]
    entry += archive_label(session, context)
    return entry


def _said(session: Session) -> list[nodes.Node]:
    talks = [talk for talk in session.talks if not talk.withdrawn]
    names = dict.fromkeys(speaker.name for talk in talks for speaker in talk.speakers)
    if names:
        return [nodes.Text(", ".join(names))]
    titles = [session.title, *(talk.title for talk in talks)]
    return rich_nodes(next((title for title in titles if title), ()))
