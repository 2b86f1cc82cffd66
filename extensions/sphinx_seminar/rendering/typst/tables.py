# ruff: noqa: D102 - the name of a visitor says what it visits
"""Tables: columns as wide as their content or as the author gave; heads repeat on each page."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_seminar.rendering.typst.base import TranslatorBase

#: Rows up to which a table is kept on one page.
_SHORT = 8


class Tables(TranslatorBase):
    """Visitors of tables."""

    wrapped: ClassVar[dict[str, tuple[str, str]]] = {
        "thead": ("table.header(", "),\n"),
        "tbody": ("", ""),
        "row": ("", "\n"),
    }

    def visit_table(self, node: nodes.Element) -> None:
        rows = sum(1 for _row in node.findall(nodes.row))
        breakable = "true" if rows > _SHORT else "false"
        self.write(f"\n#captioned-table(breakable: {breakable}, caption: ")
        title = next((child for child in node if isinstance(child, nodes.title)), None)
        if title is None:
            self.write("none")
        else:
            number = self.figure_number("table", node["ids"])
            self.write("[", *number, *self.captured(list(title.children)), "]")
        self.write(")[")
        self.write_late_anchors()

    def depart_table(self, node: nodes.Element) -> None:
        del node
        self.write("]\n")

    def visit_tgroup(self, node: nodes.Element) -> None:
        columns = [child for child in node if isinstance(child, nodes.colspec)]
        given = "colwidths-given" in node.parent["classes"]
        widths = [
            f"{max(1, int(column.get('colwidth', 1)))}fr" if given else "auto" for column in columns
        ]
        stub = sum(1 for column in columns if column.get("stub"))
        head = sum(len(child.children) for child in node if isinstance(child, nodes.thead))
        side = node.parent.get("align", "")
        align = f"side: {side}, " if side in {"left", "right"} else ""
        shares = f"columns: ({', '.join(widths)},)"
        self.write(f"#book-table({shares}, {align}head: {head}, stub: {stub},\n")

    def depart_tgroup(self, node: nodes.Element) -> None:
        del node
        self.write(")")

    def visit_entry(self, node: nodes.Element) -> None:
        spans = []
        if node.get("morecols"):
            spans.append(f"colspan: {int(node['morecols']) + 1}")
        if node.get("morerows"):
            spans.append(f"rowspan: {int(node['morerows']) + 1}")
        spans += [
            f"align: {side}"
            for side in ("left", "right", "center")
            if f"text-{side}" in node["classes"]
        ]
        self.write(f"table.cell({', '.join(spans)})[\n")

    def depart_entry(self, node: nodes.Element) -> None:
        del node
        self.write("\n],")

    def figure_number(self, kind: str, ids: list[str]) -> list[str]:
        """Return the numbered head of a caption, as ``numfig`` asks; nothing without it."""
        raise NotImplementedError
