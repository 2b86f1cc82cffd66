"""``allowed-names``: what every page may use, as the package lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_seminar.domain.trust.vocabulary import (
    ALLOWED_DIRECTIVES,
    ALLOWED_ROLES,
    REFUSED_ON_PURPOSE,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class AllowedNames(SphinxDirective):
    """The names of one list, sorted."""

    required_arguments = 1
    lists: ClassVar[dict[str, frozenset[str]]] = {
        "directives": ALLOWED_DIRECTIVES,
        "roles": ALLOWED_ROLES,
        "refused": REFUSED_ON_PURPOSE,
    }

    def run(self) -> list[nodes.Node]:
        """Return a paragraph."""
        paragraph = nodes.paragraph("", classes=["manual-names"])
        for name in sorted(self.lists[self.arguments[0]]):
            paragraph += [nodes.literal("", name), nodes.Text(" ")]
        return [paragraph]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("allowed-names", AllowedNames)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
