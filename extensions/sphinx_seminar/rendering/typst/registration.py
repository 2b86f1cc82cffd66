"""Registers the PDF builder, and what it asks others for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.typst.attachments import EVENT
from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the builder ``seminarpdf``; Typst itself is needed only when it runs."""
    app.add_event(EVENT)
    app.add_builder(SeminarPdfBuilder)
