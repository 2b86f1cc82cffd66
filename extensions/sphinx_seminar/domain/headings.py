"""A page about one talk says its title once: in the page's heading, not again in the talk's.

A document's only talk that repeats the document's title keeps its record and its
anchor and loses its heading. This runs before Sphinx collects tables of contents.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_seminar.domain.nodes import SessionFacts, TalkFacts
from sphinx_seminar.model.session import Status

#: On the facts of a talk: its title is the page's.
TITLED_BY_PAGE = "titled_by_page"


class DropRepeatedHeading(SphinxTransform):
    """Turns the section of an only talk into a container when its title is the page's."""

    # After substitutions and translations, which may change a title (Locale has 20).
    default_priority = 800

    def apply(self, **_kwargs: object) -> None:
        """Look at the document's talks."""
        facts = list(self.document.findall(TalkFacts))
        if len(facts) != 1:
            return
        section, heading = facts[0].parent, self.document.next_node(nodes.title)
        if not isinstance(section, nodes.section) or heading is None:
            return
        own = section.next_node(nodes.title)
        if own is None or own is heading or own.astext() != heading.astext():
            return
        facts[0][TITLED_BY_PAGE] = True
        # an anchor of its own: LaTeX has none for a container
        anchor = nodes.target("", "", ids=section["ids"], names=section["names"])
        rest = [child for child in section.children if child is not own]
        block = nodes.container("", anchor, *rest, classes=[*section["classes"]])
        # not replace_self, which would give the block the section's ids as well
        section.parent.replace(section, block)
        self.document.ids.update(dict.fromkeys(anchor["ids"], anchor))


def heading_of_session(document: nodes.document) -> nodes.title | None:
    """Return the heading that names the session of *document*, where it holds one alone.

    ``None`` where that, or every talk of it, was withdrawn: the heading names nothing more.
    """
    found = list(document.findall(SessionFacts))
    if len(found) != 1 or found[0]["session"].status is Status.WITHDRAWN:
        return None
    told = (facts for facts in document.findall(TalkFacts))
    talks = [facts["talk"] for facts in told if facts["session"] == found[0]["session"].id]
    if talks and all(talk.withdrawn for talk in talks):
        return None
    return document.next_node(nodes.title)
