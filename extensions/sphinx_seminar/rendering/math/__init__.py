"""Formulas: LaTeX through one gate to MathML, and from there to HTML and Typst."""
