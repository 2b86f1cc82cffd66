"""Documents of hidden toctrees are chapters, not parts of the last section before them."""

from __future__ import annotations

from typing import Any

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.deferring import deferred

_lift_documents = deferred("sphinx_seminar.rendering.typst.assembly:lift_documents")


class OutOfSections(SphinxPostTransform):
    """Orders the documents as the other volume does."""

    # Before all that looks at where a node stands.
    default_priority = 2
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Move the documents."""
        del kwargs
        _lift_documents(self.env._app.builder, self.document)  # noqa: SLF001 - as in Sphinx itself
