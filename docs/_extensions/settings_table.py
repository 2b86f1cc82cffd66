"""``settings-table``: the settings as the package declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from _extensions.tables import text_row, titled_table
from sphinx_seminar.domain.settings import SETTINGS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_seminar.domain.settings import Setting

_REBUILDS = {
    "": "A change rebuilds the pages that show it.",
    "env": "A change rebuilds everything.",
    "html": "A change rebuilds every HTML page.",
}


class SettingsTable(SphinxDirective):
    """A row for each setting of ``SETTINGS``."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        head = ("Setting", "Type and default", "What it is")
        return [titled_table(head, [_row(setting) for setting in SETTINGS], (35, 25, 40))]


def _row(setting: Setting) -> nodes.row:
    kinds: list[nodes.Node] = [nodes.Text(" or ".join(kind.__name__ for kind in setting.types))]
    if not callable(setting.default):
        kinds += [nodes.Text("; "), nodes.literal("", repr(setting.default))]
    for choice in setting.choices:
        if choice != setting.default:
            kinds += [nodes.Text(" or "), nodes.literal("", repr(choice))]
    name: list[nodes.Node] = [nodes.literal("", setting.name)]
    return text_row(name, kinds, f"{setting.help} {_REBUILDS[setting.rebuild]}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("settings-table", SettingsTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
