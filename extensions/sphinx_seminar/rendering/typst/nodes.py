"""Nodes that stand in the volume alone: they are made when it is assembled and never stored."""

from __future__ import annotations

from docutils import nodes


class PageNumbers(nodes.Inline, nodes.Element):
    """The pages of its ``targets`` (labels), each number once and a link."""
