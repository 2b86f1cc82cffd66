# ruff: noqa: INP001 - a package named typst would hide the real one
"""An extension for tests: the formulas and the PDF of sphinx-seminar and nothing else of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import Directive

from sphinx_seminar.rendering.math import registration as math
from sphinx_seminar.rendering.typst import registration as typst

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class UnheardOf(nodes.General, nodes.Element):
    """A node without a visitor."""


class Voluntary(nodes.General, nodes.Element):
    """A node whose extension brings its own visitors for Typst."""


def visit_voluntary(translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    translator.write('#"own visitor: ";')  # type: ignore[attr-defined]


def depart_voluntary(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    pass


def add_nodes(_app: Sphinx, doctree: nodes.document) -> None:
    for comment in list(doctree.findall(nodes.comment)):
        kinds = {"unheard": UnheardOf, "voluntary": Voluntary, "broken": BrokenBlock}
        if (kind := kinds.get(comment.astext())) is not None:
            paragraph = nodes.paragraph("", "kept text")
            paragraph.source, paragraph.line = comment.source, comment.line
            node = kind("", paragraph)
            node.source, node.line = comment.source, comment.line
            comment.replace_self(node)
    for container in list(doctree.findall(nodes.container)):
        # what sphinx-design does with the parts that it makes
        for name in container["classes"]:
            if name.startswith("as-"):
                container["design_component"] = name.removeprefix("as-")


class Diagram(nodes.General, nodes.Element):
    """A node that is drawn of code, as those of sphinx.ext.graphviz."""


class DrawDiagram(Directive):
    """A diagram."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the node."""
        return [Diagram("", code="\n".join(self.content))]


class BrokenBlock(nodes.container):
    """A block whose visitor writes what does not compile."""


def visit_broken(translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    translator.write("\n#no-such-function()\n")  # type: ignore[attr-defined]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both, and nodes to try them with."""
    app.add_config_value("seminar_pdf_template", "", "", types=frozenset({str}))
    app.add_config_value("seminar_pdf_fonts", [], "", types=frozenset({list}))
    math.register(app)
    typst.register(app)
    app.add_node(UnheardOf)
    app.add_node(Diagram)
    app.add_directive("diagram", DrawDiagram)
    app.add_node(Voluntary, typst=(visit_voluntary, depart_voluntary))
    app.add_node(BrokenBlock, typst=(visit_broken, depart_voluntary))
    app.connect("doctree-read", add_nodes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
