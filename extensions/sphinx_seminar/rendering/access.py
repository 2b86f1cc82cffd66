"""How to join, on the pages of a site for members, and the line that says whom they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.privacy.access import SHOWN
from sphinx_seminar.domain.privacy.audience import is_for_members
from sphinx_seminar.model.links import refusal, scheme_of
from sphinx_seminar.rendering.labels import access as labels
from sphinx_seminar.rendering.links import field

if TYPE_CHECKING:
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.rendering.context import Context


def access_fields(session: Session, context: Context) -> list[nodes.Node]:
    """Return the access of *session*, field by field; nothing in a public site."""
    if context.access is None or not session.join or not session.status.takes_place:
        return []
    known = context.access.find(session.join)
    return [
        field(str(labels.FIELDS[name]), _value(known[name]), css_class="seminar-access")
        for name in SHOWN
        if known.get(name)
    ]


def _value(text: str) -> nodes.Node:
    if scheme_of(text) in {"http", "https"} and refusal(text) is None:
        return nodes.reference("", text, refuri=text, internal=False)
    return nodes.Text(text)


class SayWhomItIsFor(SphinxPostTransform):
    """Puts the line under the first heading of every document of a members' site."""

    default_priority = 6

    def run(self, **_kwargs: object) -> None:
        """Insert the line."""
        if not is_for_members(self.config):
            return
        line = nodes.paragraph("", str(labels.FOR_MEMBERS))
        notice = nodes.container("", line, classes=["seminar-members"])
        title = self.document.next_node(nodes.title)
        if title is None or not isinstance(title.parent, nodes.section):
            self.document.insert(0, notice)
        else:
            title.parent.insert(title.parent.index(title) + 1, notice)
