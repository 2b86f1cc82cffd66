"""Where a reading was discussed: its uses by term, or by year where there are no terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.talk import UseRole
from sphinx_seminar.rendering.elsewhere import archive_label
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_in
from sphinx_seminar.rendering.when import format_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.rendering.context import Context


def render_discussed(uses: Iterable[Use], context: Context) -> list[nodes.Node]:
    """Return *uses* in their order, a paragraph for each term or year; [] for none."""
    groups: dict[str, list[Use]] = {}
    for use in uses:
        term = context.archive.term_of(use.session)
        name = term.name if term else str(use.session.span.date.year)
        groups.setdefault(name, []).append(use)
    shown: list[nodes.Node] = []
    for name, group in groups.items():
        line = nodes.paragraph("", classes=["seminar-uses"])
        if not shown:
            line += nodes.Text(f"{labels.DISCUSSED_IN} ")
        line += nodes.inline("", name, classes=["seminar-term"])
        line += nodes.Text(": ")
        for index, use in enumerate(group):
            line += nodes.Text("; ") if index else []
            line += _place(use, context)
            line += _notes(use)
            line += archive_label(use.session, context)
        shown.append(line)
    return shown


def _notes(use: Use) -> list[nodes.Node]:
    notes = [use.use.locator] if use.use.locator else []
    if use.use.role is UseRole.FURTHER:
        notes.append(str(labels.FURTHER_READING))
    return [nodes.Text(f" ({', '.join(notes)})")] if notes else []


def _place(use: Use, context: Context) -> nodes.Node:
    """Return a link to the talk, or to the session, that used a reading."""
    session, talk, _use = use
    day = format_day(session.span.date, context.language, weekday=False)
    speakers = ", ".join(speaker.name for speaker in talk.speakers) if talk else ""
    text = nodes.Text(f"{speakers}, {day}" if speakers else day)
    if talk is None:
        return link_in(context, "session", session.id, [text])
    return link_in(context, "talk", talk.id, [text])
