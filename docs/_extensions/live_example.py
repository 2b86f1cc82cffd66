"""``example``: Markdown as its source and as its result, so that neither drifts from the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Example(SphinxDirective):
    """Shows its content as a block of Markdown, then what it becomes."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the source and the result."""
        text = "\n".join(self.content)
        source = nodes.literal_block(text, text, language="md", classes=["manual-source"])
        self.set_source_info(source)
        result = nodes.container("", *self.parse_content_to_nodes(), classes=["manual-result"])
        return [source, result]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("example", Example)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
