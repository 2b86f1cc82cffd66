"""The fields of an entry, sorted into a meeting and its talks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.drafts import Draft, TalkDraft
from sphinx_seminar.importers.deciding.taking import (
    sentence,
    take_date,
    take_end_date,
    take_remark,
    take_status,
    take_telling,
    take_times,
    take_venue,
    take_weekday,
)
from sphinx_seminar.importers.slots import TALK_SLOTS, Slot
from sphinx_seminar.importers.words.placeholders import is_nothing

if TYPE_CHECKING:
    from sphinx_seminar.importers.entries import Entry, Field
    from sphinx_seminar.importers.found import FoundAccess


_TELLING = frozenset({Slot.TITLE, Slot.SPEAKER, Slot.READING, Slot.LINE})
_TIMES = frozenset({Slot.TIME, Slot.START, Slot.END, Slot.DURATION})
_REMARKS = frozenset({Slot.NOTE, Slot.UNKNOWN})


def draft_of(entry: Entry, access: FoundAccess) -> Draft:
    """Return the meeting of *entry*."""
    draft = Draft(entry, access)
    filled = sum(
        not is_nothing(one.text.words)
        for part in (entry, *entry.talks)
        for one in part.of(*_TELLING)
    )
    own = TalkDraft(line=entry.line)
    for one in entry.fields:
        _sort(draft, own, one, filled)
    if not entry.talks or own.fields or own.lines:
        draft.talks.append(own)
    for talk in entry.talks:
        below = TalkDraft(line=talk.line, is_below=True)
        for one in talk.fields:
            _sort(draft, below, one, filled)
        draft.talks.append(below)
    return draft


def _sort(draft: Draft, talk: TalkDraft, one: Field, filled: int) -> None:
    slot, text = one.slot, one.text
    if not text:
        if slot in TALK_SLOTS:
            draft.missing.add(slot)
        return
    if slot is Slot.DATE:
        take_date(draft, text)
    elif slot is Slot.END_DATE:
        take_end_date(draft, text)
    elif slot in _TIMES:
        take_times(draft, talk, one)
    elif slot in _TELLING:
        take_telling(draft, talk, one, filled)
    elif slot in TALK_SLOTS or (slot in _REMARKS and text.links):
        talk.fields.append(one)
    else:
        _about_meeting(draft, one)


def _about_meeting(draft: Draft, one: Field) -> None:
    slot, words = one.slot, one.text.words
    if slot is Slot.VENUE:
        take_venue(draft, one.text)
    elif slot is Slot.ZONE:
        draft.zone = words
    elif slot is Slot.CHAIR:
        draft.chair = "" if is_nothing(words) else words
    elif slot is Slot.NUMBER:
        draft.number = words.strip("#. ")
    elif slot is Slot.NOTICE:
        draft.notices.append(sentence(words))
    elif slot is Slot.STATUS:
        take_status(draft, words)
    elif slot is Slot.REASON:
        draft.reason = "" if is_nothing(words) else words
    elif slot is Slot.WEEKDAY:
        draft.spots = [replace(spot, weekday=take_weekday(words, spot)) for spot in draft.spots]
    elif slot not in {Slot.IGNORED, Slot.ID}:
        take_remark(draft, one)
