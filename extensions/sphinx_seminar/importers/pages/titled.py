"""Talks below their titles: the heading is the title, and the day stands alone below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.terms import term_of
from sphinx_seminar.importers.pages.anchors import leading_anchor
from sphinx_seminar.importers.pages.blocks import Paragraph, lines_of
from sphinx_seminar.importers.pages.labels import split_label
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.words.clocks import find_times

if TYPE_CHECKING:
    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.pages.anchors import Anchor
    from sphinx_seminar.importers.pages.sections import Section

#: An hour and a room beside a day are no longer.
_LONGEST_PLACE = 40


def day_below(section: Section, columns: Columns) -> Anchor | None:
    """Return the day with which *section*, one talk, begins; None where it is none.

    An hour beside the day, or a speaker with a label, tells a talk from a piece of news.
    """
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
    is_plain = len(paragraphs) == len(section.blocks) > 1 and not section.parts
    if section.heading is None or not is_plain or term_of(section.heading.text.words):
        return None
    anchors = [leading_anchor(block.text) for block in paragraphs]
    anchor = anchors[0]
    if anchor is None or any(anchors[1:]) or len(anchor.rest.words) > _LONGEST_PLACE:
        return None
    lines = [line for block in paragraphs for line in lines_of(block.text, soft=True)]
    labels = [label for line in lines if (label := split_label(line, columns))]
    is_talk = find_times(anchor.rest.plain) or any(one.slot is Slot.SPEAKER for one in labels)
    return anchor if is_talk else None
