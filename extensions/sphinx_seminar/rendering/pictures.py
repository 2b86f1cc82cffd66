"""Images that an output cannot show are their text there; remote ones are fetched by no build."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.messages import report
from sphinx_seminar.model.finding import Finding, FindingKind


def show_text(image: nodes.image, reason: str = "") -> None:
    """Put the alternative text of *image*, or the name of its file, in its place, and say so."""
    report(Finding(FindingKind.IMAGE, value=image["uri"], detail=reason), location=image)
    text = str(image.get("alt") or "") or str(image["uri"]).rpartition("/")[2]
    shown: nodes.Node = nodes.Text(text)
    if not isinstance(image.parent, nodes.TextElement):
        shown = nodes.paragraph("", text)
    image.parent.replace(image, shown)


class LeaveRemoteImages(SphinxPostTransform):
    """Shows the text of remote images where Sphinx would fetch them."""

    # before Sphinx fetches them (100)
    default_priority = 90

    def run(self, **kwargs: Any) -> None:
        """Replace them, for builders that copy images and cannot name remote ones."""
        del kwargs
        builder = self.env._app.builder  # noqa: SLF001 - as in Sphinx itself
        if not builder.supported_image_types or builder.supported_remote_images:
            return
        for image in list(self.document.findall(nodes.image)):
            if "://" in image["uri"]:
                show_text(image)
