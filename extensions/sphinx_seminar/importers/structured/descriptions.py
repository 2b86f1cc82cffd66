"""The description of a calendar's event: labelled lines, an abstract, remarks.

Only labels make speakers and titles of it; text without a label is the abstract where it is
long, and a note where it is short. Nothing of it is taken for a run-on line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Field
from sphinx_seminar.importers.pages.blocks import Block, Paragraph
from sphinx_seminar.importers.pages.contents import read_content
from sphinx_seminar.importers.pages.html_blocks import html_blocks
from sphinx_seminar.importers.pages.inline import linked_text
from sphinx_seminar.importers.pages.talks import Content
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.structured.wording import is_html, plain_paragraphs
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.importers.columns import Columns

_BLANK = re.compile(r"\n[ \t]*\n")
_LABEL = re.compile(r"[ \t*_-]*([^\W\d_][^:：\n]{0,40}?)[*_]*\s*[:：](?!//)[*_]*[ \t]*(.*)")
_LONG = 120
_LABELS = frozenset(Slot) - {Slot.LINE, Slot.UNKNOWN, Slot.IGNORED, Slot.NUMBER, Slot.TOPICS}


def read_description(text: str, line: int, columns: Columns) -> Content:
    """Return what a description says; *line* is that of its event."""
    notes: list[Field] = []
    blocks = html_blocks(text, line) if is_html(text) else []
    if not blocks:
        blocks, notes = _plain_blocks(text, line, columns)
    content = read_content(blocks, columns)
    talks = tuple(tuple(map(_not_a_line, talk)) for talk in content.talks)
    return Content((*map(_not_a_line, content.fields), *notes), talks)


def _plain_blocks(text: str, line: int, columns: Columns) -> tuple[list[Block], list[Field]]:
    """Return paragraphs, each beginning with a label where there are any, and other remarks."""
    blocks: list[Block] = []
    notes: list[Field] = []
    for part in _BLANK.split(text):
        for group in _groups(part, columns):
            label = _LABEL.fullmatch(group.split("\n", 1)[0])
            if label and _slot(label[1], columns) is Slot.UNKNOWN and "\n" not in group:
                notes.append(Field(Slot.NOTE, linked_text(group.strip(), line)))
            elif group.strip():
                source = plain_paragraphs(group)
                blocks.append(Paragraph(linked_text(group.strip(), line), line, source))
    return blocks, notes


def _groups(part: str, columns: Columns) -> Iterator[str]:
    """Yield the lines of a paragraph, together from label to label."""
    group: list[str] = []
    for one in part.split("\n"):
        label = _LABEL.fullmatch(one)
        if label and group and _slot(label[1], columns) is not None:
            yield "\n".join(group)
            group = []
        group.append(one)
    if group:
        yield "\n".join(group)


def _slot(name: str, columns: Columns) -> Slot | None:
    """Return what a label means; UNKNOWN for a short one that nobody knows, None for no label."""
    slot = columns.slot(name)
    if slot in _LABELS:
        return slot
    is_short = len(name.split()) <= 3  # noqa: PLR2004 (a label, not a sentence with a colon)
    return Slot.UNKNOWN if is_short else None


def _not_a_line(one: Field) -> Field:
    if one.slot is not Slot.LINE:
        return one
    words = one.text.words
    if len(words) > _LONG:
        return Field(Slot.ABSTRACT, Text.of(plain_paragraphs(one.text.plain), one.text.line))
    return Field(Slot.NOTE, one.text, one.name)
