"""What stands below the date of a meeting: labelled lines, bullets, abstracts, several talks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Field
from sphinx_seminar.importers.pages.blocks import (
    SOFT,
    Block,
    Heading,
    Item,
    Items,
    Literal,
    Paragraph,
    Table,
    first_text,
    lines_of,
)
from sphinx_seminar.importers.pages.cells import facts_and_abstract
from sphinx_seminar.importers.pages.labels import Label, split_behind, split_label, split_labels
from sphinx_seminar.importers.pages.shapes import (
    is_link,
    is_long,
    is_only_links,
    is_prose,
    line_count,
    set_off_lines,
    source_behind,
    timed_talks,
    with_name_apart,
)
from sphinx_seminar.importers.pages.talks import OPENING, SAYING, Content, content_of
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.importers.columns import Columns

_FEW_WORDS, _FEWEST_PROSE = 3, 6
#: More than the hour or the number of a room.
_WORD = re.compile(r"[^\W\d_]{4}")


@dataclass(slots=True)
class _Reading:
    """Collects fields; ``slot`` is the label that the next text without one belongs to."""

    columns: Columns
    fields: list[Field] = field(default_factory=list)
    talks: list[list[Field]] = field(default_factory=list)
    slot: Slot | None = None
    name: str = ""

    def add(self, slot: Slot, text: Text, name: str = "") -> None:
        if text:
            self.fields.append(Field(slot, text, name))

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Items):
            self._items(block)
        elif isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Literal):
            slot = Slot.ABSTRACT if self.slot is Slot.ABSTRACT else Slot.NOTE
            self.add(slot, Text.of(block.source or block.text, block.line))
        elif isinstance(block, Table):
            for row in block.rows:
                self.add(Slot.NOTE, joined(row.cells, " | "))
        else:
            self.slot = None

    def first(self, text: Text) -> None:
        """Take the text that stands behind the date."""
        if self._timed(text):
            return
        is_among = self._is_among(lines_of(text, soft=True))
        for part in _labelled_lines(text, self.columns, is_among=is_among):
            labels = split_labels(part, self.columns, is_among=is_among)
            for label in labels:
                self._labelled(label, "")
            if not labels:
                for line in lines_of(part):
                    self._line(line)

    def _is_among(self, texts: Iterable[Text]) -> bool:
        """Whether the speaker or the title has a label, in what was read or in *texts*."""
        labels = (split_label(text, self.columns) for text in texts)
        return any(one.slot in OPENING and one.name for one in self.fields) or any(
            label.slot in OPENING for label in labels if label
        )

    def _line(self, text: Text) -> None:
        line, labels = split_behind(text, self.columns)
        for one in set_off_lines(line):
            for part in with_name_apart(one):
                self.add(Slot.LINE, part)
        for label in labels:
            self._labelled(label, "")

    def _heading(self, block: Heading) -> None:
        slot = self.columns.slot(block.text.words)
        if slot not in {Slot.UNKNOWN, Slot.LINE, Slot.NUMBER}:
            self.slot, self.name = slot, block.text.words
            return
        self.slot = None
        for label in split_labels(block.text, self.columns):
            self.add(label.slot, label.rest, label.name)
            return
        self.add(Slot.LINE, block.text)

    def _paragraph(self, block: Paragraph) -> None:
        if self._timed(block.text):
            return
        is_among = self._is_among(lines_of(block.text, soft=True))
        groups = _labelled_lines(block.text, self.columns, is_among=is_among)
        for index, text in enumerate(groups):
            labels = split_labels(text, self.columns, is_among=is_among)
            if not labels:
                self._unlabelled(text, block, is_whole=index == 0 and len(groups) == 1)
                continue
            for label in labels:
                self._labelled(label, block.source)

    def _timed(self, text: Text) -> bool:
        """Take the talks of a programme; return False where it is none."""
        timed = timed_talks(text)
        self.talks += [
            [Field(Slot.START, when), *([Field(Slot.LINE, rest)] if rest else [])]
            for when, rest in timed
        ]
        return bool(timed)

    def _labelled(self, label: Label, source: str) -> None:
        self.slot = label.slot if label.slot is Slot.ABSTRACT or not label.rest else None
        self.name = label.name
        text = label.rest
        if label.slot is Slot.ABSTRACT and text:
            text = Text.of(source_behind(source, label, line_count(text)) or text.plain, text.line)
        # An empty label says that the thing is yet to be announced.
        self.fields.append(Field(label.slot, text, label.name))

    def _unlabelled(self, text: Text, block: Paragraph, *, is_whole: bool) -> None:
        if is_only_links(text):
            self.add(Slot.LINK, text)
        elif self.slot is Slot.ABSTRACT:
            source = block.source if is_whole and block.source else text.plain
            self.add(Slot.ABSTRACT, Text.of(source, text.line))
        elif self.slot is not None:
            self.add(self.slot, text, self.name)
            self.slot = None
        elif is_whole and not self._is_told() and (parts := facts_and_abstract(text)):
            for line in lines_of(parts[0]):
                self._line(line)
            self.add(Slot.ABSTRACT, parts[1])
        elif is_whole and (is_long(text) or self._goes_on(text)):
            self.add(Slot.ABSTRACT, Text.of(block.source or text.plain, text.line))
        else:
            for line in lines_of(text):
                self._line(line)

    def _is_told(self) -> bool:
        """Whether who or what was read already."""
        return any(
            one.slot in OPENING | SAYING or (one.slot is Slot.LINE and _WORD.search(one.text.plain))
            for one in self.fields
        )

    def _goes_on(self, text: Text) -> bool:
        """Whether a paragraph is prose below the facts, or goes on with an abstract."""
        if not self.fields:
            return False
        fewest = _FEW_WORDS if len(self.fields) > 1 else _FEWEST_PROSE
        return self.fields[-1].slot is Slot.ABSTRACT or is_prose(text, fewest)

    def _items(self, block: Items) -> None:
        is_among = self._is_among(map(first_text, block.items))
        labels = [self._label(item, is_among=is_among) for item in block.items]
        bare = [item for item, label in zip(block.items, labels, strict=True) if not label]
        if self.slot is not None and len(bare) == len(block.items):
            self._continue(block)
            return
        if len(bare) == len(block.items) > 1 and not all(map(is_link, bare)):
            self.talks += [list(read_content(item.blocks, self.columns).fields) for item in bare]
            return
        for item, label in zip(block.items, labels, strict=True):
            self._item(item, is_labelled=label is not None)

    def _continue(self, block: Items) -> None:
        """Take a list without labels for what the label above it says."""
        if self.slot is Slot.ABSTRACT:
            self.add(Slot.ABSTRACT, Text.of(block.source, block.line))
        elif self.slot is not None:
            for item in block.items:
                self.add(self.slot, first_text(item), self.name)
            self.slot = None

    def _label(self, item: Item, *, is_among: bool) -> Label | None:
        return split_label(first_text(item), self.columns, is_among=is_among)

    def _item(self, item: Item, *, is_labelled: bool) -> None:
        if not is_labelled and is_link(item):
            self.add(Slot.READING, first_text(item))
            return
        for block in item.blocks:
            self.block(block)
        if self.slot is not Slot.ABSTRACT:
            self.slot = None


def read_content(blocks: Iterable[Block], columns: Columns, first: Text | None = None) -> Content:
    """Return the fields in *blocks*; several talks are told apart by labels and bullets.

    *first* is the text behind the date: however long it is, it is no abstract.
    """
    reading = _Reading(columns)
    if first:
        reading.first(first)
    for block in blocks:
        reading.block(block)
    return content_of(reading.fields, reading.talks)


def _labelled_lines(text: Text, columns: Columns, *, is_among: bool) -> list[Text]:
    """Return *text* in parts that each begin with a label, where lines of it do."""
    lines = lines_of(text, soft=True)
    starts = [
        index
        for index, line in enumerate(lines)
        if split_label(line, columns, is_among=is_among) or is_only_links(line)
    ]
    if not starts:
        return [text]
    if starts[0]:
        starts = [0, *starts]
    return [
        joined(lines[start:end], SOFT)
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
