"""The bibliography, every reading once with every session that used it, and reading lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.scope import ScopeKind, archive_scope, selection_scope
from sphinx_seminar.model.selection import Sort
from sphinx_seminar.rendering.citation.short import sort_key
from sphinx_seminar.rendering.elsewhere import partner_label
from sphinx_seminar.rendering.entries import render_entry
from sphinx_seminar.rendering.exports import export_links
from sphinx_seminar.rendering.labels import exports as labels_of_exports
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_in
from sphinx_seminar.rendering.readings import labelled_reference, list_of_readings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.rendering.context import Context


def render_bibliography(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return the readings of the selected sessions with their uses.

    The whole bibliography also holds the entries that no session has read yet, except
    those that only lend their fields to others.
    """
    uses = _uses_by_key(listing, context)
    if listing.is_whole:
        uses = {key: uses.get(key, []) for key in (*uses, *archive_scope(context.own).keys)}
    return _render(listing, context, uses, with_uses=True)


def render_reading_list(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return the readings of the selected sessions, references only."""
    return _render(listing, context, _uses_by_key(listing, context), with_uses=False)


def _uses_by_key(listing: ListingRecord, context: Context) -> dict[str, list[Use]]:
    """Return the uses in the selected sessions, newest first, by key."""
    found: dict[str, list[Use]] = {}
    selection = replace(listing.selection, sort=Sort.NEWEST, limit=0)
    for session in selection.sessions(context.archive, context.today):
        for use in context.archive.uses_by_session[session.id]:
            found.setdefault(use.use.key, []).append(use)
    return found


def _render(
    listing: ListingRecord,
    context: Context,
    uses: dict[str, list[Use]],
    *,
    with_uses: bool,
) -> list[nodes.Node]:
    if not uses:
        return [nodes.paragraph("", str(labels.NO_READINGS), classes=["seminar-empty"])]
    is_home = with_uses and context.homes.get("reading") == listing.docname
    items = [
        reading_item(key, uses[key] if with_uses else [], context, is_home=is_home)
        for key in _ordered(uses, listing, context)
    ]
    css_class = "seminar-bibliography" if with_uses else "seminar-reading-list"
    return [*_exports(listing, context), list_of_readings(items, css_class)]


def _exports(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return the files of the list; they hold what this archive's sessions read, no others'."""
    scope = selection_scope(context.own, listing.selection, context.today)
    if context.view is None or not context.view.partners:
        return export_links(scope.stem, labels_of_exports.READING_LIST, context)
    # Without other archives no such list may have been published.
    if not scope.keys or scope.kind is not ScopeKind.ARCHIVE:
        return []
    return export_links(scope.stem, labels_of_exports.OWN_READING_LIST, context)


def _ordered(uses: dict[str, list[Use]], listing: ListingRecord, context: Context) -> list[str]:
    keys = sorted(uses, key=_place(context))
    sort = listing.selection.sort
    if sort is Sort.USES:
        keys.sort(key=lambda key: -len(uses[key]))
    elif sort is not Sort.NAME:
        keys.sort(key=lambda key: _last_used(uses[key]), reverse=sort is Sort.NEWEST)
    return keys[: listing.selection.limit] if listing.selection.limit else keys


def _place(context: Context) -> Callable[[str], tuple[object, ...]]:
    """Return what puts keys in order: as in the bibliography, or by name among other archives'."""
    if context.view is None or not context.view.partners or context.citing.is_numbered:
        return context.citing.place
    readings = context.archive.readings
    return lambda key: sort_key(readings[key])


def _last_used(uses: list[Use]) -> tuple[str, ...]:
    return uses[0].session.sort_key if uses else ("",)


def reading_item(
    key: str, uses: Sequence[Use], context: Context, *, is_home: bool
) -> nodes.list_item:
    """Return the reading *key* with *uses* as an item of a list; its anchor is its home."""
    reading = context.archive.readings[key]
    line = nodes.paragraph("")
    is_own = key in context.own.readings
    is_home = is_home and is_own
    if is_home:
        line += nodes.target("", "", ids=[node_id("reading", key)])
    line += labelled_reference(reading, context)
    has_page = key in context.reading_pages
    leads = context.leads_to(key) if is_own else ("reading", key) in context.addresses
    if has_page or (leads and not is_home):
        label = nodes.Text(str(labels.ITS_PAGE if has_page else labels.IN_THE_BIBLIOGRAPHY))
        link = link_in(context, "reading", key, [label])
        line += nodes.inline("", " (", link, nodes.Text(")"), classes=["seminar-more"])
        line += partner_label(context.view, key) if not is_own and context.view else []
    item = nodes.list_item("", line, classes=["seminar-reading"], reading=key)
    more = render_entry(reading, uses, context, whole=is_home)
    if more:
        item += nodes.container("", *more, classes=["seminar-entry"])
    return item
