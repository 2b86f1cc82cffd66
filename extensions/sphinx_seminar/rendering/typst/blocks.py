# ruff: noqa: D102 - the name of a visitor says what it visits
"""Paragraphs, quotations, code, object descriptions, and boxes by class.

A container's classes choose a function of the template; unknown classes change
nothing.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_seminar.rendering.typst.base import TranslatorBase
from sphinx_seminar.rendering.typst.design import COMPONENTS
from sphinx_seminar.rendering.typst.quoting import quoted
from sphinx_seminar.rendering.volume.directions import begins_at_the_right

#: Class of a container or paragraph -> function of the template that sets it.
CLASS_FUNCTIONS = {
    "seminar-session": "session-card",
    "seminar-talk": "talk",
    "seminar-readings": "readings",
    "seminar-bibliography": "bibliography-entries",
    "seminar-reading": "reading-entry",
    "seminar-uses": "uses",
    "seminar-identifiers": "uses",
    "seminar-speakers": "speakers",
    "seminar-talk-facts": "talk-facts",
    "seminar-row-head": "row-head",
    "seminar-row-talk": "row-talk",
    "seminar-volume-index": "index-of",
    "seminar-volume-notes": "notes-place",
    "seminar-volume-programme": "programme",
    "seminar-volume-facts": "programme-facts",
}


def class_function(node: nodes.Element) -> str:
    """Return the template's function for the classes of *node*, or ''."""
    if (component := str(node.get("design_component", ""))) in COMPONENTS:
        return COMPONENTS[component]
    return next((CLASS_FUNCTIONS[name] for name in node["classes"] if name in CLASS_FUNCTIONS), "")


class Blocks(TranslatorBase):
    """Visitors of blocks."""

    wrapped: ClassVar[dict[str, tuple[str, str]]] = {
        "compact_paragraph": ("\n\n", "\n\n"),
        "centered": ("\n#align(center)[#strong[", "]]\n"),
        "versionmodified": ("\n#[\n", "\n]\n"),
        "acks": ("\n#[\n", "\n]\n"),
        "attribution": ("\n#attribution[", "]\n"),
        "desc": ("\n#description[\n", "\n]\n"),
        "desc_content": ("\n#description-body[\n", "\n]\n"),
        "desc_signature_line": ("", "#linebreak();"),
        "desc_inline": ("#mono[", "]"),
        "desc_name": ("#strong[", "]"),
        "desc_addname": ("", ""),
        "desc_type": ("", ""),
        "desc_returns": ('#" → ";', ""),
        "desc_annotation": ("#emph[", "]"),
        "desc_optional": ('#"[";', '#"]";'),
        "desc_sig_element": ("", ""),
        "header": ("\n", "\n"),
        "footer": ("\n", "\n"),
        "decoration": ("", ""),
    }
    dropped: ClassVar[frozenset[str]] = frozenset(
        {
            "comment",
            "substitution_definition",
            "index",
            "highlightlang",
            "tabular_col_spec",
            "meta",
            "pending",
            "system_message",
            "toctree",
            "colspec",
            "caption",
            "legend",
            "fontawesome",
            "sd_icon",
        }
    )

    def write_materials(self, node: nodes.Element) -> None:
        """Write a paragraph of materials."""
        raise NotImplementedError

    def write_grid(self, node: nodes.Element) -> None:
        """Write a row of a grid."""
        raise NotImplementedError

    def visit_paragraph(self, node: nodes.Element) -> None:
        if "seminar-materials" in node["classes"]:
            self.write_materials(node)
            raise nodes.SkipNode
        if "seminar-speakers" in node["classes"] and _says_the_heading_again(node):
            raise nodes.SkipNode
        function = class_function(node)
        self.write(f"\n#{function}[" if function else "\n\n")
        self.write("#right-to-left[" if begins_at_the_right(node) else "")

    def depart_paragraph(self, node: nodes.Element) -> None:
        self.write("]" if begins_at_the_right(node) else "")
        self.write("]\n" if class_function(node) else "\n\n")

    def visit_block_quote(self, node: nodes.Element) -> None:
        del node
        self.write("\n#quote(block: true)[\n")

    def depart_block_quote(self, node: nodes.Element) -> None:
        del node
        self.write("\n]\n")

    def visit_container(self, node: nodes.Element) -> None:
        if "literal-block-wrapper" in node["classes"]:
            self._code_caption(node)
            return
        if node.get("design_component") == "grid-row":
            self.write_grid(node)
            raise nodes.SkipNode
        self.write(f"\n#{class_function(node)}[\n")

    def depart_container(self, node: nodes.Element) -> None:
        if "literal-block-wrapper" not in node["classes"]:
            self.write("\n]\n")

    def _code_caption(self, node: nodes.Element) -> None:
        caption = node.next_node(nodes.caption)
        if caption is not None:
            self.write("\n#code-caption[", *self.captured(list(caption.children)), "]\n")
            self.write_late_anchors()

    def visit_literal_block(self, node: nodes.Element) -> None:
        text = node.astext()
        if node.rawsource != text:  # parsed literals hold markup
            self.write("\n#code-block[")
            self.preformatted = True
            return
        language = str(node.get("language", "default"))
        language = "" if language in {"default", "none", "text"} else language
        language = {"python3": "python", "ipython3": "python", "pycon": "python"}.get(
            language, language
        )
        lang = f", lang: {quoted(language)}" if language else ""
        code = f"raw(block: true{lang}, {quoted(self.shown(text).expandtabs(8))})"
        self.write(f"\n#code({_code_options(node)}{code})\n")
        raise nodes.SkipNode

    def depart_literal_block(self, node: nodes.Element) -> None:
        del node
        self.preformatted = False
        self.write("]\n")

    def visit_doctest_block(self, node: nodes.Element) -> None:
        self.write(f'\n#raw(block: true, lang: "python", {quoted(self.shown(node.astext()))})\n')
        raise nodes.SkipNode

    def visit_desc_signature(self, node: nodes.Element) -> None:
        del node
        self.write("\n#signature[")

    def depart_desc_signature(self, node: nodes.Element) -> None:
        del node
        self.write("]\n")

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        del node
        self.write('#"(";')

    def depart_desc_parameterlist(self, node: nodes.Element) -> None:
        del node
        self.write('#")";')

    def visit_desc_type_parameter_list(self, node: nodes.Element) -> None:
        del node
        self.write('#"[";')

    def depart_desc_type_parameter_list(self, node: nodes.Element) -> None:
        del node
        self.write('#"]";')

    def visit_desc_parameter(self, node: nodes.Element) -> None:
        parameters = [
            child
            for child in node.parent
            if isinstance(child, nodes.Element) and type(child) is type(node)
        ]
        if parameters and parameters[0] is not node:
            self.write('#", ";')

    def depart_desc_parameter(self, node: nodes.Element) -> None:
        pass

    visit_desc_type_parameter = visit_desc_parameter
    depart_desc_type_parameter = depart_desc_parameter


def _code_options(node: nodes.Element) -> str:
    """Return how the lines of a block of code are numbered, and which are emphasised."""
    given: dict[str, Any] = node.get("highlight_args", {})
    first = int(given.get("linenostart", 1))
    lines = ", ".join(str(line) for line in given.get("hl_lines", ()))
    numbers = f"first: {first}, " if node.get("linenos") else ""
    return numbers + (f"emphasised: ({lines},), " if lines else "")


def _says_the_heading_again(node: nodes.Element) -> bool:
    """Tell whether *node* is what it stands below: a talk without a title has its speakers'."""
    title = node.parent.children[0]
    return isinstance(title, nodes.title) and title.astext() == node.astext()
