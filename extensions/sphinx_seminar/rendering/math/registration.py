"""Registers the formulas of every output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.math.checking import CheckFormulas
from sphinx_seminar.rendering.math.html import visit_math, visit_math_block
from sphinx_seminar.rendering.math.latex import LatexFormulas, add_macros
from sphinx_seminar.rendering.math.mathjax import MathjaxFormulas, add_mathjax_macros
from sphinx_seminar.rendering.math.numbering import (
    NumberEquations,
    OneLabelEach,
    ReferencesInFormulas,
    note_equations,
)
from sphinx_seminar.rendering.math.written import keep_macros

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Sphinx takes it by itself as long as no third renderer is loaded.
RENDERER = "seminar_mathml"
_BEFORE_OTHERS = 400
_STYLE = Path(__file__).with_name("seminar-math.css")


def register(app: Sphinx) -> None:
    """Register the gate's check, the HTML renderer and the transform for LaTeX."""
    app.add_transform(NumberEquations)
    app.add_transform(CheckFormulas)
    app.add_post_transform(OneLabelEach)
    app.add_post_transform(ReferencesInFormulas)
    app.add_html_math_renderer(RENDERER, (visit_math, None), (visit_math_block, None))
    app.add_post_transform(LatexFormulas)
    app.add_post_transform(MathjaxFormulas)
    app.connect("config-inited", keep_macros, priority=_BEFORE_OTHERS)
    app.connect("config-inited", add_macros)
    app.connect("config-inited", add_mathjax_macros)
    app.connect("env-updated", note_equations)
    app.connect("builder-inited", add_style)
    app.add_css_file(_STYLE.name)


def add_style(app: Sphinx) -> None:
    """Make the style sheet available to the HTML builders."""
    app.config.html_static_path.append(str(_STYLE))
