"""Meetings without a date before them: their labels say it ("Speaker: …", "Date: …").

Several of them are told apart by the rules between them, or by the label that each begins
with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.pages.anchors import leading_anchor
from sphinx_seminar.importers.pages.blocks import (
    Block,
    Items,
    Paragraph,
    Rule,
    Table,
    first_text,
    lines_of,
)
from sphinx_seminar.importers.pages.labels import Label, split_labels
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Mark, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_seminar.importers.columns import Columns

#: A date with one of these beside it is that of a meeting, and not of the page.
_BESIDE = frozenset({
    Slot.SPEAKER, Slot.TITLE, Slot.VENUE, Slot.TIME, Slot.ABSTRACT, Slot.READING,
})  # fmt: skip
_LONGEST_NAME = 120


def labelled_dates(blocks: Sequence[Block], columns: Columns) -> int:
    """Return how many days are said in a label."""
    return sum(_is_date(label) for block in blocks for label in _labels(block, columns))


def labelled_meetings(blocks: Sequence[Block], columns: Columns) -> list[list[Block]]:
    """Return the *blocks* of each meeting whose day stands in a label, [] where there is none.

    What stands before the first of them is the first list, perhaps an empty one.
    """
    if not labelled_dates(blocks, columns) or any(map(_is_list, blocks)):
        return []
    groups: list[list[Block]] = [[]]
    for part in _parted(blocks):
        for one in _divided(part, columns):
            is_meeting = _is_meeting(one, columns)
            if not is_meeting and labelled_dates(one, columns):
                return []
            if is_meeting:
                groups.append(one)
            else:
                groups[-1] += one
    return groups if len(groups) > 1 else []


def _labels(block: Block, columns: Columns) -> Iterator[Label]:
    texts: list[Text] = []
    if isinstance(block, Paragraph):
        texts = lines_of(block.text, soft=True)
    elif isinstance(block, Items):
        texts = [first_text(item) for item in block.items]
    for text in texts:
        yield from split_labels(text, columns)


def _is_date(label: Label) -> bool:
    return label.slot is Slot.DATE and leading_anchor(label.rest) is not None


def _is_list(block: Block) -> bool:
    """Whether *block* has meetings of its own, which begin with their dates."""
    if isinstance(block, Items):
        return any(leading_anchor(first_text(item)) for item in block.items)
    return isinstance(block, Table)


def _is_meeting(blocks: Sequence[Block], columns: Columns) -> bool:
    slots = {label.slot for block in blocks for label in _labels(block, columns)}
    return labelled_dates(blocks, columns) == 1 and bool(slots & _BESIDE)


def _parted(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield *blocks* between the rules."""
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Rule):
            yield part
            part = []
        else:
            part.append(block)
    yield part


def _divided(blocks: list[Block], columns: Columns) -> Iterator[list[Block]]:
    """Yield *blocks* cut before each label with which a meeting begins."""
    firsts = [next(_labels(block, columns), None) for block in blocks]
    opening = next((label.slot for label in firsts if label), None)
    position = 0
    for index, label in enumerate(firsts):
        if label is None or label.slot is not opening:
            continue
        start = (
            index - 1
            if index > position and firsts[index - 1] is None and _is_name(blocks[index - 1])
            else index
        )
        if start > position:
            yield blocks[position:start]
            position = start
    if position < len(blocks):
        yield blocks[position:]


def _is_name(block: Block) -> bool:
    """Whether a short line in bold print stands above the labels of its meeting."""
    if not isinstance(block, Paragraph) or len(block.text.words) > _LONGEST_NAME:
        return False
    first = next((piece for piece in block.text.pieces if piece.text.strip()), None)
    return first is not None and Mark.STRONG in first.marks
