"""Every formula is judged once, when its document is read, so that each build says it once.

Outputs that meet a formula later only show it: a title stands on many pages, and pages
are written in many processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import get_node_line

from sphinx_seminar.domain.messages import note_finding, report
from sphinx_seminar.model.finding import Location
from sphinx_seminar.rendering.math.convert import Formula, Gate, MathError, gate_of
from sphinx_seminar.rendering.math.numbering import is_formula

if TYPE_CHECKING:
    from sphinx.config import Config

#: On a formula that was judged when its document was read.
CHECKED = "seminar-checked"


class CheckFormulas(SphinxTransform):
    """Judges the formulas of a document."""

    # After substitutions, translations and all else that brings formulas; before domains
    # (850) and doctree-read (880) copy titles away.
    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        """Note a finding for each formula that cannot be set."""
        del kwargs
        gate = gate_of(self.config)
        for node in self.document.findall(is_formula):
            if isinstance(node, nodes.Element) and not node.get(CHECKED):
                node[CHECKED] = True
                self._check(gate, node)

    def _check(self, gate: Gate, node: nodes.Element) -> None:
        latex = node.astext()
        outcome = gate.convert(latex, display=isinstance(node, nodes.math_block))
        if isinstance(outcome, Formula):
            return
        finding = outcome.finding(latex)
        if "findings" in self.env.domaindata.get("seminar", {}):
            located = Location(self.env.docname, get_node_line(node) or 0)
            note_finding(self.env, finding.at(located))
        else:
            report(finding, location=node)


def judged(config: Config, node: nodes.Element) -> Formula | MathError:
    """Return the formula of *node*; a problem is said unless it was when the document was read."""
    latex = node.astext()
    outcome = gate_of(config).convert(latex, display=isinstance(node, nodes.math_block))
    if isinstance(outcome, MathError) and not node.get(CHECKED):
        report(outcome.finding(latex), location=node)
    return outcome
