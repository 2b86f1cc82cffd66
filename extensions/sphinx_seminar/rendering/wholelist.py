"""Every session of the archive on one page, by year: for readers without scripts.

It is made where the search page ends its list early, and takes no part in navigation, search
or references. A row is a date and a link, written without nodes: 20,000 of them are written
in every build.
"""

from __future__ import annotations

import html
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.osutil import relative_uri

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import publishes_files
from sphinx_seminar.domain.rebuild.output import page_path, remove_file
from sphinx_seminar.domain.records import ListingKind
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.session import Status
from sphinx_seminar.rendering.labels import pages
from sphinx_seminar.rendering.labels import search as labels
from sphinx_seminar.rendering.listings.search import LONGEST
from sphinx_seminar.rendering.when import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.session import Session

#: The name of the page, beside those of the indices.
PAGE = "seminar-sessions"


def has_whole_list(builder: Builder) -> bool:
    """Tell whether *builder* writes the page: a search page shows less than all sessions."""
    if not publishes_files(builder) or PAGE in builder.env.found_docs:
        return False
    domain = seminar_domain(builder.env)
    count = len(domain.archive.sessions)
    return any(
        count > (one.selection.limit or LONGEST)
        for one in domain.listings()
        if one.kind is ListingKind.SEARCH
    )


def whole_list(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, where there is one; take it away where there was (``html-collect-pages``)."""
    builder = app.builder
    if not has_whole_list(builder):
        if publishes_files(builder) and PAGE not in app.env.found_docs:
            remove_file(Path(builder.outdir), page_path(builder, PAGE))
        return
    title = html.escape(str(labels.ALL_SESSIONS))
    body = "\n".join((f"<h1>{title}</h1>", *_rows(seminar_domain(app.env).archive, builder)))
    yield PAGE, {"title": title, "body": body}, "page.html"


def _rows(archive: Archive, builder: Builder) -> Iterator[str]:
    newest = reversed(archive.sessions)
    here = builder.get_target_uri(PAGE)
    for year, sessions in groupby(newest, key=lambda session: session.span.date.year):
        yield f"<h2>{year:04d}</h2>\n<ul>"
        for session in sessions:
            page = relative_uri(here, builder.get_target_uri(session.docname))
            day = format_day(session.span.date, builder.config.language, weekday=False)
            href = html.escape(f"{page}#{session.node_id}")
            yield f'<li>{html.escape(day)} <a href="{href}">{html.escape(_title(session))}</a></li>'
        yield "</ul>"


def _title(session: Session) -> str:
    """Return the title of *session* or of its talks, and who speaks; else what it is."""
    if session.status is not Status.WITHDRAWN:
        talks = [talk for talk in session.talks if not talk.withdrawn]
        titles = "; ".join(talk.plain_title for talk in talks if talk.title)
        names = ", ".join(dict.fromkeys(one.name for talk in talks for one in talk.speakers))
        shown = " — ".join(part for part in (plain(session.title) or titles, names) if part)
        if shown:
            return shown
    if session.status is Status.SCHEDULED:
        return str(pages.TO_BE_ANNOUNCED)
    return str(pages.STATUSES[session.status])
