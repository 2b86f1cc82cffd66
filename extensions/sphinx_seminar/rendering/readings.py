"""Reading lists in place: what was read for a talk or a session, as full references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.talk import UseRole
from sphinx_seminar.rendering.citation.full import render_reference
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.rendering.context import Context


def render_uses(uses: Iterable[Use], context: Context) -> list[nodes.Node]:
    """Return *uses* as lists with a heading, one for each role that occurs."""
    by_role: dict[UseRole, list[Use]] = {}
    for use in uses:
        by_role.setdefault(use.use.role, []).append(use)
    shown: list[nodes.Node] = []
    for role in UseRole:
        if role in by_role:
            items = [_item(use, context) for use in by_role[role]]
            block = nodes.container("", classes=["seminar-readings"])
            block += nodes.rubric("", str(labels.READINGS[role]))
            block += nodes.bullet_list("", *items)
            shown.append(block)
    return shown


def _item(use: Use, context: Context) -> nodes.list_item:
    reading = context.archive.readings[use.use.key]
    line = nodes.paragraph("", "", *reference_nodes(reading, context))
    if use.use.locator:
        line += nodes.Text(" ")
        line += nodes.inline("", f"[{use.use.locator}]", classes=["seminar-locator"])
    if "reading" in context.homes:
        line += nodes.Text(" ")
        label = nodes.Text(str(labels.IN_THE_BIBLIOGRAPHY))
        link = link_to("reading", reading.key, [label], context.docname)
        line += nodes.inline("", "(", link, nodes.Text(")"), classes=["seminar-more"])
    return nodes.list_item("", line, classes=["seminar-reading"])


def reference_nodes(reading: Reading, context: Context) -> list[nodes.Node]:
    """Return the full reference of *reading*, with the suffix of its year in this archive."""
    return render_reference(reading, year_suffix=context.suffixes.get(reading.key, ""))
