"""The search page as every builder can show it: a sentence, and the sessions by date.

A list of ten thousand sessions would cost more to load than the search saves, so the
list ends where :data:`LONGEST` or ``:limit:`` says, and the whole listings are one link away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.rendering.labels import search as labels
from sphinx_seminar.rendering.listings.sessions import render_sessions

if TYPE_CHECKING:
    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.rendering.context import Context

LONGEST = 200
CSS_CLASS = "seminar-search-plain"


def render_search(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return what the search page shows without a script."""
    limit = listing.selection.limit or LONGEST
    shown = replace(listing, selection=replace(listing.selection, limit=limit))
    found = listing.selection.sessions(context.archive, context.today)
    parts: list[nodes.Node] = []
    if context.is_html:
        parts.append(_sentence(context.docname))
    label = labels.BY_DATE if len(found) <= limit else labels.NEWEST_SESSIONS
    parts.append(nodes.paragraph("", str(label)))
    parts += render_sessions(shown, context)
    return [nodes.container("", *parts, classes=[CSS_CLASS])]


def _sentence(docname: str) -> nodes.paragraph:
    # Sphinx's own name for its search page.
    link = addnodes.pending_xref(
        "",
        nodes.inline("", str(labels.PLAIN_SEARCH)),
        refdomain="std",
        reftype="ref",
        reftarget="search",
        refexplicit=True,
        refdoc=docname,
        refwarn=False,
    )
    stock = nodes.inline("", "", link, classes=["seminar-search-stock"])
    stock += nodes.Text(f" {labels.PLAIN_SEARCH_HINT}.")
    return nodes.paragraph("", f"{labels.NEEDS_SCRIPTS} ", stock)
