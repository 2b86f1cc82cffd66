"""Links to the files of a reading list, and blocks that readers open and copy.

Both are plain without JavaScript; ``seminar-exports.js`` adds the buttons that copy. Their
words are in the page's head, so that no search finds them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_seminar.model.scope import ListFormat
from sphinx_seminar.rendering.labels import exports as labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_seminar.rendering.context import Context

_LINKED = (ListFormat.BIBTEX, ListFormat.RIS, ListFormat.CSL)


def export_links(stem: str, label: object, context: Context) -> list[nodes.Node]:
    """Return links to the files that begin with *stem*; none where no files are published."""
    if not context.exports:
        return []
    line = nodes.paragraph("", classes=["seminar-exports"])
    line += nodes.Text(f"{label} ")
    for index, form in enumerate(_LINKED):
        if index:
            line += nodes.Text(" · ")
        uri = relative_uri(context.page_uri, stem + form.suffix)
        line += nodes.reference(
            "", str(labels.FORMATS[form]), refuri=uri, classes=["seminar-export"]
        )
    return [line]


def details(title: object, content: Sequence[nodes.Node], css_class: str) -> nodes.admonition:
    """Return *content* as a block that is closed until a reader opens it, in HTML."""
    heading = nodes.title("", str(title))
    return nodes.admonition(
        "", heading, *content, classes=["seminar-details", css_class], collapsible="closed"
    )


def copyable(text: str) -> list[nodes.Node]:
    """Return *text* as a block of code that can be copied."""
    # Writers take a block without its source for parsed, and ask no highlighter.
    block = nodes.literal_block("", text)
    return [nodes.container("", block, classes=["seminar-copyable"])]


def add_copy_words(
    _app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Give the script the words of its buttons (``html-page-context``)."""
    body = context.get("body", "")
    if "seminar-exports" in body or "seminar-copyable" in body:
        for name, word in (("copy", labels.COPY), ("copied", labels.COPIED)):
            tag = f'<meta name="seminar-{name}" content="{escape(str(word))}" />\n'
            context["metatags"] = context.get("metatags", "") + tag
