"""``reading``: the page that holds it is the home of a reading, with notes as its body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.domain.directives.base import SeminarDirective
from sphinx_seminar.domain.nodes import ReadingFacts, ReadingUses
from sphinx_seminar.model.finding import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Sequence


class ReadingDirective(SeminarDirective):
    """``{reading} KEY``: full reference, the notes that are its body, and all uses."""

    has_content = True

    def run(self) -> Sequence[nodes.Node]:
        """Return the placeholders of reference and uses, with the notes between them."""
        self.check_options()
        key = self.argument()
        content = self.parse_content_to_nodes()
        if not key:
            self.note([Finding(FindingKind.READING_UNKNOWN, "", location=self.location())])
            return content
        place = {"key": key, "docname": self.env.docname}
        facts, uses = ReadingFacts(**place), ReadingUses(**place)
        for node in (facts, uses):
            self.set_source_info(node)
        notes = [nodes.container("", *content, classes=["seminar-notes"])] if content else []
        return [facts, *notes, uses]
