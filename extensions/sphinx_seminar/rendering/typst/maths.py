# ruff: noqa: D102 - the name of a visitor says what it visits
"""Formulas, numbered as Sphinx numbers them; one that cannot be set is shown as its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst.base import TranslatorBase
from sphinx_seminar.rendering.typst.quoting import quoted

if TYPE_CHECKING:
    from sphinx_seminar.rendering.typst.inspection import SetFormula

#: Sources longer than this are measured, and made smaller when wider than the line.
_LONG = 70


class Maths(TranslatorBase):
    """Visitors of formulas."""

    def visit_math(self, node: nodes.Element) -> None:
        latex = node.astext()
        formula = self.inspected.formulas.get((latex, False))
        if formula is None:
            self.write(f"#bad-formula({quoted(self.shown(latex))});")
        else:
            self.write(f"#math.equation(alt: {_alt(latex)}, ${formula.source}$);")
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element) -> None:
        latex = node.astext()
        formula = self.inspected.formulas.get((latex, True))
        if formula is None:
            self.write(f"\n#bad-formula(block: true, {quoted(self.shown(latex))})\n")
            raise nodes.SkipNode
        number = self._number(node, formula)
        numbering = f"_ => [#{quoted(number)};]" if number else "none"
        function = "wide-equation" if len(latex) > _LONG else "equation"
        self.write(
            f"\n#{function}(alt: {_alt(latex)}, numbering: {numbering}, $ {formula.source} $)\n"
        )
        raise nodes.SkipNode

    def _number(self, node: nodes.Element, formula: SetFormula) -> str:
        if not node.get("number"):
            return formula.tag
        if self.config.math_numfig and self.config.numfig:
            numbers = self.env.toc_fignumbers.get(self.docname, {}).get("displaymath", {})
            own = [node_id for node_id in numbers if node_id == f"equation-{node.get('label')}"]
            if own:
                return f"({str(self.config.math_numsep).join(map(str, numbers[own[0]]))})"
        return f"({node['number']})"


def _alt(latex: str) -> str:
    return quoted(latex.strip() or volume.formula_without_text())
