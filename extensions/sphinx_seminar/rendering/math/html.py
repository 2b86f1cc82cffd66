"""Formulas on pages: MathML that the browser draws, without a script or a foreign host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _
from sphinx.util.math import get_node_equation_number

from sphinx_seminar.rendering.math.checking import judged
from sphinx_seminar.rendering.math.convert import MathError
from sphinx_seminar.rendering.math.markup import to_markup

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in a line."""
    formula = judged(translator.config, node)
    if isinstance(formula, MathError):
        translator.body.append(_source(translator, node))
    else:
        classes = "math notranslate nohighlight"
        translator.body.append(translator.starttag(node, "span", "", CLASS=classes))
        translator.body.append(to_markup(formula, node.astext()) + "</span>")
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula with its number, as Sphinx's own renderers do."""
    formula = judged(translator.config, node)
    classes = "math notranslate nohighlight seminar-math"
    translator.body.append(translator.starttag(node, "div", CLASS=classes))
    number = ""
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({translator.encode(number)})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    if isinstance(formula, MathError):
        translator.body.append(_source(translator, node))
    else:
        if formula.tag and not number:
            tag = translator.encode(formula.tag)
            translator.body.append(f'<span class="eqno">{tag}</span>')
        markup = to_markup(formula, node.astext())
        # Keyboards reach what scrolls.
        translator.body.append(f'<div class="seminar-math-scroll" tabindex="0">{markup}</div>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _source(translator: HTML5Translator, node: nodes.Element) -> str:
    return f'<code class="seminar-math-error">{translator.encode(node.astext())}</code>'
