"""What of the pages is not printed: listings that paper has another way for.

A search has no use on paper; what is next or newest is out of date there; the contents list
the sessions, and the indices the speakers and topics. A section that only held such a
listing, with words to introduce it, goes with it.
"""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.domain.nodes import Listing, Placeholder
from sphinx_seminar.domain.records import ListingKind
from sphinx_seminar.model.selection import Period, Sort
from sphinx_seminar.rendering.labels import volume

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.config import Config

    from sphinx_seminar.domain.records import ListingRecord

BACK_MATTER = ("speakers", "readings", "topics", "colophon")
_SCREEN = frozenset({ListingKind.SEARCH, ListingKind.UPCOMING})
_INDEXED = {ListingKind.SPEAKERS: "speakers", ListingKind.TOPICS: "topics"}
_OF_SESSIONS = frozenset({ListingKind.SESSIONS, ListingKind.TIMELINE})
_GLIMPSED = _OF_SESSIONS | {ListingKind.READINGS, ListingKind.READING_LIST}
#: What may stand beside a listing without being worth a page.
_SLIGHT = (nodes.title, nodes.paragraph, nodes.Invisible, nodes.target, addnodes.index)


def back_matter(config: Config) -> tuple[str, ...]:
    """Return what stands at the end of a volume, in this order."""
    return tuple(getattr(config, "seminar_pdf_back_matter", BACK_MATTER))


def keep_what_is_printed(
    tree: nodes.document, config: Config, indexed: Collection[str] | None = None
) -> None:
    """Take out of *tree*, before its references are resolved, what has no place on paper.

    *indexed* names what the volume has indices of: those of the settings, unless told.
    """
    left_out = getattr(config, "seminar_pdf_leave_out", ())
    for file in list(tree.findall(addnodes.start_of_file)):
        if any(fnmatchcase(file["docname"], pattern) for pattern in left_out):
            file.parent.remove(file)
    indexed = back_matter(config) if indexed is None else indexed
    for listing in list(tree.findall(Listing)):
        record = listing["listing"]
        if not is_printed(record, indexed):
            _remove(listing)
        elif record.kind in _OF_SESSIONS:
            # a book is read from its beginning
            selection = replace(record.selection, sort=Sort.OLDEST)
            listing["listing"] = replace(record, selection=selection)


def is_printed(listing: ListingRecord, indexed: Collection[str]) -> bool:
    """Tell whether *listing* stands in a volume that has the indices *indexed*."""
    kind, selection = listing.kind, listing.selection
    if kind in _SCREEN or (kind in _GLIMPSED and selection.limit):
        return False
    if kind in _OF_SESSIONS and selection.period is not Period.ALL:
        return False
    if kind is ListingKind.SESSIONS:
        return not listing.is_whole
    return not (listing.is_whole and _INDEXED.get(kind) in indexed)


def _remove(node: nodes.Element) -> None:
    """Remove *node*, and what holds nothing of worth without it, but the volume itself."""
    parent = node.parent
    parent.remove(node)
    while parent.parent is not None and not _is_volume(parent):
        if any(map(_is_worth_a_page, parent.children)):
            return
        node, parent = parent, parent.parent
        parent.remove(node)


def _is_worth_a_page(node: nodes.Node) -> bool:
    # where the pages of a toctree stood that are no more, or that hidden ones were moved from
    if isinstance(node, nodes.compound) and not node.children:
        return False
    return isinstance(node, Placeholder) or not isinstance(node, _SLIGHT)


def _is_volume(node: nodes.Element) -> bool:
    return isinstance(node, nodes.document) or isinstance(node.parent, nodes.document)


def with_introduction(tree: nodes.document) -> None:
    """Put what the home page says first, in *tree*, under a heading."""
    home = next((one for one in tree.children if isinstance(one, nodes.section)), None)
    if home is None:
        return
    said: list[nodes.Node] = []
    for child in home.children[1:]:
        if isinstance(child, (nodes.section, addnodes.start_of_file, nodes.compound)):
            break
        said.append(child)
    if any(not isinstance(child, (nodes.Invisible, nodes.target)) for child in said):
        for child in said:
            home.remove(child)
        home.insert(1, nodes.section("", nodes.title("", volume.introduction()), *said))
