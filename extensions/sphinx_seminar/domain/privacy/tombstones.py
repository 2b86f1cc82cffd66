"""The page of what was withdrawn: its heading and the text around go as well.

Authors write the title of an only talk as the heading of its page, outside the session. Where
a page's only session, or every talk of it, is withdrawn, the heading becomes the day; of a
withdrawn session's page nothing else is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_seminar.domain.nodes import SessionFacts, SessionReadings, TalkFacts
from sphinx_seminar.model.session import Session, Status

if TYPE_CHECKING:
    from collections.abc import Iterator


class BuryHeading(SphinxTransform):
    """Takes what names a withdrawn session or talk out of its page."""

    # Before the heading is compared with a talk's (800) and the table of contents is made.
    default_priority = 790

    def apply(self, **_kwargs: object) -> None:
        """Look at the document's session."""
        facts = list(self.document.findall(SessionFacts))
        if len(facts) != 1:
            return
        session: Session = facts[0]["session"]
        talks = [node["talk"] for node in self.document.findall(TalkFacts)]
        is_withdrawn = session.status is Status.WITHDRAWN
        if not is_withdrawn and not (talks and all(talk.withdrawn for talk in talks)):
            return
        title = self.document.next_node(nodes.title)
        if is_withdrawn:
            kept = list(_tombstone(self.document))
            place = title.parent if title is not None else self.document
            self.document.children = [
                node for node in self.document.children if _is_kept(node) or node is place
            ]
            place.children = []
            place.extend([*([title] if title is not None else []), *kept])
        if title is not None:
            day = session.span.date.isoformat()
            title.children = []
            title += nodes.Text(day)
            title.rawsource = day
            self._rename(title.parent)

    def _rename(self, section: nodes.Element) -> None:
        """Give *section* another anchor: its own was made of the title."""
        for name in (*section["names"], *section.get("dupnames", ())):
            for table in (self.document.nameids, self.document.nametypes):
                table.pop(name, None)
        for one in section["ids"]:
            self.document.ids.pop(one, None)
        section["ids"], section["names"], section["dupnames"] = ["withdrawn"], [], []
        # kept by docutils and MyST for messages and targets, which are no more
        self.document.transform_messages.clear()


def _tombstone(document: nodes.document) -> Iterator[nodes.Node]:
    """Yield what a withdrawn session leaves of its page."""
    yield from document.findall(SessionFacts)
    yield from document.findall(SessionReadings)
    for node in document.findall(TalkFacts):
        yield node.parent


def _is_kept(node: nodes.Node) -> bool:
    return isinstance(node, nodes.docinfo | nodes.field_list)
