"""What was read below a date, divided among the talks of the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.entries import Entry, Field
from sphinx_seminar.importers.slots import TALK_SLOTS, Slot
from sphinx_seminar.importers.texts import Text
from sphinx_seminar.importers.words.kinds import is_pause

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What a talk begins with, and what says what it is about.
OPENING = frozenset({Slot.SPEAKER, Slot.TITLE})
SAYING = frozenset({Slot.TITLE, Slot.READING, Slot.ABSTRACT})


class Content(NamedTuple):
    """The fields of a meeting, and of each talk where there are several."""

    fields: tuple[Field, ...]
    talks: tuple[tuple[Field, ...], ...] = ()


def talk_entries(talks: Sequence[tuple[Field, ...]], source: str, line: int) -> tuple[Entry, ...]:
    """Return *talks* as entries; a talk without a line of its own is on *line*."""
    return tuple(
        Entry(source, talk[0].text.line or line, talk)
        for talk in talks
        if talk and not any(is_pause(one.text.words) for one in talk)
    )


def content_of(fields: Sequence[Field], talks: Sequence[Sequence[Field]]) -> Content:
    """Return what was read: *fields* in their order, and the *talks* that were told apart."""
    fields = _joined_abstracts(fields)
    if not talks:
        return _divided(fields)
    if any(one.slot in OPENING for one in fields):
        # One talk with points below it.
        points = [one for talk in talks for one in talk]
        return Content((*fields, *(Field(Slot.NOTE, one.text) for one in points)))
    return Content(tuple(fields), tuple(tuple(talk) for talk in talks))


def _joined_abstracts(fields: Sequence[Field]) -> list[Field]:
    """Return *fields* with neighbouring pieces of an abstract as one."""
    kept: list[Field] = []
    for one in fields:
        last = kept[-1] if kept else None
        if last and one.slot is last.slot is Slot.ABSTRACT:
            text = Text.of(f"{last.text.plain}\n\n{one.text.plain}", last.text.line)
            kept[-1] = Field(Slot.ABSTRACT, text, last.name)
        else:
            kept.append(one)
    return kept


def _divided(fields: Sequence[Field]) -> Content:
    """Return *fields* as several talks where a speaker or a title comes again."""
    shared: list[Field] = []
    talks: list[list[Field]] = [[]]
    for one in fields:
        if one.slot not in TALK_SLOTS:
            shared.append(one)
            continue
        slots = {other.slot for other in talks[-1]}
        again = one.slot in slots and one.slot in OPENING
        if again and (one.slot is Slot.TITLE or slots & SAYING):
            talks.append([])
        talks[-1].append(one)
    if len(talks) == 1:
        return Content(tuple(fields))
    return Content(tuple(shared), tuple(tuple(talk) for talk in talks))
