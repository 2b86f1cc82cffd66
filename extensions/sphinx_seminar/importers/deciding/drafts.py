"""Meetings on their way: fields sorted, and what stands in them besides taken out.

A date cell may hold the time, a line the room, a title the word "cancelled". Here each
such thing goes where it belongs, and what is left stays a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.spotting import find_dates
from sphinx_seminar.importers.deciding.clocks import TimeSpot, find_times
from sphinx_seminar.importers.deciding.placeholders import is_nobody, is_nothing, is_open
from sphinx_seminar.importers.deciding.places import is_room, place_in
from sphinx_seminar.importers.deciding.statuses import Told, told_by
from sphinx_seminar.importers.found import FoundAccess, FoundNote
from sphinx_seminar.importers.pages.contents import TALK_SLOTS
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Mark, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.importers.dating.spot import Spot
    from sphinx_seminar.importers.deciding.lines import Split
    from sphinx_seminar.importers.entries import Entry, Field

_TELLING = frozenset({Slot.TITLE, Slot.SPEAKER, Slot.READING, Slot.LINE})
_TIMES = frozenset({Slot.TIME, Slot.START, Slot.END, Slot.DURATION})
_NOTICE = re.compile(
    r"\b(?:note|notice|changed?|moved|attention|unusual|different|special)\b|!", re.IGNORECASE
)
_REMARKS = frozenset({Slot.NOTE, Slot.UNKNOWN})
_EDGES = " \t\n\x0b\x0c,;:|–—-@·•*_"
_AT = re.compile(r"\b(?:at|from|between|um|ab|à|a las|@)\s*$", re.IGNORECASE)
_PARENTHESES = re.compile(r"\([^()]{4,80}\)")
_CHANGE = re.compile(
    r"\b(?:note|change[ds]?|unusual|different|moved|special|other) ?"
    r"(?:the|time|room|day|place|date|:)"
    r"|\b(?:time|room|date|venue|day) change|please note|new (?:room|time)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[\s,;&+/|]|\band\b|\bund\b|\bet\b)*")
#: What is left where a time or a word was taken out.
_LEFT = re.compile(r"[(\[]\s*[)\]]|[,;:–-]\s*(?=[.;,](?:\s|$))|(?<=[.;]\s)\.\s+")


@dataclass(slots=True)
class TalkDraft:
    """A talk's fields; its lines are taken apart later, with those of the whole page."""

    fields: list[Field] = field(default_factory=list)
    lines: list[Text] = field(default_factory=list)
    times: list[tuple[Slot, TimeSpot]] = field(default_factory=list)
    duration: str = ""
    line: int = 0


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
        below = TalkDraft(line=talk.line)
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
        _date(draft, text)
    elif slot is Slot.END_DATE:
        _end_date(draft, text)
    elif slot in _TIMES:
        _times(draft, talk, one)
    elif slot in _TELLING:
        _telling(draft, talk, one, filled)
    elif slot in TALK_SLOTS or (slot in _REMARKS and text.links):
        talk.fields.append(one)
    else:
        _about_meeting(draft, one)


def _about_meeting(draft: Draft, one: Field) -> None:
    slot, words = one.slot, one.text.words
    if slot is Slot.VENUE:
        _venue(draft, one.text)
    elif slot is Slot.ZONE:
        draft.zone = words
    elif slot is Slot.CHAIR:
        draft.chair = "" if is_nothing(words) else words
    elif slot is Slot.NUMBER:
        draft.number = words.strip("#. ")
    elif slot is Slot.NOTICE:
        draft.notices.append(_sentence(words))
    elif slot is Slot.STATUS:
        _status(draft, words)
    elif slot is Slot.REASON:
        draft.reason = "" if is_nothing(words) else words
    elif slot is Slot.WEEKDAY:
        draft.spots = [replace(spot, weekday=_weekday(words, spot)) for spot in draft.spots]
    elif slot not in {Slot.IGNORED, Slot.ID}:
        named = slot is Slot.UNKNOWN and one.name
        draft.note(f"{one.name}: {words}" if named else words, one.text.line)


def _weekday(words: str, spot: Spot) -> int | None:
    found = find_dates(f"{words} 1 May")
    return found[0].weekday if found and spot.weekday is None else spot.weekday


def _status(draft: Draft, words: str) -> None:
    told = told_by(words)
    if told is not None:
        draft.told.append(told)
    else:
        draft.note(words, draft.entry.line)


def _date(draft: Draft, text: Text) -> None:
    """Take the dates, and what stands beside them: a time, a room, a status."""
    shown = _without_struck(text)
    if shown is not text:
        struck = [piece.text for piece in text.pieces if Mark.STRUCK in piece.marks]
        if shown:
            draft.note("".join(struck), text.line)
            text = shown
        else:
            draft.struck += 1
    draft.date_text = text.words
    spots = [spot for spot in find_dates(text.plain, is_slot=True) if spot.has_day]
    spots = spots or find_dates(text.plain, is_slot=True)[:1]
    kept = spots[:1]
    for spot in spots[1:]:
        if not _BETWEEN.fullmatch(text.plain, kept[-1].end, spot.start):
            break
        kept.append(spot)
    draft.spots = kept
    rest = text.without([(spot.start, spot.end) for spot in kept])
    rest = _beside(draft, rest)
    if not is_open(rest.words):
        _remark(draft, rest)


