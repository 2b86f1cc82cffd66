"""An extension that registers the rebuild package and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain import rebuild

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    rebuild.register(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
