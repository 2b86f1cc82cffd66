"""Roles: references to the archive's objects, and readings cited in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from sphinx_seminar.domain.messages import note_finding
from sphinx_seminar.domain.nodes import Citation
from sphinx_seminar.model.finding import Location
from sphinx_seminar.model.talk import UseRole
from sphinx_seminar.parsing.fields import parse_uses

if TYPE_CHECKING:
    from sphinx.util.typing import RoleFunction


class CitationRole(SphinxRole):
    """``{cite}`KEY (LOCATOR); KEY```: one citation of one or several readings."""

    def __init__(self, form: str) -> None:
        self.form = form

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the placeholder of the citation."""
        uses, findings = parse_uses(self.text, UseRole.MAIN)
        location = Location(self.env.docname, self.lineno)
        for finding in findings:
            note_finding(self.env, finding.at(location))
        # The text stands where a title is copied before rendering, as in a table of contents.
        node = Citation(
            self.text, nodes.Text(self.text), uses=uses, form=self.form, docname=self.env.docname
        )
        self.set_source_info(node)
        return [node], []


ROLES: dict[str, RoleFunction | XRefRole] = {
    # The text of a reference is running text, not code.
    "session": XRefRole(innernodeclass=nodes.inline),
    "talk": XRefRole(innernodeclass=nodes.inline),
    "speaker": XRefRole(innernodeclass=nodes.inline),
    "topic": XRefRole(innernodeclass=nodes.inline),
    "reading": CitationRole("textual"),
    "cite": CitationRole("parenthetical"),
    "cite-full": CitationRole("full"),
}
