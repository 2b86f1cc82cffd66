"""Rich text and nodes: titles read from a doctree, and shown again elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.richtext import RichText, Run, Style, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLES: dict[type[nodes.Element], Style] = {
    nodes.emphasis: Style.EMPHASIS,
    nodes.strong: Style.STRONG,
    nodes.literal: Style.CODE,
    nodes.superscript: Style.SUPERSCRIPT,
    nodes.subscript: Style.SUBSCRIPT,
    nodes.math: Style.MATH,
}


def rich_title(title: nodes.Element) -> RichText:
    """Return the text of *title* with its emphasis, code and formulas; links lose their target."""
    return _stripped(joined(_runs(title, ())))


def _stripped(text: RichText) -> RichText:
    """Return *text* without spaces at its ends: what stood there, such as a comment, is gone."""
    if text:
        first, *rest = text
        text = joined((first._replace(text=first.text.lstrip()), *rest))
    if text:
        *rest, last = text
        text = joined((*rest, last._replace(text=last.text.rstrip())))
    return text


def _runs(node: nodes.Node, styles: tuple[Style, ...]) -> Iterator[Run]:
    if isinstance(node, nodes.Text):
        yield Run(" ".join(node.astext().split("\n")), styles)
        return
    style = STYLES.get(type(node)) if isinstance(node, nodes.Element) else None
    inner = tuple(sorted({*styles, style})) if style else styles
    for child in node.children:
        yield from _runs(child, inner)


_NODES: dict[Style, type[nodes.TextElement]] = {
    Style.EMPHASIS: nodes.emphasis,
    Style.STRONG: nodes.strong,
    Style.CODE: nodes.literal,
    Style.SUPERSCRIPT: nodes.superscript,
    Style.SUBSCRIPT: nodes.subscript,
}


def rich_nodes(text: RichText) -> list[nodes.Node]:
    """Return the inline nodes that show *text*; styles without a node of their own are dropped."""
    return [_node(run) for run in text]


def _node(run: Run) -> nodes.Node:
    if Style.MATH in run.styles:
        return nodes.math("", run.text)
    node: nodes.Node = nodes.Text(run.text)
    for style in run.styles:
        if style in _NODES:
            node = _NODES[style]("", "", node)
    return node
