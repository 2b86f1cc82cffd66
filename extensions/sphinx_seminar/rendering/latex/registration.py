"""Registers what makes Sphinx's LaTeX fit for the archive; formulas register their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.latex.dating import date_volume
from sphinx_seminar.rendering.latex.documents import ArrangeForPrint
from sphinx_seminar.rendering.latex.drawings import DrawForTex, ShowTextOfImages
from sphinx_seminar.rendering.latex.letters import SetLetters
from sphinx_seminar.rendering.latex.paper import SayOnPaper

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the day and the transforms, in the order in which they run."""
    app.connect("builder-inited", date_volume)
    app.add_post_transform(ArrangeForPrint)
    app.add_post_transform(SayOnPaper)
    app.add_post_transform(SetLetters)
    app.add_post_transform(DrawForTex)
    app.add_post_transform(ShowTextOfImages)
