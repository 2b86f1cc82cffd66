"""The page of a reading: its reference and what the archive knows of it, then all its uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.domain.objects import reading_page_id
from sphinx_seminar.rendering.entries import render_entry
from sphinx_seminar.rendering.listings.uses import render_discussed
from sphinx_seminar.rendering.readings import labelled_reference

if TYPE_CHECKING:
    from sphinx_seminar.domain.nodes import ReadingFacts, ReadingUses
    from sphinx_seminar.rendering.context import Context


def render_reading_facts(node: ReadingFacts, context: Context) -> list[nodes.Node]:
    """Return the reference with identifiers, abstract and BibTeX; an unknown key as typed."""
    key = node["key"]
    reading = context.archive.readings.get(key)
    if reading is None:
        return [nodes.paragraph("", key)]
    line = nodes.paragraph("", "", *labelled_reference(reading, context))
    if context.reading_pages.get(key) == context.docname:
        line.insert(0, nodes.target("", "", ids=[reading_page_id(key)]))
    more = render_entry(reading, (), context, whole=True)
    return [nodes.container("", line, *more, classes=["seminar-reading-home"], reading=key)]


def render_reading_uses(node: ReadingUses, context: Context) -> list[nodes.Node]:
    """Return where the reading was discussed, newest first."""
    uses = context.archive.uses_by_reading.get(node["key"], ())
    return render_discussed(reversed(uses), context)
