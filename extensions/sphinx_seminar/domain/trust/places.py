"""Where in the sources a node or a directive stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.utils import get_source_line

from sphinx_seminar.model.finding import Location

if TYPE_CHECKING:
    from docutils import nodes


def line_of(node: nodes.Node) -> int:
    """Return the line on which *node*, or the closest node around it, begins; 0 if unknown."""
    return int(get_source_line(node)[1] or 0)


def place_of(node: nodes.Node, docname: str) -> Location:
    """Return the location of *node* in the document *docname*."""
    return Location(docname, line_of(node))
