# ruff: noqa: D102 - the name of a visitor says what it visits
"""Images and figures: an image that cannot be shown is its alternative text."""

from __future__ import annotations

import re

from docutils import nodes

from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst.base import TranslatorBase
from sphinx_seminar.rendering.typst.quoting import markup_text, quoted

_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|em|ex|cm|mm|in|pc|%|)")
_UNITS = {"px": (0.75, "pt"), "": (0.75, "pt"), "ex": (0.5, "em"), "pc": (12.0, "pt")}


def typst_length(text: str) -> str:
    """Return a docutils length (CSS units) in Typst's; '' when it is none; 1 px is 0.75 pt."""
    match = _LENGTH.fullmatch(str(text).strip())
    if match is None:
        return ""
    factor, unit = _UNITS.get(match[2], (1.0, match[2]))
    number = float(match[1]) * factor
    return f"{min(number, 100.0) if unit == '%' else number:g}{unit}"


class Figures(TranslatorBase):
    """Visitors of images and figures."""

    def visit_image(self, node: nodes.Element) -> None:
        asset = self.inspected.assets.get(str(node["uri"]))
        alt = str(node.get("alt") or "")
        inline = _is_in_line(node)
        if asset is None:
            text = markup_text(alt or str(node["uri"]).rpartition("/")[2])
            self.write(text if inline else f"\n#missing-image[{text}]\n")
            raise nodes.SkipNode
        options = [f"alt: {quoted(alt or volume.image_without_text(asset))}"]
        options += [
            f"{name}: {length}"
            for name in ("width", "height")
            if (length := typst_length(node.get(name, "")))
        ]
        if not node.get("width") and str(node.get("scale", "")).isdigit():
            options.append(f"scale: {int(node['scale'])}%")
        function = "inline-picture" if inline else "picture"
        align = node.get("align", "")
        if not inline and align in {"left", "right", "center"}:
            options.append(f"align: {align}")
        self.write(f"#{function}({quoted(asset)}, {', '.join(options)});")
        raise nodes.SkipNode

    def visit_figure(self, node: nodes.Element) -> None:
        self.write("\n#captioned-figure(caption: ")
        caption = next((child for child in node if isinstance(child, nodes.caption)), None)
        if caption is None:
            self.write("none")
        else:
            number = self.figure_number("figure", node["ids"])
            self.write("[", *number, *self.captured(list(caption.children)), "]")
        for legend in [child for child in node if isinstance(child, nodes.legend)]:
            self.write(", legend: [", *self.captured(list(legend.children)), "]")
        self.write(")[\n")
        self.write_late_anchors()

    def depart_figure(self, node: nodes.Element) -> None:
        del node
        self.write("\n]\n")

    def figure_number(self, kind: str, ids: list[str]) -> list[str]:
        """Return the numbered head of a caption, as ``numfig`` asks; nothing without it."""
        numbers = self.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        number = next((numbers[node_id] for node_id in ids if node_id in numbers), None)
        if number is None:
            return []
        text = str(self.config.numfig_format.get(kind, "%s")) % ".".join(map(str, number))
        return [f"#strong[#{quoted(text)};]", '#" ";']


def _is_in_line(node: nodes.Element) -> bool:
    """Tell whether an image stands among words; one that is a link alone does not."""
    parent = node.parent
    if isinstance(parent, nodes.reference) and len(parent.children) == 1:
        parent = parent.parent
    return isinstance(parent, nodes.TextElement)
