"""Roles: references to the archive's objects, and readings cited in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from sphinx_seminar.domain.messages import note_finding
from sphinx_seminar.domain.nodes import CitationNode
from sphinx_seminar.model.citation import Citation, CitationForm
from sphinx_seminar.model.finding import Location
from sphinx_seminar.parsing.citations import parse_citation

if TYPE_CHECKING:
    from sphinx.util.typing import RoleFunction


class CitationRole(SphinxRole):
    """``{cite}`{see} KEY (LOCATOR); KEY```: one citation of one or several readings."""

    def __init__(self, form: CitationForm) -> None:
        self.form = form

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the placeholder of the citation."""
        items, findings = parse_citation(self.text)
        location = Location(self.env.docname, self.lineno)
        for finding in findings:
            note_finding(self.env, finding.at(location))
        # The text stands where a title is copied before rendering, as in a table of contents.
        node = CitationNode(
            self.text,
            nodes.Text(self.text),
            citation=Citation(self.form, items),
            docname=self.env.docname,
        )
        self.set_source_info(node)
        return [node], []


ROLES: dict[str, RoleFunction | XRefRole] = {
    # The text of a reference is running text, not code.
    "session": XRefRole(innernodeclass=nodes.inline),
    "talk": XRefRole(innernodeclass=nodes.inline),
    "speaker": XRefRole(innernodeclass=nodes.inline),
    "topic": XRefRole(innernodeclass=nodes.inline),
    **{form.value: CitationRole(form) for form in CitationForm},
}
