"""The meetings of a page: by its headings, paragraphs, lists and tables that have dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Field, SkipReason
from sphinx_seminar.importers.pages.anchors import (
    Anchor,
    heading_anchor,
    leading_anchor,
)
from sphinx_seminar.importers.pages.blocks import (
    Block,
    Heading,
    Items,
    Paragraph,
    Rule,
    Table,
    lines_of,
)
from sphinx_seminar.importers.pages.collecting import Collected, Place, texts_in
from sphinx_seminar.importers.pages.contents import read_content
from sphinx_seminar.importers.pages.labelled import labelled_dates, labelled_meetings
from sphinx_seminar.importers.pages.labels import split_label
from sphinx_seminar.importers.pages.lists import anchored_fields, read_items
from sphinx_seminar.importers.pages.sections import (
    CAPTION_LEVEL,
    Section,
    no_meetings_in,
    sections_of,
    take_footer,
)
from sphinx_seminar.importers.pages.tables import programme_of, read_table
from sphinx_seminar.importers.pages.talks import talk_entries
from sphinx_seminar.importers.pages.titled import day_below
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Mark, Text, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.importers.entries import Entry


#: "Next meeting: Friday, 7 June, …" above or below a list.
_NEXT = re.compile(r"\W*(?:next|upcoming|nächste[rs]?|prochaine?)\b[^:]{0,30}:", re.IGNORECASE)


def recognise(blocks: Sequence[Block], into: Collected) -> None:
    """Note the meetings in *blocks*, and everything else as what it is."""
    page = sections_of(blocks)
    footer = take_footer(page)
    _section(page, Place(), into)
    into.leave(texts_in(footer))


def _section(section: Section, place: Place, into: Collected) -> None:
    heading = section.heading
    if heading is None:
        _blocks(section, place, into)
        return
    anchor = heading_anchor(heading.text)
    reason = no_meetings_in(heading.text.words)
    if reason is not None and anchor is None:
        _skip_section(section, reason, into)
    elif anchor is not None and not _has_dated_parts(section):
        _dated_section(section, anchor, place, into)
    elif not _has_dated_parts(section) and labelled_dates(section.blocks, into.columns) == 1:
        _labelled(section.everything(), place, into, heading.text, _raw(section))
    elif (day := day_below(section, into.columns)) is not None:
        _titled_section(section, day, place, into)
    else:
        if heading.level >= CAPTION_LEVEL:
            # "Summer term 2019, Thursdays at 4pm" says more than the term
            into.leave([heading.text])
        below = Place((*place.headings, heading.text), 0)
        _blocks(section, below, into)


def _has_dated_parts(section: Section) -> bool:
    return any(part.heading and leading_anchor(part.heading.text) for part in section.parts)


def _titled_section(section: Section, anchor: Anchor, place: Place, into: Collected) -> None:
    """Note the talk whose title is the heading, above its day."""
    heading = section.heading or Heading(0, Text(), 0)
    fields, talks = anchored_fields(anchor, section.blocks[1:], into)
    slot = Slot.NOTE if any(one.slot is Slot.TITLE for one in fields) else Slot.TITLE
    fields.insert(0, Field(slot, heading.text))
    entries = talk_entries(talks, into.source, heading.line)
    raw = _raw(section)
    into.add(fields, place, line=heading.line, raw=raw, talks=entries, is_guess=True)


def _skip_section(section: Section, reason: SkipReason, into: Collected) -> None:
    """Note dates below a heading that says that they are no meetings."""
    for text in texts_in(section.everything()):
        if leading_anchor(text):
            into.skip(text, text.line, reason)
        else:
            into.leave([text])


def _dated_section(section: Section, anchor: Anchor, place: Place, into: Collected) -> None:
    blocks = section.everything()
    programme: tuple[Entry, ...] = ()
    kept: list[Block] = []
    for block in blocks:
        talks = programme_of(block, into) if isinstance(block, Table) else ()
        programme += talks
        if not talks:
            kept.append(block)
    fields, talks_below = anchored_fields(anchor, kept, into)
    line = section.heading.line if section.heading else 0
    raw = _raw(section)
    entries = programme or talk_entries(talks_below, into.source, line)
    into.add(fields, place, line=line, raw=raw, talks=entries)


def _raw(section: Section) -> str:
    heading = section.heading.text.words if section.heading else ""
    return "\n".join([heading, *(text.words for text in texts_in(section.everything()))])


def _labelled(
    blocks: Sequence[Block], place: Place, into: Collected, title: Text, raw: str
) -> None:
    """Note the meeting whose labels say the day; *title* is what stands above it."""
    content = read_content(blocks, into.columns)
    fields = list(content.fields)
    if title:
        slots = {one.slot for one in fields}
        slot = Slot.NOTE if Slot.TITLE in slots else Slot.LINE
        fields.insert(0, Field(slot, title))
    line = title.line or blocks[0].line
    talks = talk_entries(content.talks, into.source, line)
    into.add(fields, place, line=line, raw=raw, talks=talks)


def _blocks(section: Section, place: Place, into: Collected) -> None:
    """Note what stands in a section that is itself no meeting, and go on below."""
    place = Place(place.headings, into.new_cluster())
    blocks: Sequence[Block] = section.blocks
    anchored = [one for one in _anchored_lines(blocks) if not split_label(one, into.columns)]
    meetings = [] if anchored else labelled_meetings(blocks, into.columns)
    if meetings:
        blocks = meetings[0]
    run = _Run(place, into, len(_anchored_lines(blocks)))
    for block in blocks:
        run.block(block)
    run.finish()
    for own in meetings[1:]:
        # A page that is one talk has its title above it.
        title = into.title if section.heading is None and len(meetings) == 2 else Text()  # noqa: PLR2004
        _labelled(own, place, into, title, "\n".join(text.words for text in texts_in(own)))
    for part in section.parts:
        _section(part, place, into)


def _anchored_lines(blocks: Sequence[Block]) -> list[Text]:
    return [
        line
        for block in blocks
        if isinstance(block, Paragraph)
        for line in _dated_lines(block.text)
        if leading_anchor(line)
    ]


def _dated_lines(text: Text) -> list[Text]:
    """Return the lines of a paragraph; those of the source where several begin with dates."""
    hard = lines_of(text)
    soft = lines_of(text, soft=True)
    if len(soft) > len(hard) and sum(bool(leading_anchor(line)) for line in soft) > 1:
        return soft
    return hard


class _Run:
    """Reads the blocks of one section; a paragraph with a date opens a meeting."""

    def __init__(self, place: Place, into: Collected, dated: int) -> None:
        self._place = place
        self._into = into
        self._dated = dated
        self._anchor: Anchor | None = None
        self._blocks: list[Block] = []
        self._is_guess = False

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Rule):
            self.finish()
        elif self._is_list_of_meetings(block):
            return
        elif self._anchor is not None:
            self._blocks.append(block)
        elif isinstance(block, Heading):
            self._into.leave([block.text])
        else:
            self._into.leave(texts_in([block]))

    def _is_list_of_meetings(self, block: Block) -> bool:
        before = len(self._into.entries)
        if isinstance(block, Table):
            found = read_table(block, self._place, self._into)
        elif isinstance(block, Items):
            found = read_items(block, self._place, self._into)
        else:
            return False
        if found and self._anchor is not None:
            # In the order of the page: the paragraph above comes first.
            later = self._into.entries[before:]
            del self._into.entries[before:]
            self.finish()
            self._into.entries += later
        return found

    def _paragraph(self, block: Paragraph) -> None:
        lines = _dated_lines(block.text)
        anchors = [leading_anchor(line) for line in lines]
        if not any(
            anchor and self._opens(anchor, line)
            for anchor, line in zip(anchors, lines, strict=True)
        ):
            if self._anchor is not None:
                self._blocks.append(block)
            else:
                self._leave(block)
            return
        pending: list[Text] = []
        for anchor, line in zip(anchors, lines, strict=True):
            if anchor is None:
                pending.append(line)
                continue
            self._continue(pending)
            pending = []
            self.finish()
            self._anchor = anchor
            self._is_guess = self._dated < 2 and not _is_set_off(anchor)  # noqa: PLR2004
        self._continue(pending)

    def _continue(self, lines: list[Text]) -> None:
        if lines and self._anchor is not None:
            text = joined(lines, "\n")
            self._blocks.append(Paragraph(text, text.line))
        elif lines:
            self._into.leave(lines)

    def _opens(self, anchor: Anchor, line: Text) -> bool:
        """Whether a line that begins with a date is a meeting, and no sentence."""
        if _is_set_off(anchor) or self._dated > 1 or line.plain[:1].isdigit():
            return True
        return _NEXT.match(line.plain) is not None

    def _leave(self, block: Paragraph) -> None:
        for line in lines_of(block.text, soft=True):
            label = split_label(line, self._into.columns)
            if label:
                self._into.leave([label.rest], label.slot, label.name)
            else:
                self._into.leave([line])

    def finish(self) -> None:
        """Note the meeting that is open."""
        if self._anchor is None:
            return
        anchor, blocks = self._anchor, self._blocks
        self._anchor, self._blocks = None, []
        fields, talks = anchored_fields(anchor, blocks, self._into)
        line = anchor.date.line
        raw = " ".join([anchor.date.words, anchor.rest.words, *(t.words for t in texts_in(blocks))])
        entries = talk_entries(talks, self._into.source, line)
        self._into.add(
            fields, self._place, line=line, raw=raw, talks=entries, is_guess=self._is_guess
        )


def _is_set_off(anchor: Anchor) -> bool:
    return anchor.date.has(Mark.STRONG) or anchor.date.has(Mark.EMPHASIS)
