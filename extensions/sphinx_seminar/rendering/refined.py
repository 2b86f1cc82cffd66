"""HTML that docutils has no node for: ``time``, what is hidden at first, data for the script.

Only pages that a browser shows get these nodes; every other output gets the neutral ones
that they stand for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class Refined(nodes.General, nodes.Inline, nodes.Element):
    """An element ``tag`` of HTML with ``attributes``, which the writer escapes."""


def refined(
    tag: str, *content: nodes.Node, css_class: str, attributes: dict[str, str]
) -> nodes.Element:
    """Return *content* in an element of HTML; attributes without a value are left out."""
    known = {name: value for name, value in attributes.items() if value}
    return Refined("", *content, tag=tag, attributes=known, classes=css_class.split())


def _visit(self: HTML5Translator, node: nodes.Element) -> None:
    attributes: dict[str, Any] = node["attributes"]
    self.body.append(self.starttag(node, node["tag"], "", **attributes))


def _depart(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f"</{node['tag']}>")


def register(app: Sphinx) -> None:
    """Register the node with the HTML writers."""
    app.add_node(Refined, html=(_visit, _depart))