def _without_struck(text: Text) -> Text:
    if not any(Mark.STRUCK in piece.marks for piece in text.pieces):
        return text
    pieces = tuple(piece for piece in text.pieces if Mark.STRUCK not in piece.marks)
    return replace(text, pieces=pieces)


def _end_date(draft: Draft, text: Text) -> None:
    spots = find_dates(text.plain, is_slot=True)
    if spots and draft.spots and not draft.spots[0].last:
        draft.spots[0] = replace(draft.spots[0], last=spots[0])


def _beside(draft: Draft, text: Text) -> Text:
    """Take a status, a time and a room out of a text beside them."""
    told = told_by(text.plain)
    if told is not None and not is_open(text.plain):
        text = _tell(draft, told, text)
    for spot in find_times(text.plain)[:1]:
        draft.times.append((Slot.TIME, spot))
        before = _AT.search(text.plain[: spot.start])
        start = before.start() if before else spot.start
        text = _tidy(text.without([(start, spot.end)]))
        if not draft.venue:
            draft.venue, text = place_in(text)
    return text


def _tell(draft: Draft, told: Told, text: Text) -> Text:
    draft.told.append(told)
    if told.other_day:
        draft.other_days.append((text.plain[slice(*told.other_day)], told.is_from))
    return _tidy(text.without(told.spans))


def _tidy(text: Text) -> Text:
    """Return *text* without brackets that hold nothing, and without signs at its ends."""
    empty = [match.span() for match in _LEFT.finditer(text.plain)]
    text = text.without(empty) if empty else text
    return text.trimmed(_EDGES + ")", f"{_EDGES}(")


def _without_remarks(draft: Draft, text: Text) -> Text:
    """Take the remarks in parentheses that people should read before they come."""
    spans = [
        match.span()
        for match in _PARENTHESES.finditer(text.plain)
        if _CHANGE.search(match[0])
        and not any(link.start < match.end() and match.start() < link.end for link in text.links)
    ]
    draft.notices += [_sentence(text.plain[slice(*span)]) for span in spans]
    return _tidy(text.without(spans)) if spans else text


def _remark(draft: Draft, text: Text) -> None:
    words = text.words.strip(_EDGES + "()")
    if not draft.venue and is_room(words):
        draft.venue = words
    elif _NOTICE.search(words):
        draft.notices.append(_sentence(words))
    else:
        draft.note(words, text.line)


def _sentence(words: str) -> str:
    bare = words.strip(" ()[]*_.,;:–-")
    return f"{bare[:1].upper()}{bare[1:]}." if bare else ""


def _times(draft: Draft, talk: TalkDraft, one: Field) -> None:
    text = one.text
    into = (
        talk.times if one.slot is not Slot.TIME and talk.line != draft.entry.line else draft.times
    )
    if one.slot is Slot.DURATION:
        talk.duration = draft.duration = text.words
        return
    spots = find_times(text.plain, is_slot=True)
    if not spots and not is_nothing(text.words):
        told = told_by(text.plain)
        text = _tell(draft, told, text) if told else text
        _remark(draft, text)
    for spot in spots[:1]:
        into.append((one.slot, spot))
        rest = _tidy(text.without([(other.start, other.end) for other in spots]))
        _remark(draft, _beside(draft, rest))


def _venue(draft: Draft, text: Text) -> None:
    for spot in find_times(text.plain)[:1]:
        if not draft.times:
            draft.times.append((Slot.TIME, spot))
            text = _tidy(text.without([(spot.start, spot.end)]))
    words = text.words.strip(" ,;")
    if not is_nothing(words):
        draft.venue = words


def _telling(draft: Draft, talk: TalkDraft, one: Field, filled: int) -> None:
    """Take a title, a speaker, a reading or a line, and what it tells of the meeting."""
    text = one.text
    if text.has(Mark.STRUCK):
        draft.struck += 1
    if is_open(text.words):
        draft.missing.add(one.slot)
        return
    if is_nobody(text.words):
        draft.nobody = draft.nobody or one.slot is Slot.SPEAKER
        return
    told = told_by(text.plain, has_more=filled > 1)
    if told is not None:
        text = _tell(draft, told, text)
    if one.slot is Slot.LINE:
        text = _without_remarks(draft, _beside(draft, text))
        if not draft.venue:
            draft.venue, text = place_in(text)
        if not draft.venue and is_room(text.words):
            draft.venue, text = text.words, Text()
        if re.search(r"\w", text.plain) and not is_open(text.words):
            talk.lines.append(_tidy(text))
    elif re.search(r"\w", text.plain):
        talk.fields.append(replace(one, text=text))


def settle_talks(draft: Draft, apart: Sequence[list[Split]]) -> list[tuple[TalkDraft, list[Split]]]:
    """Return the talks with their lines taken *apart*, where bullets below may be none.

    Below "A. Lee: On rain" bullets are remarks; below "Two short talks" they are the talks.
    """
    pairs = list(zip(draft.talks, apart, strict=True))
    own, below = pairs[:1], pairs[1:]
    if not below or draft.talks[0].line != draft.entry.line or not draft.talks[0].lines:
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


def all_lines(drafts: Iterable[Draft]) -> list[Text]:
    """Return the lines of all meetings, in order."""
    return [line for draft in drafts for talk in draft.talks for line in talk.lines]
