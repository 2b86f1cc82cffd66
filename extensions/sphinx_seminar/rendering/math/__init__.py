"""Formulas: LaTeX through one gate to MathML, and from there to HTML and Typst."""

from sphinx_seminar.rendering.math.registration import register

__all__ = ["register"]
