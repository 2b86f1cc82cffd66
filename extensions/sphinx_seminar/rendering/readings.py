"""Reading lists in place: what was read for a talk or a session, as full references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.scope import ScopeKind, scope_stem
from sphinx_seminar.model.talk import UseRole
from sphinx_seminar.rendering.citation.csl.inlines import inline_nodes
from sphinx_seminar.rendering.citation.full import render_reference
from sphinx_seminar.rendering.exports import export_links
from sphinx_seminar.rendering.labels import exports as labels_of_exports
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.rendering.context import Context


def render_session_readings(
    session_id: str, uses: Sequence[Use], context: Context
) -> list[nodes.Node]:
    """Return what a session read outside its talks, and the files of all that it read.

    The files of the whole session are here when it has several lists; a single list
    has them below itself.
    """
    own = [use for use in uses if use.talk is None]
    shown = render_uses(own, context)
    lists = {use.talk.id if use.talk else "" for use in uses}
    if not uses or (len(lists) == 1 and not own):
        return shown
    label = labels_of_exports.READING_LIST if len(lists) == 1 else labels_of_exports.ALL_READINGS
    stem = scope_stem(ScopeKind.SESSION, session_id)
    return [*shown, *export_links(stem, label, context)]


def render_talk_readings(talk_id: str, uses: Sequence[Use], context: Context) -> list[nodes.Node]:
    """Return what was read for a talk, *uses* being those of its session, and the files of it."""
    own = [use for use in uses if use.talk and use.talk.id == talk_id]
    if not own:
        return []
    stem = scope_stem(ScopeKind.TALK, talk_id)
    return [
        *render_uses(own, context),
        *export_links(stem, labels_of_exports.READING_LIST, context),
    ]


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
            block += list_of_readings(items)
            shown.append(block)
    return shown


def _item(use: Use, context: Context) -> nodes.list_item:
    reading = context.archive.readings[use.use.key]
    line = nodes.paragraph("", "", *labelled_reference(reading, context))
    if use.use.locator:
        line += nodes.Text(" ")
        line += nodes.inline("", f"[{use.use.locator}]", classes=["seminar-locator"])
    if context.leads_to(reading.key):
        line += nodes.Text(" ")
        has_page = reading.key in context.reading_pages
        label = nodes.Text(str(labels.ITS_PAGE if has_page else labels.IN_THE_BIBLIOGRAPHY))
        link = link_to("reading", reading.key, [label], context.docname)
        line += nodes.inline("", "(", link, nodes.Text(")"), classes=["seminar-more"])
    return nodes.list_item("", line, classes=["seminar-reading"], reading=reading.key)


def list_of_readings(items: Sequence[nodes.list_item], css_class: str = "") -> nodes.bullet_list:
    """Return *items* as a list; one whose items have numbers says so to the style sheet."""
    classes = [css_class] if css_class else []
    if any("seminar-number" in node["classes"] for node in items[0].findall(nodes.inline)):
        classes.append("seminar-numbered")
    return nodes.bullet_list("", *items, classes=classes)


def labelled_reference(reading: Reading, context: Context) -> list[nodes.Node]:
    """Return the full reference of *reading*, behind its number where the style has numbers."""
    formatted = context.citing.references.get(reading.key)
    label: list[nodes.Node] = []
    if formatted is not None:
        label = inline_nodes(formatted.label, context.docname)
    elif context.citing.is_numbered and reading.key in context.citing.places:
        label = [nodes.Text(f"[{context.citing.places[reading.key]}]")]
    shown = reference_nodes(reading, context)
    if not label:
        return shown
    return [nodes.inline("", "", *label, classes=["seminar-number"]), nodes.Text(" "), *shown]


def reference_nodes(reading: Reading, context: Context) -> list[nodes.Node]:
    """Return the full reference of *reading*: in the style of the settings, or a built-in one."""
    citing = context.citing
    formatted = citing.references.get(reading.key)
    if formatted is not None:
        return inline_nodes(formatted.inlines, context.docname)
    letter = citing.apart.get(reading.key, "") if citing.has_letters else ""
    return render_reference(reading, year_suffix=letter, year_last=citing.is_numbered)
