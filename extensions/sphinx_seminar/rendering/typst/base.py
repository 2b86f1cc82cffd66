"""How a doctree is walked: dispatch, anchors, documents as units with a running head.

The visitors live in one module a topic; all inherit from :class:`TranslatorBase`.
A document's page style begins with its first real content, so that a page that
only collects others lends its heading to the first of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxTranslator

from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.typst.kinds import BLOCKS, DEEPEST, NESTING, STRUCTURE
from sphinx_seminar.rendering.typst.pieces import (
    END,
    Anchor,
    DocumentStart,
    Piece,
    Pieces,
    RunStart,
    Span,
)
from sphinx_seminar.rendering.typst.quoting import markup_text, quoted
from sphinx_seminar.rendering.volume.assembly import is_toctree_wrapper
from sphinx_seminar.rendering.volume.outside import Outside
from sphinx_seminar.rendering.volume.places import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder


class TranslatorBase(SphinxTranslator):
    """The walk and the written pieces."""

    #: Nodes that are nothing but a wrapping: what is written before and after the children.
    wrapped: ClassVar[dict[str, tuple[str, str]]] = {}
    #: Nodes of which nothing is shown.
    dropped: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, document: nodes.document, builder: SeminarPdfBuilder) -> None:
        super().__init__(document, builder)
        self.inspected = builder.inspected
        self.tell = builder.tell
        self.env = builder.env
        self.outside = Outside(builder)
        self.pieces = Pieces(address=self.outside.address)
        self.docnames = [str(document.get("docname", builder.config.root_doc))]
        self.level = 0
        self._held: list[Piece] = []
        self._doc_open = False
        self._spans: list[Span] = []
        #: Inside a block whose blanks and line ends count.
        self.preformatted = False
        self._captures = 0
        self._begun = 0
        self._run_open = False
        self._before = ""
        #: The documents whose headings are held.
        self._headed: set[str] = set()
        self._depth = 0
        self.has_held_heading = False
        self._noted: set[tuple[str, str]] = set()
        self._late: list[Anchor] = []
        #: The running heads of what is no document of the source.
        self.own_heads: dict[str, str] = {}

    # -- writing ---------------------------------------------------------------

    def write(self, *pieces: Piece) -> None:
        """Add *pieces* at the end."""
        self.pieces.items.extend(pieces)

    def write_text(self, text: str) -> None:
        """Add *text* as text, in one literal with the text before it."""
        literal, items = markup_text(self.shown(text)), self.pieces.items
        last = items[-1] if items else ""
        if literal and isinstance(last, str) and last.startswith('#"') and last.endswith('";'):
            items[-1] = last[: -len('";')] + literal[len('#"') :]
        else:
            self.write(literal)

    def shown(self, text: str) -> str:
        """Return *text* with the code point of each character that no font has in its place."""
        return text.translate(self.inspected.replacements)

    @property
    def docname(self) -> str:
        """The document that the current node was written in."""
        return self.docnames[-1]

    def captured(self, children: list[nodes.Node]) -> list[Piece]:
        """Return the pieces that *children* become, without writing them."""
        outer, self.pieces = self.pieces, Pieces()
        spans, self._spans = self._spans, []
        self._captures += 1
        try:
            for child in children:
                child.walkabout(self)
            return self.pieces.items
        finally:
            self.pieces, self._spans = outer, spans
            self._captures -= 1

    def hold(self, pieces: list[Piece]) -> None:
        """Write *pieces* now when a document's pages have begun, else when they begin."""
        if self._doc_open:
            self.write(*pieces)
        else:
            self._held.extend(pieces)

    # -- documents -------------------------------------------------------------

    def note_heading(self) -> None:
        """Remember that a heading waits: even alone it needs a page."""
        self.has_held_heading = not self._doc_open
        if not self._doc_open:
            self._headed.add(self.docname)

    def begin_document(self) -> None:
        """Begin the pages of the current document with what was held for it."""
        self._doc_open = True
        follows = self._run_open and self._follows()
        if not follows:
            self.end_run()
            self._begun += 1
            self.write(RunStart(str(self._begun)))
            self._run_open = True
        self._before = self.docname
        start = DocumentStart(str(self._begun), follows)
        self.write(start, *self.running_head(self.docname), "])[\n", *self._held)
        self._held.clear()
        self._headed.clear()
        self.has_held_heading = False

    def _follows(self) -> bool:
        """Whether the current document may follow the one before it on the same page.

        Sessions follow one another, and the page that collects them.
        """
        begins_a_chapter = bool(self._headed - {self.docname})
        if begins_a_chapter or self.docname not in self.inspected.meetings:
            return False
        collects = self._before in self.docnames[1:]
        return collects or self._before in self.inspected.meetings

    def end_document(self) -> None:
        """End the text of the current document."""
        if self._doc_open:
            self.write(END)
        self._doc_open = False

    def end_run(self) -> None:
        """End the pages of the documents that follow one another."""
        if self._run_open:
            self.write(END)
        self._run_open = False

    def running_head(self, docname: str) -> list[Piece]:
        """Return the title of *docname* as it stands in the running head."""
        if docname in self.own_heads:
            return [markup_text(self.shown(self.own_heads[docname]))]
        title = self.env.titles.get(docname)
        # Sphinx's own words for a document without a title are no title.
        if title is None or title.astext() == "<no title>":
            return []
        return self.plain_title(title)

    def plain_title(self, title: nodes.Element) -> list[Piece]:
        """Return a title's content without footnotes, links and ids: fit to stand twice."""
        copy = title.deepcopy()
        for node in list(copy.findall(nodes.Element)):
            node.attributes |= {name: [] for name in ("ids", "names", "dupnames", "backrefs")}
            if isinstance(node, (nodes.footnote_reference, nodes.target, nodes.image)):
                node.replace_self([])
            elif isinstance(node, (nodes.reference, addnodes.pending_xref)):
                node.replace_self(node.children)
        return self.captured(list(copy.children))

    # -- dispatch --------------------------------------------------------------

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Visit *node*: begin pages, set anchors, then what its class asks for."""
        if isinstance(node, nodes.Element):
            self._begin(node)
        try:
            if isinstance(node, NESTING):
                self._deepen(node)
            self._enter(node)
        except nodes.SkipNode:
            self._end(node)
            raise

    def dispatch_departure(self, node: nodes.Node) -> None:
        """Leave *node*."""
        for name in _class_names(node):
            method = getattr(self, f"depart_{name}", None)
            if method is not None:
                method(node)
                break
            if name in self.wrapped:
                self.write(self.wrapped[name][1])
                break
            if hasattr(self, f"visit_{name}"):
                break
        self._end(node)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Say that *node* has no visitor; its text is kept."""
        self.tell(Finding(FindingKind.NODE, value=type(node).__name__), node)
        if not isinstance(node, nodes.Element) or node.children:
            return
        if node.get("code"):
            # diagrams: what they are drawn of
            self.write(f"\n#raw(block: true, {quoted(self.shown(str(node['code'])))})\n")
        else:
            self.write_text(str(node.get("alt", "")))

    def _begin(self, node: nodes.Element) -> None:
        content = not isinstance(node, (*STRUCTURE, nodes.title)) and not is_toctree_wrapper(node)
        if content and not self._doc_open and not self._captures:
            self.begin_document()
        if isinstance(node, BLOCKS) and not isinstance(node.parent, nodes.TextElement):
            span = Span(node, len(self.pieces.items))
            self._spans.append(span)
            self.pieces.spans.append(span)
        if not isinstance(node, (nodes.section, nodes.footnote, nodes.title)):
            self.write_anchors(node["ids"])

    def write_anchors(self, ids: list[str]) -> None:
        """Write the anchors of *ids*; inside a capture they wait until it is written."""
        anchors = [Anchor(label(self.docname, node_id)) for node_id in ids]
        if self._captures:
            self._late.extend(anchors)
        elif anchors:
            self.hold(list(anchors))

    def write_late_anchors(self) -> None:
        """Write the anchors that stood inside what was captured: a title stands in many places."""
        late, self._late = self._late, []
        self.hold(list(late))

    def _deepen(self, node: nodes.Element) -> None:
        if self._depth < DEEPEST:
            self._depth += 1
            return
        self.tell(Finding(FindingKind.NESTING, value=type(node).__name__), node)
        for leaf in node.findall(nodes.TextElement):
            if not isinstance(leaf.parent, nodes.TextElement):
                self.write("\n\n")
                self.write_text(leaf.astext())
        self.write("\n\n")
        self._depth += 1
        raise nodes.SkipNode

    def _enter(self, node: nodes.Node) -> None:
        for name in _class_names(node):
            if name in self.dropped:
                raise nodes.SkipNode
            method = getattr(self, f"visit_{name}", None)
            if method is not None:
                method(node)
                return
            if name in self.wrapped:
                self.write(self.wrapped[name][0])
                return
        self.unknown_visit(node)

    def _end(self, node: nodes.Node) -> None:
        if isinstance(node, NESTING):
            self._depth -= 1
        if self._spans and self._spans[-1].node is node:
            self._spans.pop().end = len(self.pieces.items)


def _class_names(node: nodes.Node) -> Iterator[str]:
    for cls in type(node).__mro__:
        if cls in _GENERIC:
            return
        yield cls.__name__


_GENERIC: frozenset[type[Any]] = frozenset({nodes.Element, nodes.TextElement, nodes.Node, object})
