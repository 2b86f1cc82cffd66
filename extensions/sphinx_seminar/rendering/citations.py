"""Readings cited in the text: textual, in parentheses, or in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.citation.short import author_year, author_year_in_text
from sphinx_seminar.rendering.links import link_to
from sphinx_seminar.rendering.readings import reference_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.domain.nodes import Citation
    from sphinx_seminar.model.talk import ReadingUse
    from sphinx_seminar.rendering.context import Context


def render_citation(citation: Citation, context: Context) -> list[nodes.Node]:
    """Return the citation as links to the bibliography; unknown keys stay as typed."""
    uses: Iterable[ReadingUse] = citation["uses"]
    if citation["form"] == "full":
        return _separated([_full(use, context) for use in uses], " ")
    textual = citation["form"] == "textual"
    parts = [_short(use, context, textual=textual) for use in uses]
    shown = _separated(parts, "; ")
    return shown if textual else [nodes.Text("("), *shown, nodes.Text(")")]


def _separated(parts: list[list[nodes.Node]], separator: str) -> list[nodes.Node]:
    shown: list[nodes.Node] = []
    for part in parts:
        shown += [nodes.Text(separator), *part] if shown else part
    return shown


def _full(use: ReadingUse, context: Context) -> list[nodes.Node]:
    reading = context.archive.readings.get(use.key)
    if reading is None:
        return [nodes.Text(use.key)]
    return reference_nodes(reading, context)


def _short(use: ReadingUse, context: Context, *, textual: bool) -> list[nodes.Node]:
    reading = context.archive.readings.get(use.key)
    if reading is None:
        text = use.key
    else:
        write = author_year_in_text if textual else author_year
        text = write(reading, context.suffixes.get(use.key, ""))
    shown: list[nodes.Node] = [link_to("reading", use.key, [nodes.Text(text)], context.docname)]
    if use.locator:
        shown.append(nodes.Text(f", {use.locator}" if not textual else f" ({use.locator})"))
    return shown
