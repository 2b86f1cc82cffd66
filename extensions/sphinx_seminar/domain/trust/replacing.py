"""How what was refused is shown: its text stays, its address follows as literal text."""

from __future__ import annotations

from docutils import nodes


def as_text(node: nodes.Element, address: str) -> None:
    """Replace the link *node* by its text and *address*."""
    if isinstance(node.parent, nodes.TextElement):
        shown = nodes.inline("", "", *node.children, classes=["seminar-refused"])
        if node.astext() != address:
            shown += [nodes.Text(" "), nodes.literal("", address)]
        node.replace_self(shown)
        return
    # a picture that was a link, among blocks
    _put_beside(node, nodes.paragraph("", "", nodes.literal("", address)))
    node.replace_self(list(node.children))


def picture_as_text(node: nodes.image, address: str, *, is_link: bool) -> None:
    """Replace the picture *node* by its alternative text and *address*, linked or literal."""
    text = str(node.get("alt", ""))
    shown = nodes.inline("", text, classes=["seminar-refused"])
    inside_link = isinstance(node.parent, nodes.reference)
    if is_link and not inside_link:
        shown = nodes.inline("", "", classes=["seminar-refused"])
        shown += nodes.reference("", text or address, refuri=address, internal=False)
    elif text != address:
        shown += [nodes.Text(" ")] if text else []
        shown += nodes.literal("", address)
    if isinstance(node.parent, nodes.TextElement) and not (
        inside_link and not isinstance(node.parent.parent, nodes.TextElement)
    ):
        node.replace_self(shown)
    elif inside_link:
        # figure > reference > image: a reference alone is no block
        link = node.parent
        node.replace_self(shown)
        link.replace_self(nodes.paragraph("", "", link.deepcopy()))
    else:
        node.replace_self(nodes.paragraph("", "", shown))


def _put_beside(node: nodes.Element, paragraph: nodes.paragraph) -> None:
    """Put *paragraph* after *node*, or after the figure that holds it."""
    block = node.parent if isinstance(node.parent, nodes.figure) else node
    block.parent.insert(block.parent.index(block) + 1, paragraph)
