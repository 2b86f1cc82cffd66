# ruff: noqa: D102 - the name of a visitor says what it visits
"""Text and what stands inside a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_seminar.rendering.typst.base import TranslatorBase
from sphinx_seminar.rendering.typst.pieces import PageOf
from sphinx_seminar.rendering.typst.quoting import markup_text, quoted
from sphinx_seminar.rendering.volume.tasks import is_done

if TYPE_CHECKING:
    from sphinx import addnodes


_STICKING = frozenset(".,:;!?/")
_MAY_BREAK = '#"\u200b";'


class Inline(TranslatorBase):
    """Visitors of inline nodes."""

    wrapped: ClassVar[dict[str, tuple[str, str]]] = {
        "emphasis": ("#emph[", "]"),
        "strong": ("#strong[", "]"),
        "subscript": ("#sub[", "]"),
        "superscript": ("#super[", "]"),
        "literal_emphasis": ("#emph[#mono[", "]]"),
        "literal_strong": ("#strong[#mono[", "]]"),
        "manpage": ("#emph[", "]"),
        "title_reference": ("#emph[", "]"),
        "cite": ("#emph[", "]"),
        "abbreviation": ("#text()[", "]"),
        "acronym": ("#text()[", "]"),
        "generated": ("#text()[", "]"),
        "problematic": ("#text()[", "]"),
        "pending_xref_condition": ("#text()[", "]"),
    }

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 - docutils' name
        text = node.astext()
        if not self.preformatted:
            self.write_text(text)
            return
        lines = text.replace("\t", "    ").split("\n")
        for number, line in enumerate(lines):
            self.write("#linebreak();" if number else "")
            self.write(markup_text(self.shown(line).replace(" ", "\u00a0")))

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802 - docutils' name
        pass

    def visit_literal(self, node: nodes.Element) -> None:
        # No line may end before a full stop, even behind a blank (Unicode's UAX #14, LB13):
        # a list of file endings would be one word.
        self.write(_MAY_BREAK if node.astext()[:1] in _STICKING else "")
        self.write(f"#raw({quoted(self.shown(node.astext()).replace(chr(10), ' '))});")
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.Element) -> None:
        if "seminar-more" in node["classes"]:
            # "in the bibliography": on paper, its page, which brings the blank before it
            self._take_back_blank()
            self.write(*(PageOf(target) for target in self.targets_in(node)))
            raise nodes.SkipNode
        if "guilabel" in node["classes"] or "menuselection" in node["classes"]:
            self.write("#strong[")
        elif "strike" in node["classes"]:
            self.write("#strike[")
        elif "seminar-date" in node["classes"]:
            self.write("#row-date[")
        else:
            self.write("#text()[")

    def _take_back_blank(self) -> None:
        items, blank = self.pieces.items, ' ";'
        last = items[-1] if items else ""
        if isinstance(last, str) and last.endswith(blank):
            items[-1] = last.removesuffix(blank) + '";'

    def depart_inline(self, node: nodes.Element) -> None:
        del node
        self.write("]")

    def targets_in(self, node: nodes.Element) -> list[str]:
        """Return the labels that the references in *node* lead to."""
        raise NotImplementedError

    def visit_raw(self, node: nodes.Element) -> None:
        if (done := is_done(node.astext())) is not None:
            self.write(f"#checkbox({str(done).lower()});")
        raise nodes.SkipNode

    def visit_download_reference(self, node: addnodes.download_reference) -> None:
        del node
        self.write("#text()[")

    def depart_download_reference(self, node: addnodes.download_reference) -> None:
        del node
        self.write("]")
