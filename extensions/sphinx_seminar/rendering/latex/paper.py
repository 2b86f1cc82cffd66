"""What a screen shows by other means than text, said in the text of LaTeX.

These are the addresses behind a talk's materials, the boxes of tasks, and where the titles and
the links of sphinx-design's cards end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.rendering.latex.engines import CHOOSES_FONTS
from sphinx_seminar.rendering.volume.addresses import is_on_web
from sphinx_seminar.rendering.volume.outside import Outside
from sphinx_seminar.rendering.volume.tasks import is_done

if TYPE_CHECKING:
    from collections.abc import Iterator

_MATERIALS = "seminar-materials"
_BOXES = {True: "☑ ", False: "☐ "}
_PLAIN_BOXES = {True: "[x] ", False: "[ ] "}
#: A text without a paragraph, by sphinx-design's name for it, of which nothing is imported.
_UNPARTED = "PassthroughTextElement"


class SayOnPaper(SphinxPostTransform):
    """Puts such things into the text."""

    # after all words are text, before their letters get fonts (120)
    default_priority = 115
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Change the document."""
        del kwargs
        outside = Outside(self.env._app.builder)  # noqa: SLF001 - as in Sphinx itself
        for paragraph in self.document.findall(nodes.paragraph):
            if _MATERIALS in paragraph["classes"]:
                self._print_addresses(paragraph, outside)
        boxes = _BOXES if self.config.latex_engine in CHOOSES_FONTS else _PLAIN_BOXES
        for raw in list(self.document.findall(nodes.raw)):
            if (done := is_done(raw.astext())) is not None:
                raw.parent.replace(raw, nodes.Text(boxes[done]))
        for text in list(self.document.findall(nodes.TextElement)):
            if type(text).__name__ == _UNPARTED:
                _part(text)

    def _print_addresses(self, paragraph: nodes.paragraph, outside: Outside) -> None:
        for link in list(_links(paragraph)):
            if isinstance(link, addnodes.download_reference):
                address = outside.download(str(link.get("filename", "")))
            elif self.config.latex_show_urls == "no" and is_on_web(link.get("refuri", "")):
                address = link["refuri"]
            else:
                continue
            if address:
                place = link.parent.index(link) + 1
                shown = nodes.reference("", address, refuri=address, internal=False)
                link.parent.insert(place, [nodes.Text(": "), shown])


def _links(paragraph: nodes.paragraph) -> Iterator[nodes.Element]:
    for node in paragraph.findall(nodes.Element):
        if isinstance(node, nodes.reference | addnodes.download_reference):
            yield node


def _part(node: nodes.Element) -> None:
    """Make *node* a paragraph, in bold where it is a title."""
    content = list(node.children)
    if node.parent.get("design_component") == "card-title":
        content = [nodes.strong("", "", *content)]
    node.parent.replace(node, nodes.paragraph("", "", *content))
