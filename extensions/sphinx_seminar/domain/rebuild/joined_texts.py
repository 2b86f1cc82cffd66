"""Texts that follow one another become one, before anybody goes through them.

MyST makes a text of each line of a paragraph and one of each line's end. Some thirty
transforms, collectors and writers then visit every one of them; what they write is the same.
"""

from __future__ import annotations

from itertools import groupby

from docutils import nodes
from sphinx.transforms import SphinxTransform


class JoinTexts(SphinxTransform):
    """Joins the texts of a document that was read."""

    # Before all transforms, which look at every node.
    default_priority = 1

    def apply(self, **_kwargs: object) -> None:
        """Join the texts of every paragraph, title, term and so on."""
        join_texts(self.document)


def join_texts(root: nodes.Element) -> None:
    """Join the texts in *root* and in all of its elements, wherever two or more are neighbours."""
    for element in root.findall(nodes.TextElement):
        children = element.children
        if len(children) > 1 and any(map(_are_texts, children, children[1:])):
            element.children = _joined(children)
            for child in element.children:
                element.setup_child(child)


def _are_texts(one: nodes.Node, next_one: nodes.Node) -> bool:
    return type(one) is type(next_one) is nodes.Text


def _joined(children: list[nodes.Node]) -> list[nodes.Node]:
    joined: list[nodes.Node] = []
    for are_texts, group in groupby(children, lambda one: type(one) is nodes.Text):
        if are_texts:
            joined.append(nodes.Text("".join(map(str, group))))
        else:
            joined.extend(group)
    return joined
