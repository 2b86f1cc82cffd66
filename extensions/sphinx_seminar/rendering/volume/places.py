"""Where in a volume something is: the labels that its references and its indices lead to."""

from __future__ import annotations


def label(docname: str, node_id: str = "") -> str:
    """Return the label of a node, or of a document's start; unique in the volume."""
    return f"{docname}#{node_id}"
