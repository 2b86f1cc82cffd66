"""Registers floor 4 with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.deferring import deferred
from sphinx_seminar.outputs import leaks
from sphinx_seminar.outputs.metadata.pages import add_metadata
from sphinx_seminar.outputs.publishing import EVENT
from sphinx_seminar.outputs.standing import publish_outputs
from sphinx_seminar.rendering.typst.attachments import EVENT as ATTACHMENTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: What is published, in this order; imported only by a build that publishes.
PUBLICATIONS = (
    "sphinx_seminar.outputs.exports:export_publications",
    "sphinx_seminar.outputs.citations:citation_publications",
    "sphinx_seminar.outputs.redirects:redirect_publications",
    "sphinx_seminar.outputs.whole:whole_publications",
)


def register(app: Sphinx) -> None:
    """Register what is published beside the pages."""
    app.add_event(EVENT)
    for publications in PUBLICATIONS:
        app.connect(EVENT, deferred(publications))
    app.connect(ATTACHMENTS, deferred("sphinx_seminar.outputs.attachments:volume_attachments"))
    app.connect("html-page-context", add_metadata)
    leaks.register(app)
    app.connect("build-finished", publish_outputs)
