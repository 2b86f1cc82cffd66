"""Which paragraphs of a volume are read from the right, whatever sets the volume."""

from __future__ import annotations

import unicodedata

from docutils import nodes


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of *text* is read from the right (rule P2 of UAX 9)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def begins_at_the_right(block: nodes.Element) -> bool:
    """Whether *block* is a paragraph from the right; beside the mark of a list none is."""
    if not isinstance(block, nodes.paragraph) or isinstance(block.parent, nodes.list_item):
        return False
    return is_right_to_left(block.astext())
