"""The sections of a page, and those in which dates are no meetings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.terms import term_of
from sphinx_seminar.importers.entries import SkipReason
from sphinx_seminar.importers.pages.anchors import leading_anchor
from sphinx_seminar.importers.pages.blocks import Block, Heading, Items, Paragraph, Rule, Table
from sphinx_seminar.importers.texts import Mark
from sphinx_seminar.importers.words.statuses import told_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Below all headings of the page.
CAPTION_LEVEL = 7
_LONGEST_CAPTION, _LONGEST_FOOTER = 70, 300

_SUGGESTIONS = (
    r"suggest(?:ions?|ed)|candidates?(?: papers?| topics?)|proposals?|backlog|wish ?list"
    r"|proposed (?:papers?|topics?|talks?)|(?:paper|topic|reading) (?:pool|ideas?|queue)|ideas"
    r"|(?:possible|potential|future) (?:papers?|topics?|talks?|readings?)|to[- ]read|vorschläge"
)
_NEWS = (
    r"news|updates?|change ?log|announcements?|what's new|publications?|blog(?: posts?)?"
    r"|aktuelles|neuigkeiten|actualités"
)
_OTHERS = (
    r"(?:other|related|external) (?:events?|seminars?|conferences?|meetings?|groups?)"
    r"|conferences|calls? for papers|holidays|office hours|assignments?|homeworks?|exams?"
    r"|references|bibliography|further reading|literature|literatur|resources|members"
    r"|people|organi[sz]ers|faq|contact|travel|grading|jobs?|positions?|awards?"
)
_DEADLINES = r"deadlines?|important dates|key dates|dates to remember|fristen"
_TEMPLATES = r"templates?|how to (?:add|edit|contribute)|example entry"
_NO_MEETINGS = tuple(
    (reason, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for reason, words in (
        (SkipReason.SUGGESTION, _SUGGESTIONS),
        (SkipReason.DEADLINE, _DEADLINES),
        (SkipReason.TEMPLATE, _TEMPLATES),
        (SkipReason.NEWS, _NEWS),
        (SkipReason.OTHER, _OTHERS),
    )
)
#: A heading with one of these is about meetings, whatever else it says.
_MEETINGS = re.compile(
    r"\b(?:seminars?|talks?|schedule|meetings?|sessions?|colloqui\w+|programme?|speakers?"
    r"|readings?|presentations?|lectures?|journal club)\b",
    re.IGNORECASE,
)
#: Words that stand above a list, in bold or alone.
_CAPTION = re.compile(
    r"(?:the )?(?:upcoming|past|previous|next|future|recent|earlier|scheduled|archived?|kommende"
    r"|vergangene|frühere|prochains?|passés?)"
    r"(?: (?:talks?|seminars?|meetings?|sessions?|events?|speakers?|presentations?|colloquia"
    r"|vorträge|exposés|séances))?\s*:?",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\W*[^\W\d_][\w ]{1,20}:")
_WEAK = frozenset({SkipReason.NEWS, SkipReason.OTHER})


@dataclass(slots=True)
class Section:
    """A heading with what stands below it; the page itself has none."""

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The level of the heading, 0 for the page."""
        return self.heading.level if self.heading else 0

    def everything(self) -> list[Block]:
        """Return all blocks below the heading, those of the parts with their headings."""
        found = list(self.blocks)
        for part in self.parts:
            found += [*([part.heading] if part.heading else []), *part.everything()]
        return found


def sections_of(blocks: Sequence[Block]) -> Section:
    """Return the page of these *blocks* as a tree of sections."""
    page = Section(None)
    stack = [page]
    for block in _with_captions(blocks):
        if isinstance(block, Heading):
            while stack[-1].level >= block.level:
                stack.pop()
            section = Section(block)
            stack[-1].parts.append(section)
            stack.append(section)
        else:
            stack[-1].blocks.append(block)
    return page


def take_footer(page: Section) -> list[Block]:
    """Take what stands below the last rule of the page, under the heading of a meeting."""
    last = page
    while last.parts:
        last = last.parts[-1]
    rules = [index for index, block in enumerate(last.blocks) if isinstance(block, Rule)]
    if last.heading is None or not rules or not last.blocks[: rules[-1]]:
        return []
    footer = last.blocks[rules[-1] + 1 :]
    lines = [block.text.words for block in footer if isinstance(block, Paragraph)]
    is_short = len(lines) == len(footer) and sum(map(len, lines)) <= _LONGEST_FOOTER
    if not is_short or any(map(_LABELLED.match, lines)):
        return []
    del last.blocks[rules[-1] :]
    return footer


def no_meetings_in(heading: str) -> SkipReason | None:
    """Return why dates below *heading* are no meetings, None where they may be."""
    for reason, pattern in _NO_MEETINGS:
        found = pattern.search(heading)
        if found and not (reason in _WEAK and _MEETINGS.search(heading.replace(found[0], ""))):
            return reason
    return None


def _with_captions(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield *blocks* with the short paragraphs that name a term as headings."""
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and _is_caption(block, following):
            yield Heading(CAPTION_LEVEL, block.text, block.line)
        else:
            yield block


def _is_list(block: Block | None) -> bool:
    if isinstance(block, Paragraph):
        return leading_anchor(block.text) is not None
    return isinstance(block, Table | Items)


def _is_caption(block: Paragraph, following: Block | None) -> bool:
    words = block.text.words
    if len(words) > _LONGEST_CAPTION or words.endswith((".", ",")) or block.text.links:
        return False
    if told_by(words):
        # "Spring break" is no term.
        return False
    is_set_off = block.text.has(Mark.STRONG) or _is_list(following)
    if not is_set_off or (term_of(words) is None and not _CAPTION.fullmatch(words)):
        return False
    return leading_anchor(block.text) is None
