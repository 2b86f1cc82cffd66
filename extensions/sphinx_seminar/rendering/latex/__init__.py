"""The volume in LaTeX: the order of the documents and the letters of all scripts as in the PDF."""

from sphinx_seminar.rendering.latex.registration import register

__all__ = ["register"]
