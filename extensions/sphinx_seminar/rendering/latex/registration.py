"""Registers what makes Sphinx's LaTeX fit for the archive; formulas register their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.latex.documents import ArrangeForPrint
from sphinx_seminar.rendering.latex.scripts import LettersOfScripts

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_post_transform(ArrangeForPrint)
    app.add_post_transform(LettersOfScripts)
