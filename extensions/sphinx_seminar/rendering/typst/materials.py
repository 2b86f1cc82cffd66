"""What remains of a talk, on paper: what it is, its address in short, and a code to photograph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst.base import TranslatorBase
from sphinx_seminar.rendering.typst.quoting import quoted
from sphinx_seminar.rendering.volume.addresses import draw_code, is_on_web, short_address

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINKS = (nodes.reference, addnodes.download_reference)


class Materials(TranslatorBase):
    """The paragraph of materials."""

    def write_materials(self, node: nodes.Element) -> None:
        """Write the paragraph of materials *node*."""
        self.write("\n#materials(\n")
        for item in node.children:
            if isinstance(item, nodes.Element):
                self._write_material(item)
        self.write(")\n")

    def _write_material(self, item: nodes.Element) -> None:
        address = next((one for one in map(self._address, _links(item)) if one), "")
        label: list[nodes.Node] = list(item.children) if isinstance(item, _LINKS) else [item]
        self.write("(label: [", *self.captured(label), "],")
        if address:
            code = draw_code(self.builder, address)
            shown = short_address(address, cut=bool(code))
            alt = quoted(volume.code_of(address))
            self.write(f"address: {quoted(address)}, shown: {quoted(self.shown(shown))},")
            self.write(f"code: code-picture({quoted(code)}, {alt})," if code else "")
        self.write("),\n")

    def _address(self, link: nodes.Element) -> str:
        if isinstance(link, addnodes.download_reference):
            return self.outside.download(str(link.get("filename", "")))
        uri = str(link.get("refuri", ""))
        return uri if is_on_web(uri) else ""


def _links(item: nodes.Element) -> Iterator[nodes.Element]:
    if isinstance(item, _LINKS):
        yield item
    for one in item.children:
        if isinstance(one, _LINKS):
            yield one
