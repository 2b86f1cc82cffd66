"""The documents of LaTeX in the order of the other volume, without what is not printed."""

from __future__ import annotations

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.deferring import deferred

_arrange = deferred("sphinx_seminar.rendering.volume.assembly:arrange")


class ArrangeForPrint(SphinxPostTransform):
    """Arranges the pages of a book as those of the PDF are.

    Its indices lead to listings of speakers and topics, which therefore stay.
    """

    formats = ("latex",)
    # before listings become lists (5), and all that looks at where a node stands
    default_priority = 4

    def run(self, **_kwargs: object) -> None:
        """Arrange a document that others were put into."""
        if next(self.document.findall(addnodes.start_of_file), None) is not None:
            _arrange(self.document, self.env, ())
