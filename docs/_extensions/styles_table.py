"""``styles-table``: the CSL styles that are part of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from _extensions.tables import text_row, titled_table
from sphinx_seminar.rendering.citation.csl.styles import ALIASES, shipped_styles, shipped_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_INFO = "{http://purl.org/net/xbiblio/csl}info"
_TITLE = "{http://purl.org/net/xbiblio/csl}title"
_CATEGORY = "{http://purl.org/net/xbiblio/csl}category"
_KINDS = {"author-date": "author and year", "author": "author", "numeric": "number"}


class StylesTable(SphinxDirective):
    """A row for each style."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        head = ("Id", "Alias", "Style", "Cites by")
        rows = [_row(style_id) for style_id in shipped_styles()]
        return [titled_table(head, rows, (32, 18, 34, 16))]


def _row(style_id: str) -> nodes.row:
    root = ET.fromstring(shipped_text(style_id))  # noqa: S314 (a file of the package)
    info = root.find(_INFO)
    categories = info.iter(_CATEGORY) if info is not None else ()
    formats = (category.get("citation-format") for category in categories)
    kind = next(filter(None, formats), "")
    aliases: list[nodes.Node] = []
    for alias, target in ALIASES.items():
        if target == style_id:
            aliases += [nodes.Text(", "), nodes.literal("", alias)]
    title = info.findtext(_TITLE, "") if info is not None else ""
    return text_row([nodes.literal("", style_id)], aliases[1:], title, _KINDS[kind])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("styles-table", StylesTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
