"""Lists of meetings: bullets that begin with a date, or that say it in a label below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.terms import term_of
from sphinx_seminar.importers.entries import Field, SkipReason
from sphinx_seminar.importers.pages.anchors import (
    Anchor,
    heading_anchor,
    is_placeholder,
    leading_anchor,
    trailing_anchor,
)
from sphinx_seminar.importers.pages.blocks import Item, Items, first_text
from sphinx_seminar.importers.pages.collecting import Place
from sphinx_seminar.importers.pages.contents import read_content
from sphinx_seminar.importers.pages.talks import talk_entries
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.importers.pages.blocks import Block
    from sphinx_seminar.importers.pages.collecting import Collected

_FEW, _SOME = 2, 3
_MOST = 0.7
_LONGEST_CAPTION = 80


def read_items(items: Items, place: Place, into: Collected) -> bool:
    """Note the meetings of a list; return False when it is no list of meetings."""
    for find, needed, is_guess in (
        (leading_anchor, _leading_enough, False),
        (trailing_anchor, _most, False),
        (heading_anchor, _most, True),
    ):
        anchors = [find(first_text(item)) for item in items.items]
        if needed(anchors):
            _note_dated(items.items, anchors, place, into, is_guess=is_guess)
            return True
    found = [_labelled_or_nested(item, place, into) for item in items.items]
    return any(found)


def anchored_fields(
    anchor: Anchor, blocks: Sequence[Block], into: Collected
) -> tuple[list[Field], tuple[tuple[Field, ...], ...]]:
    """Return the fields of a meeting: its date, what stands behind it, and its *blocks*."""
    fields = [Field(Slot.DATE, anchor.date)]
    if anchor.number:
        fields.append(Field(Slot.NUMBER, Text.of(anchor.number, anchor.date.line)))
    content = read_content(blocks, into.columns, anchor.rest)
    return [*fields, *content.fields], content.talks


def _leading_enough(anchors: Sequence[Anchor | None]) -> bool:
    dated = sum(anchor is not None for anchor in anchors)
    return dated >= _SOME or 0 < len(anchors) <= _FEW * dated


def _most(anchors: Sequence[Anchor | None]) -> bool:
    dated = sum(anchor is not None for anchor in anchors)
    return dated >= _FEW and dated >= _MOST * len(anchors)


def _note_dated(
    items: Sequence[Item],
    anchors: Sequence[Anchor | None],
    place: Place,
    into: Collected,
    *,
    is_guess: bool,
) -> None:
    place = Place(place.headings, into.new_cluster())
    for item, anchor in zip(items, anchors, strict=True):
        if anchor is None:
            _undated(item, place, into)
            continue
        fields, talks = anchored_fields(anchor, item.blocks[1:], into)
        raw = item.source or first_text(item).words
        entries = talk_entries(talks, into.source, item.line)
        into.add(fields, place, line=item.line, raw=raw, talks=entries, is_guess=is_guess)


def _undated(item: Item, place: Place, into: Collected) -> None:
    """Note a bullet without a date among dated ones."""
    text = first_text(item)
    if is_placeholder(text):
        content = read_content(item.blocks, into.columns)
        fields = [Field(Slot.DATE, Text.of("TBA", item.line)), *content.fields]
        into.add(fields, place, line=item.line, raw=item.source)
    elif not _labelled_or_nested(item, place, into):
        into.skip(text, item.line, SkipReason.UNDATED)


def _labelled_or_nested(item: Item, place: Place, into: Collected) -> bool:
    """Note a meeting whose date has a label, or those of a list below a bullet."""
    nested = [block for block in item.blocks[1:] if isinstance(block, Items)]
    text = first_text(item)
    is_caption = len(text.words) <= _LONGEST_CAPTION
    for block in nested:
        anchors = [leading_anchor(first_text(one)) for one in block.items]
        if any(anchors) and is_caption and (term_of(text.words) or _most(anchors)):
            below = Place((*place.headings, text), place.cluster)
            read = [read_items(one, below, into) for one in nested]
            return any(read)
    content = read_content(item.blocks, into.columns)
    if any(one.slot is Slot.DATE for one in content.fields):
        fields = [
            Field(Slot.TITLE, one.text) if one.slot is Slot.LINE and index == 0 else one
            for index, one in enumerate(content.fields)
        ]
        talks = talk_entries(content.talks, into.source, item.line)
        into.add(fields, place, line=item.line, raw=item.source, talks=talks)
        return True
    return False
