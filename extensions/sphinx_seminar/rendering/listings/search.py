"""The search page as every builder can show it: the sessions by date.

A list of ten thousand sessions would cost more to load than the search saves, so the list
ends where :data:`LONGEST` or ``:limit:`` says; a site has the whole one on a page of its own
(:mod:`sphinx_seminar.rendering.wholelist`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

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
    found = replace(listing.selection, limit=0).sessions(context.archive, context.today)
    label = labels.BY_DATE if len(found) <= limit else labels.NEWEST_SESSIONS
    parts = [nodes.paragraph("", str(label)), *render_sessions(shown, context)]
    return [nodes.container("", *parts, classes=[CSS_CLASS])]
