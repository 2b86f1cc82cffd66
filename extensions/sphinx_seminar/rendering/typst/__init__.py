"""PDF without TeX: the documents as one Typst source, compiled by the ``typst`` wheel."""

from sphinx_seminar.rendering.typst.registration import register

__all__ = ["register"]
