"""sphinx-seminar: archives of academic seminars, sessions and talks joined with their readings."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

#: The floors that register with Sphinx, lowest first. What registers is imported by ``setup``
#: alone, so that commands which need no Sphinx do not wait for it, whatever floor they use.
_FLOORS = ("domain", "rendering", "outputs")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx; nothing else happens here."""
    app.setup_extension("myst_parser")
    for floor in _FLOORS:
        resolve_name(f"{__name__}.{floor}.registration:register")(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
