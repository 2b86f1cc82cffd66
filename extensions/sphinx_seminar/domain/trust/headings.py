"""A page's heading is text in every theme.

sphinx-book-theme 1.4 takes the text of the page's heading and of the home page's, and writes
both as they are: an escaped ``<script>`` in a heading would be a script again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_KEYS = ("pagetitle", "root_title")


def escape_heading(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Escape the headings that a theme shows unescaped (``html-page-context``)."""
    for key in _KEYS:
        if isinstance(context.get(key), str):
            context[key] = escape(context[key])
