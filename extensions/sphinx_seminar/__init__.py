"""sphinx-seminar: archives of academic seminars, sessions and talks joined with their readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar import domain, outputs, rendering

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx; nothing else happens here."""
    app.setup_extension("myst_parser")
    domain.register(app)
    rendering.register(app)
    outputs.register(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
