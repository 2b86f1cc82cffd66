# ruff: noqa: INP001 - a package named math would hide the standard library's
"""An extension for tests: both volumes of sphinx-seminar and nothing else of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.latex.registration import register as register_latex
from sphinx_seminar.rendering.typst.registration import register as register_typst

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both."""
    app.add_config_value("seminar_pdf_template", "", "", types=frozenset({str}))
    register_latex(app)
    register_typst(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
