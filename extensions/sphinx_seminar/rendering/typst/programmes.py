# ruff: noqa: D102, N802 - the name of a visitor says what it visits
"""The rows of a programme, as arguments of the template's function."""

from __future__ import annotations

from docutils import nodes

from sphinx_seminar.rendering.typst.base import TranslatorBase


class Programmes(TranslatorBase):
    """Visitors of a programme."""

    def visit_ProgrammeRow(self, node: nodes.Element) -> None:
        del node
        self.write("\n#programme-row(")

    def depart_ProgrammeRow(self, node: nodes.Element) -> None:
        del node
        self.write(")\n")

    def visit_ProgrammeTalk(self, node: nodes.Element) -> None:
        del node
        self.write("(")

    def depart_ProgrammeTalk(self, node: nodes.Element) -> None:
        del node
        self.write("),")

    def visit_ProgrammePart(self, node: nodes.Element) -> None:
        self.write(f"{node['part']}: [", *self.captured(list(node.children)), "],")
        raise nodes.SkipNode
