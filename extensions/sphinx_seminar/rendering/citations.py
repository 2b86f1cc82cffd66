"""Readings cited in the text: textual, in parentheses or by number, or in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.citation import CitationForm
from sphinx_seminar.rendering.citation.csl.inlines import inline_nodes
from sphinx_seminar.rendering.citation.short import short_name, short_names, short_year
from sphinx_seminar.rendering.links import link_to
from sphinx_seminar.rendering.readings import reference_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.domain.citing import FormattedCitation
    from sphinx_seminar.model.citation import Citation, CitationItem
    from sphinx_seminar.rendering.context import Context


def render_citation(citation: Citation, context: Context) -> list[nodes.Node]:
    """Return the citation as links to the bibliography; unknown keys stay as typed."""
    if citation.form is CitationForm.FULL:
        return _separated([_full(item, context) for item in citation.items], " ")
    formatted = context.citing.citations.get(citation)
    if formatted is not None:
        return _formatted(citation, formatted, context)
    if citation.form is CitationForm.TEXTUAL:
        return _separated([_textual(item, context) for item in citation.items], "; ")
    parts = [_parenthetical(item, context) for item in citation.items]
    if not context.citing.is_numbered:
        return [nodes.Text("("), *_separated(parts, "; "), nodes.Text(")")]
    separator = ", " if all(item.is_bare for item in citation.items) else "; "
    return [nodes.Text("["), *_separated(parts, separator), nodes.Text("]")]


def close_up(placeholder: nodes.Element, shown: list[nodes.Node]) -> None:
    """Take the space before *placeholder* away where a raised number takes its place."""
    parent = placeholder.parent
    index = parent.index(placeholder)
    before = parent[index - 1] if index else None
    if shown and isinstance(shown[0], nodes.superscript) and isinstance(before, nodes.Text):
        parent[index - 1] = nodes.Text(before.rstrip())


def _separated(parts: list[list[nodes.Node]], separator: str) -> list[nodes.Node]:
    shown: list[nodes.Node] = []
    for part in parts:
        shown += [nodes.Text(separator), *part] if shown else part
    return shown


def _full(item: CitationItem, context: Context) -> list[nodes.Node]:
    reading = context.archive.readings.get(item.key)
    shown = _before(item)
    shown += reference_nodes(reading, context) if reading else [nodes.Text(item.key)]
    if item.locator:
        locator = nodes.inline("", f"[{item.locator}]", classes=["seminar-locator"])
        shown += [nodes.Text(" "), locator]
    return [*shown, nodes.Text(f" {item.suffix}")] if item.suffix else shown


def _textual(item: CitationItem, context: Context) -> list[nodes.Node]:
    """Return ``Doe (2019, ch. 1)``, or ``Doe [3, ch. 1]``, as one link."""
    reading = context.archive.readings.get(item.key)
    behind = _behind(item)
    if reading is None:
        return [*_before(item), nodes.Text(f"{item.key}{behind}")]
    names, year = short_names(reading), short_year(reading, context.citing)
    if context.citing.is_numbered:
        text = f"{names} [{context.citing.places.get(item.key, year)}{behind}]"
    else:
        text = f"{names} ({year}{behind})"
    return [*_before(item), link_to("reading", item.key, [nodes.Text(text)], context.docname)]


def _parenthetical(item: CitationItem, context: Context) -> list[nodes.Node]:
    """Return ``see Doe, 2019, ch. 1`` or ``see 3, ch. 1``, the middle as a link."""
    reading = context.archive.readings.get(item.key)
    text = item.key
    if reading is not None:
        number = context.citing.places.get(item.key) if context.citing.is_numbered else None
        text = str(number) if number else short_name(reading, context.citing)
    shown = _before(item)
    if text:
        shown.append(link_to("reading", item.key, [nodes.Text(text)], context.docname))
    behind = _behind(item)
    return [*shown, nodes.Text(behind)] if behind else shown


def _before(item: CitationItem) -> list[nodes.Node]:
    space = " " if item.key else ""
    return [nodes.Text(f"{item.prefix}{space}")] if item.prefix else []


def _behind(item: CitationItem) -> str:
    locator = f", {item.locator}" if item.locator else ""
    if not item.suffix:
        return locator
    comma = "" if item.suffix[0] in ".,;:!?" else ", "
    return f"{locator}{comma}{item.suffix}"


def _formatted(
    citation: Citation, formatted: FormattedCitation, context: Context
) -> list[nodes.Node]:
    """Return what pandoc made of *citation*; in the text, names stand before a number."""
    clusters = [inline_nodes(inlines, context.docname) for inlines in formatted.clusters]
    if citation.form is not CitationForm.TEXTUAL:
        return [node for cluster in clusters for node in _unspaced(cluster)]
    parts = []
    for item, cluster in zip(citation.items, clusters, strict=True):
        shown = _unspaced(cluster)
        if context.citing.is_numbered:
            space = "" if isinstance(shown[0], nodes.superscript) else " "
            reading = context.archive.readings[item.key]
            shown = [nodes.Text(f"{short_names(reading)}{space}"), *shown]
        parts.append([*_before(item), *shown])
    return _separated(parts, "; ")


def _unspaced(shown: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return *shown* without the space that some styles begin with: the author typed one."""
    first, *rest = shown
    if isinstance(first, nodes.Text):
        stripped = nodes.Text(first.lstrip())
        return [stripped, *rest] if stripped else rest
    return [first, *rest]
