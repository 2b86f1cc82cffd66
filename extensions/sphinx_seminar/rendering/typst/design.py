"""The parts of sphinx-design on paper: cards, grids, tabs, dropdowns, badges and buttons.

They are known by the attribute and the classes that it gives to neutral nodes, so that
nothing of it is imported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from sphinx_seminar.rendering.typst.base import TranslatorBase
from sphinx_seminar.rendering.typst.quoting import quoted
from sphinx_seminar.rendering.volume.addresses import is_on_web, short_address

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_seminar.rendering.typst.pieces import Piece

#: ``design_component`` of a container -> function of the template that sets it.
COMPONENTS = {
    "card": "card",
    "card-header": "card-header",
    "card-footer": "card-footer",
    "card-title": "lead",
    "dropdown": "dropdown",
    "tab-set": "tab-set",
    "tab-item": "tab-item",
}
_COLUMNS = re.compile(r"sd-row-cols-(?:\w+-)?(\d+)")
#: More columns than these are narrower than words.
_MOST_COLUMNS = 3
_HIDDEN, _BUTTON = "sd-hide-link-text", "sd-btn"


class Design(TranslatorBase):
    """Visitors of what sphinx-design makes."""

    wrapped: ClassVar[dict[str, tuple[str, str]]] = {
        "PassthroughTextElement": ("\n\n", "\n\n"),
        "sd_badge": ("#badge[", "]"),
    }

    def write_grid(self, node: nodes.Element) -> None:
        """Write a row of a grid with as many columns as the author gave at most."""
        counts = [int(match[1]) for name in node["classes"] if (match := _COLUMNS.fullmatch(name))]
        columns = max(1, min(*(counts or [1]), len(node.children), _MOST_COLUMNS))
        self.write(f"\n#card-grid({columns},\n")
        for child in node.children:
            self.write("[\n")
            child.walkabout(self)
            self.write("\n],")
        self.write(")\n")

    def opened_by_design(self, node: nodes.Element) -> bool:
        """Write what a link of a card or a button is on paper; tell whether that is all."""
        if _HIDDEN in node["classes"]:
            uri = str(node.get("refuri", ""))
            if is_on_web(uri):
                shown = quoted(self.shown(short_address(uri, cut=False)))
                self.write(f"#card-link({quoted(uri)}, {shown});")
            else:
                self.write(*self.page_of_link(node))
            return True
        if _BUTTON in node["classes"]:
            self.write("#button[")
        return False

    def closed_by_design(self, node: nodes.Element) -> None:
        """Write the end of a button."""
        if _BUTTON in node["classes"]:
            self.write("]")

    def page_of_link(self, node: nodes.Element) -> list[Piece]:
        """Return the page that a link leads to."""
        raise NotImplementedError
