# ruff: noqa: D102 - the name of a visitor says what it visits
"""Lists of every kind: bullets, numbers, terms, fields, options, lines, columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_seminar.rendering.typst.base import TranslatorBase
from sphinx_seminar.rendering.typst.quoting import quoted

if TYPE_CHECKING:
    from sphinx import addnodes

_NUMBERING = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


class Lists(TranslatorBase):
    """Visitors of lists."""

    wrapped: ClassVar[dict[str, tuple[str, str]]] = {
        "list_item": ("[\n", "\n],"),
        "definition_list": ("\n#terms(", ")\n"),
        "glossary": ("\n#[\n", "\n]\n"),
        "definition": ("\n", "\n"),
        "classifier": ("#classifier[", "]"),
        "field_list": ("\n#fields(", ")\n"),
        "field": ("", ""),
        "field_name": ("[", "],"),
        "field_body": ("[\n", "\n],"),
        "option_list": ("\n#terms(", ")\n"),
        "option_list_item": ("terms.item(", "),"),
        "option_group": ("[", "],"),
        "option_string": ("#mono[", "]"),
        "description": ("[\n", "\n]"),
        "hlist": ("\n#columns-of(", ")\n"),
        "hlistcol": ("[\n", "\n],"),
        "production": ("", ""),
        "docinfo": ("\n#fields(", ")\n"),
    }

    def visit_bullet_list(self, node: nodes.Element) -> None:
        if not node.children:
            raise nodes.SkipNode
        if "seminar-sessions" in node["classes"]:
            self.write("\n#session-list(\n")
            return
        readings = all(
            isinstance(item, nodes.Element) and "seminar-reading" in item["classes"]
            for item in node.children
        )
        self.write("\n#reading-list(\n" if readings else f"\n#list(tight: {_tight(node)},\n")

    def depart_bullet_list(self, node: nodes.Element) -> None:
        del node
        self.write(")\n")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        if not node.children:
            raise nodes.SkipNode
        style = _NUMBERING.get(node.get("enumtype", "arabic"), "1")
        prefix, suffix = node.get("prefix", ""), node.get("suffix", ".")
        # In a numbering pattern letters count: only punctuation may stand around the digit.
        pattern = f"{prefix if prefix == '(' else ''}{style}{suffix if suffix in '.)' else '.'}"
        start = int(node.get("start", 1))
        self.write(
            f"\n#enum(tight: {_tight(node)}, start: {start}, numbering: {quoted(pattern)},\n"
        )

    def depart_enumerated_list(self, node: nodes.Element) -> None:
        del node
        self.write(")\n")

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        terms = [child for child in node if isinstance(child, (nodes.term, nodes.classifier))]
        rest = [child for child in node if not isinstance(child, (nodes.term, nodes.classifier))]
        self.write("terms.item([")
        for number, term in enumerate(terms):
            self.write("#linebreak();" if number and isinstance(term, nodes.term) else "")
            self.write(*self.captured([term]))
        self.write("],[\n")
        self.write_late_anchors()
        for child in rest:
            child.walkabout(self)
        self.write("\n]),")
        raise nodes.SkipNode

    def visit_term(self, node: nodes.Element) -> None:
        pass

    def visit_option(self, node: nodes.Element) -> None:
        if node.parent.index(node):
            self.write('#", ";')

    def depart_option(self, node: nodes.Element) -> None:
        pass

    def visit_option_argument(self, node: nodes.Element) -> None:
        self.write_text(node.get("delimiter", " "))
        self.write("#emph[")

    def depart_option_argument(self, node: nodes.Element) -> None:
        del node
        self.write("]")

    def visit_line_block(self, node: nodes.Element) -> None:
        nested = isinstance(node.parent, nodes.line_block)
        self.write("\n#verse[" if nested else "\n#lines[")

    def depart_line_block(self, node: nodes.Element) -> None:
        del node
        self.write("]\n")

    def visit_line(self, node: nodes.Element) -> None:
        del node

    def depart_line(self, node: nodes.Element) -> None:
        if node is not node.parent[-1]:
            self.write("#linebreak();")

    def visit_productionlist(self, node: addnodes.productionlist) -> None:
        self.write("\n#code-block[")
        self.preformatted = True
        for production in node:
            production.walkabout(self)
            ended = production is node[-1] or production.astext().endswith("\n")
            self.write("" if ended else "#linebreak();")
        self.preformatted = False
        self.write("]\n")
        raise nodes.SkipNode

    def visit_Bibliographic(self, node: nodes.Element) -> None:  # noqa: N802 - docutils' name
        name = type(node).__name__.capitalize()
        self.write(f"[#{quoted(name)};],[\n")

    def depart_Bibliographic(self, node: nodes.Element) -> None:  # noqa: N802 - docutils' name
        del node
        self.write("\n],")

    def visit_authors(self, node: nodes.Element) -> None:
        del node

    def depart_authors(self, node: nodes.Element) -> None:
        del node


def _tight(node: nodes.Element) -> str:
    loose = any(
        sum(1 for child in item.children if isinstance(child, nodes.paragraph)) > 1
        for item in node.children
        if isinstance(item, nodes.Element)
    )
    return "false" if loose else "true"
