# ruff: noqa: D102 - the name of a visitor says what it visits
"""Documents, sections, titles and what stands outside the running text.

The root document's title is the volume's, on the title page; its sections and the
documents of its toctrees are the first level. Levels follow the nesting, so none is
skipped, as PDF/UA asks.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from sphinx_seminar.rendering.typst.base import TranslatorBase
from sphinx_seminar.rendering.typst.pieces import Anchor, Heading, Piece
from sphinx_seminar.rendering.typst.quoting import markup_text, quoted
from sphinx_seminar.rendering.volume.assembly import is_toctree_wrapper
from sphinx_seminar.rendering.volume.places import label


class Structure(TranslatorBase):
    """Visitors of the frame of the volume."""

    def visit_document(self, node: nodes.document) -> None:
        del node
        self.hold([Anchor(label(self.docname))])

    def depart_document(self, node: nodes.document) -> None:
        del node
        self._end_with_held()
        self.end_run()

    def visit_start_of_file(self, node: nodes.Element) -> None:
        self.end_document()
        self.docnames.append(node["docname"])
        if "head" in node:
            self.own_heads[self.docname] = node["head"]
        self.hold([Anchor(label(self.docname))])

    def depart_start_of_file(self, node: nodes.Element) -> None:
        del node
        self._end_with_held()
        self.docnames.pop()

    def _end_with_held(self) -> None:
        if self.has_held_heading and not self._doc_open:
            self.begin_document()
        self.end_document()

    def visit_section(self, node: nodes.Element) -> None:
        del node
        self.level += 1

    def depart_section(self, node: nodes.Element) -> None:
        del node
        self.level -= 1

    def visit_title(self, node: nodes.Element) -> None:
        parent = node.parent
        if isinstance(parent, nodes.section):
            self._heading(node, parent)
        elif isinstance(parent, nodes.table | nodes.Admonition):
            pass  # written by the visitor of the parent
        elif isinstance(parent, nodes.document):
            self.write_anchors(node["ids"])
        else:
            self.write("\n#lead[", *self.captured(list(node.children)), "]\n")
            self.write_late_anchors()
        raise nodes.SkipNode

    def visit_subtitle(self, node: nodes.Element) -> None:
        self.write("\n#lead[", *self.captured(list(node.children)), "]\n")
        self.write_late_anchors()
        raise nodes.SkipNode

    def _heading(self, node: nodes.Element, section: nodes.Element) -> None:
        ids = [*section["ids"], *node["ids"]]
        is_volume_title = self.level == 1 and len(self.docnames) == 1
        if is_volume_title:
            self.write_anchors(ids)
            return
        level = max(1, self.level - 1)
        title = tuple(self.plain_title(node))
        names = self._speakers(node)
        supplement: tuple[Piece, ...] = ()
        if names or node.next_node(nodes.footnote_reference) is not None:
            by = ("[", markup_text(self.shown(names)), "]") if names else ("none",)
            supplement = (", supplement: contents-title([", *title, "], ", *by, ")")
        # Two headings of the same text must not be one label: only the first id is attached.
        attached = label(self.docname, ids[0]) if ids else ""
        pieces: list[Piece] = [
            f"\n#heading(level: {level}",
            *supplement,
            ")[",
            *self.captured(list(node.children)),
            "]",
            Heading(attached, level, title, supplement),
            "\n",
        ]
        self.hold(pieces)
        self.note_heading()
        self.write_anchors(ids[1:])
        self.write_late_anchors()

    def _speakers(self, node: nodes.Element) -> str:
        """Return who speaks in the document whose title *node* is, for the contents."""
        is_title = isinstance(node.parent.parent, (addnodes.start_of_file, nodes.document))
        return self.inspected.speakers.get(self.docname, "") if is_title else ""

    def visit_compound(self, node: nodes.Element) -> None:
        if not is_toctree_wrapper(node):
            self.write("\n#[\n")

    def depart_compound(self, node: nodes.Element) -> None:
        if not is_toctree_wrapper(node):
            self.write("\n]\n")

    def visit_topic(self, node: nodes.Element) -> None:
        if "contents" in node["classes"]:
            raise nodes.SkipNode  # the volume has its own contents
        self.write("\n#aside[\n")

    def depart_topic(self, node: nodes.Element) -> None:
        del node
        self.write("\n]\n")

    visit_sidebar = visit_topic
    depart_sidebar = depart_topic

    def visit_transition(self, node: nodes.Element) -> None:
        del node
        self.write("\n#transition()\n")

    def visit_Admonition(self, node: nodes.Element) -> None:  # noqa: N802 - docutils' name
        name = type(node).__name__
        self.write(f"\n#admonition({quoted(name)}")
        title = node.children[0] if node.children else None
        if isinstance(title, nodes.title):
            self.write(", [", *self.captured(list(title.children)), "]")
        else:
            self.write(f", [#{quoted(str(admonitionlabels.get(name, name)))};]")
        self.write(")[\n")

    def depart_Admonition(self, node: nodes.Element) -> None:  # noqa: N802 - docutils' name
        del node
        self.write("\n]\n")

    def visit_rubric(self, node: nodes.Element) -> None:
        if node.get("names") == ["footnotes"] or node.astext() == "Footnotes":
            footnotes_only = all(
                isinstance(sibling, (nodes.footnote, nodes.Invisible))
                for sibling in node.parent[node.parent.index(node) + 1 :]
            )
            if footnotes_only:
                raise nodes.SkipNode  # the notes stand at the foot of their pages
        self.write("\n#lead[")

    def depart_rubric(self, node: nodes.Element) -> None:
        del node
        self.write("]\n")
