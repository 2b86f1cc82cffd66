# ruff: noqa: INP001 - a package named math would hide the standard library's
"""An extension for tests: the formulas of sphinx-seminar and nothing else of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.math.registration import register

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the formulas."""
    app.add_config_value("seminar_math_macros", {}, "env", types=frozenset({dict}))
    register(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
