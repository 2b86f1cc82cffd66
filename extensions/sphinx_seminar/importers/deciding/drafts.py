"""Meetings on their way: their fields sorted, nothing decided for the page yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.importers.found import FoundAccess, FoundNote
from sphinx_seminar.importers.words.placeholders import is_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.importers.dating.spot import Spot
    from sphinx_seminar.importers.deciding.splits import Split
    from sphinx_seminar.importers.entries import Entry, Field
    from sphinx_seminar.importers.slots import Slot
    from sphinx_seminar.importers.texts import Text
    from sphinx_seminar.importers.words.clocks import TimeSpot
    from sphinx_seminar.importers.words.statuses import Told


_EDGES = " \t\n\x0b\x0c,;:|–—-@·•*_"


@dataclass(slots=True)
class TalkDraft:
    """A talk's fields; its lines are taken apart later, with those of the whole page."""

    fields: list[Field] = field(default_factory=list)
    lines: list[Text] = field(default_factory=list)
    times: list[tuple[Slot, TimeSpot]] = field(default_factory=list)
    duration: str = ""
    line: int = 0
    #: Whether it is one of the talks of a meeting, and has times of its own.
    is_below: bool = False


@dataclass(slots=True)
class Draft:
    """A meeting's fields, sorted."""

    entry: Entry
    access: FoundAccess = field(default_factory=FoundAccess)
    spots: list[Spot] = field(default_factory=list)
    date_text: str = ""
    times: list[tuple[Slot, TimeSpot]] = field(default_factory=list)
    duration: str = ""
    zone: str = ""
    told: list[Told] = field(default_factory=list)
    other_days: list[tuple[str, bool]] = field(default_factory=list)
    reason: str = ""
    venue: str = ""
    chair: str = ""
    number: str = ""
    notices: list[str] = field(default_factory=list)
    notes: list[FoundNote] = field(default_factory=list)
    talks: list[TalkDraft] = field(default_factory=list)
    missing: set[Slot] = field(default_factory=set)
    struck: int = 0
    nobody: bool = False

    def note(self, text: str, line: int) -> None:
        """Keep a text that has no place."""
        bare = " ".join(text.split()).strip(_EDGES)
        if re.search(r"\w", bare) and not is_nothing(bare):
            self.notes.append(FoundNote(bare, line or self.entry.line))


def settle_talks(draft: Draft, apart: Sequence[list[Split]]) -> list[tuple[TalkDraft, list[Split]]]:
    """Return the talks with their lines taken *apart*, where bullets below may be none.

    Below "A. Lee: On rain" bullets are remarks; below "Two short talks" they are the talks.
    """
    pairs = list(zip(draft.talks, apart, strict=True))
    if len(pairs) == 1 and (several := _line_by_line(*pairs[0])):
        draft.talks = [one for one, _ in several]
        return several
    own, below = pairs[:1], pairs[1:]
    if not below or draft.talks[0].is_below or not draft.talks[0].lines:
        return pairs
    talk, splits = own[0]
    if talk.fields or any(split.speaker for split in splits):
        kept, left = own, below
    else:
        kept, left = below, own
    for other, _ in left:
        for line in other.lines:
            draft.note(line.words, line.line)
    draft.talks = [one for one, _ in kept]
    return kept


def _line_by_line(talk: TalkDraft, splits: list[Split]) -> list[tuple[TalkDraft, list[Split]]]:
    """Return a talk for each line, where each names a speaker and a title; [] else."""
    is_each = len(splits) > 1 and all(one.speaker and one.title for one in splits)
    if talk.fields or not is_each:
        return []
    return [
        (TalkDraft(lines=[line], line=line.line), [split])
        for line, split in zip(talk.lines, splits, strict=True)
    ]


def all_lines(drafts: Iterable[Draft]) -> list[Text]:
    """Return the lines of all meetings, in order."""
    return [line for draft in drafts for talk in draft.talks for line in talk.lines]
