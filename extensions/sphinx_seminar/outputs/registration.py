"""Registers floor 4 with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.outputs import leaks
from sphinx_seminar.outputs.citations import citation_publications
from sphinx_seminar.outputs.exports import export_publications
from sphinx_seminar.outputs.metadata.pages import add_metadata
from sphinx_seminar.outputs.publishing import EVENT
from sphinx_seminar.outputs.redirects import redirect_publications
from sphinx_seminar.outputs.standing import publish_outputs
from sphinx_seminar.outputs.whole import whole_publications

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register what is published beside the pages."""
    app.add_event(EVENT)
    app.connect(EVENT, export_publications)
    app.connect(EVENT, citation_publications)
    app.connect(EVENT, redirect_publications)
    app.connect(EVENT, whole_publications)
    app.connect("html-page-context", add_metadata)
    leaks.register(app)
    app.connect("build-finished", publish_outputs)
