"""Links to the calendars and feeds that are published beside the pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import publishes_files
from sphinx_seminar.model.federation import ALL
from sphinx_seminar.model.feedpaths import (
    CALENDAR,
    FEED,
    JOINED_CALENDAR,
    series_calendar,
    series_feed,
    session_calendar,
)
from sphinx_seminar.rendering.exports import copyable, details
from sphinx_seminar.rendering.labels import calendars as labels
from sphinx_seminar.rendering.links import field

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.rendering.context import Context


def calendar_fields(session: Session, context: Context) -> list[nodes.Node]:
    """Return the way to put *session* into one's own calendar; none where it has no day."""
    if not context.has_files or not session.span.is_in_calendars:
        return []
    link = _file(labels.ADD_TO_CALENDAR, session_calendar(session.id), context)
    return [field(str(labels.CALENDAR), link, css_class="seminar-add")]


def subscription(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return the ways to keep up with what *listing* announces, as a block that opens.

    A selection of one series leads to the calendar of that series, all archives to that of
    all; there is none of some archives. Programs need an address of the web: without one
    there are the links to the files alone.
    """
    selection = listing.selection
    if not context.has_files or listing.archives not in {(), (ALL,)}:
        return []
    calendar, feed = CALENDAR, FEED
    if context.view and context.view.partners:
        calendar, feed = JOINED_CALENDAR, ""
    elif len(selection.series) == 1 and selection.series[0] in context.archive.series_by_name:
        name = selection.series[0]
        calendar, feed = series_calendar(name), series_feed(name)
    links = [_file(labels.FILE, calendar, context)]
    links += [_file(labels.FEED, feed, context)] if feed else []
    if not context.base:
        return [_line(links)]
    address = context.base + calendar
    webcal = f"webcal://{address.partition('://')[2]}"
    # "internal": made here, not typed, so that the scheme is none that authors may not use
    services = [
        nodes.reference("", str(labels.SUBSCRIBE_WITH), refuri=webcal, internal=True),
        *(_foreign(label, uri) for label, uri in _services(address, webcal)),
    ]
    content = [
        _line([*services, *links]),
        nodes.paragraph("", str(labels.ADDRESS)),
        *copyable(address),
    ]
    return [details(labels.SUBSCRIBE, content, "seminar-subscribe")]


def _services(address: str, webcal: str) -> list[tuple[object, str]]:
    whole = quote(address, safe="")
    return [
        (labels.GOOGLE, f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}"),
        (labels.OUTLOOK, f"https://outlook.live.com/calendar/0/addfromweb?url={whole}"),
        (labels.MICROSOFT, f"https://outlook.office.com/calendar/0/addfromweb?url={whole}"),
    ]


def _foreign(label: object, uri: str) -> nodes.Element:
    return nodes.reference("", str(label), refuri=uri, internal=False)


def _file(label: object, path: str, context: Context) -> nodes.Element:
    uri = relative_uri(context.page_uri, path)
    return nodes.reference("", str(label), refuri=uri, internal=True)


def _line(links: list[nodes.Element]) -> nodes.paragraph:
    line = nodes.paragraph("", classes=["seminar-calendars"])
    for index, link in enumerate(links):
        line += [nodes.Text(" · "), link] if index else link
    return line


def add_alternates(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Name feeds and calendar in the head of every page (``html-page-context``)."""
    if not publishes_files(app.builder):
        return
    here = app.builder.get_target_uri(pagename)
    title = app.config.html_title or app.config.project
    tags = [_alternate(here, FEED, "application/atom+xml", title)]
    series = seminar_domain(app.env).series
    if len(series) > 1:
        tags += [
            _alternate(here, series_feed(one.name), "application/atom+xml", one.title)
            for one in series
        ]
    tags.append(_alternate(here, CALENDAR, "text/calendar", title))
    context["metatags"] = context.get("metatags", "") + "".join(tags)


def register(app: Sphinx) -> None:
    """Register the links in the head of pages."""
    app.connect("html-page-context", add_alternates)


def _alternate(here: str, path: str, kind: str, title: str) -> str:
    href = escape(relative_uri(here, path))
    return f'<link rel="alternate" type="{kind}" title="{escape(title)}" href="{href}" />\n'
