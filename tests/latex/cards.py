"""An extension for tests: a card as sphinx-design makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import Directive

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class PassthroughTextElement(nodes.TextElement):
    """A text without a paragraph."""


class Card(Directive):
    """A title and a body."""

    def run(self) -> list[nodes.Node]:
        """Return the card."""
        title = PassthroughTextElement("", "Card title")
        head = nodes.container("", title, design_component="card-title")
        return [nodes.container("", head, nodes.paragraph("", "Card body"))]


def setup(app: Sphinx) -> None:
    """Register both."""
    app.add_node(PassthroughTextElement)
    app.add_directive("card", Card)
