# ruff: noqa: D102 - the name of a visitor says what it visits
"""Links, footnotes and citations.

Footnotes stand at the foot of the page of their first reference; later references
repeat its number. A note that nothing refers to keeps its place and its text.
"""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_seminar.model.identity import node_id
from sphinx_seminar.rendering.typst.base import TranslatorBase
from sphinx_seminar.rendering.typst.pieces import Anchor, Elsewhere, Link, PageOf, PagesOf, Piece
from sphinx_seminar.rendering.typst.quoting import markup_text, quoted
from sphinx_seminar.rendering.volume.places import label

_SPEAKER = label("", node_id("speaker", ""))
_SCHEMES = ("http:", "https:", "mailto:")


class References(TranslatorBase):
    """Visitors of references and of what they refer to."""

    wrapped: ClassVar[dict[str, tuple[str, str]]] = {
        "pending_xref": ("#text()[", "]"),
        "citation_reference": ("#text()[", "]"),
        "substitution_reference": ("#text()[", "]"),
        "target": ("", ""),
        "only": ("", ""),
    }

    def opened_by_design(self, node: nodes.Element) -> bool:
        """Write what begins a link that is a button or a card; tell whether that is all of it."""
        raise NotImplementedError

    def closed_by_design(self, node: nodes.Element) -> None:
        """Write what ends it."""
        raise NotImplementedError

    def page_of_link(self, node: nodes.Element) -> list[Piece]:
        """Return the page that a link leads to."""
        target = self._target(node)
        return [PageOf(target)] if target else []

    def visit_reference(self, node: nodes.Element) -> None:
        if self.opened_by_design(node):
            raise nodes.SkipNode
        uri = str(node.get("refuri", ""))
        if target := self._target(node):
            self.write(Link(target))
        elif uri.lower().startswith(_SCHEMES):
            self.write(f"#link({quoted(uri)})")
        else:
            self.write("#text()")
        self.write("[")

    visit_number_reference = visit_reference

    def depart_reference(self, node: nodes.Element) -> None:
        self.write("]")
        self.closed_by_design(node)
        target = self._target(node)
        if not target:
            return
        # Beside a talk stand its speakers: their entries are not where it was held.
        is_meeting = self.outside.is_meeting(target)
        if is_meeting or (_SPEAKER not in target and self._in_uses(node)):
            self.write(PageOf(target))
        day = self.outside.day(target) if is_meeting else ""
        if day and day not in node.astext() and day not in _around(node):
            self.write(Elsewhere(target, markup_text(f" ({self.shown(day)})")))

    depart_number_reference = depart_reference

    def targets_in(self, node: nodes.Element) -> list[str]:
        """Return the labels that the references in *node* lead to."""
        found = (self._target(one) for one in node.findall(nodes.reference))
        return [one for one in found if one]

    def _target(self, node: nodes.Element) -> str:
        """Return the label in the volume that a reference leads to, '' where it leads outside."""
        if node.get("refid"):
            return label(self.docname, node["refid"])
        uri = str(node.get("refuri", ""))
        if not uri.startswith("%"):
            return ""
        docname, _hash, node_id = uri[1:].partition("#")
        return label(docname, node_id)

    @staticmethod
    def _in_uses(node: nodes.Node | None) -> bool:
        while node is not None:
            if isinstance(node, nodes.Element) and "seminar-uses" in node["classes"]:
                return True
            node = node.parent
        return False

    def visit_IndexPlace(self, node: nodes.Element) -> None:  # noqa: N802 - the node's name
        self.write(Anchor(node["label"]))
        raise nodes.SkipNode

    def visit_PageNumbers(self, node: nodes.Element) -> None:  # noqa: N802 - the node's name
        self.write(PagesOf(tuple(node["targets"])))
        raise nodes.SkipNode

    def visit_label(self, node: nodes.Element) -> None:
        self.write('#strong[#"[";', *self.captured(list(node.children)), '#"]";]#" ";')
        raise nodes.SkipNode

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        key = (self.docname, str(node.get("refid", "")))
        note = self.inspected.footnotes.get(key)
        if note is None:
            self.write("#super[", *self.captured(list(node.children)), "]")
        elif key in self._noted:
            self.write(f"#footnote(label({quoted(label('note:' + key[0], key[1]))}));")
        else:
            self._noted.add(key)
            body = [child for child in note if not isinstance(child, nodes.label)]
            if body and isinstance(body[0], nodes.paragraph):
                body[:1] = body[0].children  # on the line of the number
            self.write("#note[", *self.captured(body), "]")
            self.write(f"#label({quoted(label('note:' + key[0], key[1]))});")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.Element) -> None:
        keys = {(self.docname, node_id) for node_id in node["ids"]}
        if keys & self._noted or node.get("backrefs"):
            raise nodes.SkipNode
        self.visit_citation(node)

    def visit_citation(self, node: nodes.Element) -> None:
        self.write("\n#citation-entry[")
        for number, child in enumerate(node.children):
            if number == 1 and isinstance(child, nodes.paragraph):
                self.write(*self.captured(child.children))  # on the line of the label
            else:
                child.walkabout(self)
        self.write("\n]\n")
        raise nodes.SkipNode


def _around(node: nodes.Node) -> str:
    return node.parent.astext() if node.parent else ""
