r"""LaTeX's own labels: ``\label`` inside a display is a label of Sphinx, ``\eqref`` refers to it.

A display has one number, whatever its rows. The numbers of a document are those of its
order; an AMS display without a label, which MyST names at random, gets a name that is
the same in every build.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import get_node_line

from sphinx_seminar.domain.messages import report
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.labels import formulas

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment

#: Where a document's labels are kept; Sphinx forgets and merges this with the document.
_NOTED = "seminar-equations"
_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
_REFERENCE = re.compile(r"\\(eqref|ref)\s*\{([^{}]*)\}")
_STARRED = re.compile(r"\s*\\begin\{[a-z]+\*\}")


class NumberEquations(SphinxTransform):
    """Takes the labels of a document's displays into the math domain."""

    # Before the formulas are judged (840): they refer to numbers then.
    default_priority = 830

    def apply(self, **kwargs: Any) -> None:
        """Name and number the displays, then turn references that stand alone into links."""
        del kwargs
        noted: list[tuple[str, int, int]] = []
        count = 0
        for place, block in enumerate(self.document.findall(nodes.math_block), 1):
            self._name(block, place)
            if block.get("label"):
                count += 1
                block["number"] = count
                line = get_node_line(block) or 0
                # The first is the one that LaTeX knows: the order is part of the data.
                labels = dict.fromkeys([block["label"], *block.get("labels", ())])
                noted += [(label, count, line) for label in labels]
        if noted:
            self.env.metadata[self.env.docname][_NOTED] = noted
        for node in list(self.document.findall(nodes.math)):
            self._link(node)

    def _name(self, block: nodes.math_block, place: int) -> None:
        own = [label.strip() for label in _LABEL.findall(block.astext())]
        known = block.get("label")
        made = known and "amsmath" in block["classes"]
        if not known and (not own or _STARRED.match(block.astext())):
            return
        labels = [label for label in own if label]
        name = known if known and not made else f"{self.env.docname}-{place}"
        if made or not known:
            name = labels[0] if labels else name
        if made:
            self._drop_random(block, known)
        elif not known:
            block["docname"] = self.env.docname
        block["label"], block["labels"] = name, labels
        present = set(self.document.ids)
        for label in dict.fromkeys([name, *labels]):
            if (node_id := nodes.make_id(f"equation-{label}")) not in present:
                block["ids"].append(node_id)
                self.document.ids[node_id] = block

    def _drop_random(self, block: nodes.math_block, label: str) -> None:
        """Drop the random name that MyST gives an AMS display."""
        math_domain(self.env).equations.pop(label, None)
        node_id = nodes.make_id(f"equation-{label}")
        target = self.document.ids.pop(node_id, None)
        if isinstance(target, nodes.target) and target.parent is block.parent:
            target.parent.remove(target)

    def _link(self, node: nodes.math) -> None:
        match = _REFERENCE.fullmatch(node.astext().strip())
        if match is None:
            return
        link = pending_xref(
            "",
            nodes.literal("", match[2], classes=["xref", "eq"]),
            refdomain="math",
            reftype="eq",
            reftarget=match[2].strip(),
            refdoc=self.env.docname,
            refexplicit=False,
            refwarn=True,
        )
        link.source, link.line = node.source, node.line
        node.replace_self(link)


def note_equations(_app: Sphinx, env: BuildEnvironment) -> None:
    """Take all labels into the math domain; of two equal ones the first document's counts.

    This happens in every build, in the order of documents, whatever was read anew or where.
    """
    equations = math_domain(env).equations
    taken: dict[str, str] = {}
    for docname in sorted(env.found_docs):
        for label, number, line in env.metadata[docname].get(_NOTED, ()):
            if label in taken:
                detail = formulas.label_taken(taken[label])
                where = f"{env.doc2path(docname)}:{line or 1}"
                report(Finding(FindingKind.EQUATION, value=label, detail=detail), where)
                continue
            taken[label] = docname
            equations.pop(label, None)
            equations[label] = (docname, number)


class OneLabelEach(SphinxPostTransform):
    """Refers, in LaTeX, to a display by its first label: it takes one and no more."""

    # Before Sphinx's own transform of such references (5).
    default_priority = 4
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Replace the targets of references to equations."""
        del kwargs
        first = first_labels(self.env)
        for node in self.document.findall(pending_xref):
            if node.get("refdomain") == "math":
                node["reftarget"] = first.get(node["reftarget"], node["reftarget"])


class ReferencesInFormulas(SphinxPostTransform):
    r"""Puts numbers in the place of ``\eqref`` between other parts of a formula."""

    # Before the transform for LaTeX (100), which has references of its own.
    default_priority = 90

    def run(self, **kwargs: Any) -> None:
        """Replace the references; one that leads nowhere keeps its label."""
        del kwargs
        for node in list(self.document.findall(is_formula)):
            text = node.astext()
            if _REFERENCE.search(text):
                self._replace(cast("nodes.TextElement", node), text)

    def _replace(self, node: nodes.TextElement, text: str) -> None:
        known, first = math_domain(self.env).equations, first_labels(self.env)

        def number(match: re.Match[str]) -> str:
            label = match[2].strip()
            if label not in known:
                report(Finding(FindingKind.EQUATION, value=label), location=node)
                return match[0]
            docname, shown = known[label]
            if self.env._app.builder.format == "latex":  # noqa: SLF001 - as in Sphinx itself
                return f"\\{match[1]}{{{latex_label(docname, first[label])}}}"
            return f"\\text{{({shown})}}" if match[1] == "eqref" else f"\\text{{{shown}}}"

        replaced = _REFERENCE.sub(number, text)
        if replaced != text:
            node.clear()
            node.append(nodes.Text(replaced))


def math_domain(env: BuildEnvironment) -> MathDomain:
    """Return Sphinx's domain of equations."""
    return cast("MathDomain", env.get_domain("math"))


def first_labels(env: BuildEnvironment) -> dict[str, str]:
    """Return the label of each equation -> the first label of the same."""
    firsts: dict[tuple[str, int], str] = {}
    return {
        label: firsts.setdefault(place, label)
        for label, place in math_domain(env).equations.items()
    }


def latex_label(docname: str, label: str) -> str:
    """Return the name under which Sphinx's LaTeX knows an equation."""
    return f"equation:{docname}:{label}"


def without_labels(latex: str) -> str:
    r"""Return *latex* without its ``\label``."""
    return _LABEL.sub("", latex)


def is_formula(node: nodes.Node) -> bool:
    """Whether *node* is a formula, in a line or displayed."""
    return isinstance(node, nodes.math | nodes.math_block)
