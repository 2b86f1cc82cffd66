"""What stands in a field besides what it is for, taken out of it.

A date cell may hold the time, a line the room, a title the word "cancelled": here each such
thing goes where it belongs, and what is left stays a text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.spotting import find_dates
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Mark, Text
from sphinx_seminar.importers.words.clocks import find_times
from sphinx_seminar.importers.words.names import MAYBE_NAME, is_name
from sphinx_seminar.importers.words.placeholders import is_nobody, is_nothing, is_open
from sphinx_seminar.importers.words.places import begins_with_room, is_room, place_in
from sphinx_seminar.importers.words.statuses import Told, told_by
from sphinx_seminar.model.session import Status

if TYPE_CHECKING:
    from sphinx_seminar.importers.dating.spot import Spot
    from sphinx_seminar.importers.deciding.drafts import Draft, TalkDraft
    from sphinx_seminar.importers.entries import Field


_NOTICE = re.compile(
    r"\b(?:note|notice|changed?|moved|attention|unusual|different|special)\b|!", re.IGNORECASE
)
_OFF = frozenset({Status.CANCELLED, Status.NO_MEETING, Status.POSTPONED})
_MOST_REMARK_WORDS = 8
_EDGES = " \t\n\x0b\x0c,;:|–—-@·•*_"
_AT = re.compile(
    r"(?:\b(?:at|from|between|um|ab|à|dès|a las?|alle(?: ore)?|ore|às|kl\.?|klo|om)|@)\s*$",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\([^()]{4,80}\)")
_CHANGE = re.compile(
    r"\b(?:note|change[ds]?|unusual|different|moved|special|other) ?"
    r"(?:the|time|room|day|place|date|:)"
    r"|\b(?:time|room|date|venue|day) change|please note|new (?:room|time)",
    re.IGNORECASE,
)
#: "HS 5: A. Lee, On rain"
_FIRST = re.compile(r"\s*([^,:;–—]{2,40}?)\s*[,:;–—]\s+")
#: "2024-05-03 (Mira)"
_NAMED = re.compile(r"\s*[(（]([^()（）]{2,60})[)）]\s*")
_BETWEEN = re.compile(r"(?:[\s,;&+/|]|\band\b|\bund\b|\bet\b)*")
#: What is left where a time or a word was taken out.
_LEFT = re.compile(r"[(\[]\s*[)\]]|[,;:–-]\s*(?=[.;,](?:\s|$))|(?<=[.;]\s)\.\s+")


def take_weekday(words: str, spot: Spot) -> int | None:
    """Return the weekday of *spot*: the one beside it, or the one in *words*."""
    found = find_dates(f"{words} 1 May")
    return found[0].weekday if found and spot.weekday is None else spot.weekday


def take_status(draft: Draft, words: str) -> None:
    """Take what a field for the state says."""
    told = told_by(words)
    if told is not None:
        draft.told.append(told)
    else:
        draft.note(words, draft.entry.line)


def take_remark(draft: Draft, one: Field) -> None:
    """Take a remark that says that the meeting is off, and nothing else; keep any other."""
    words = one.text.words
    told = told_by(words) if len(words.split()) <= _MOST_REMARK_WORDS else None
    if told is None or told.status not in _OFF:
        is_named = one.slot is Slot.UNKNOWN and one.name
        draft.note(f"{one.name}: {words}" if is_named else words, one.text.line)
        return
    draft.told.append(told)
    if told.other_day:
        draft.other_days.append((words[slice(*told.other_day)], told.is_from))


def take_date(draft: Draft, text: Text) -> None:
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


def take_end_date(draft: Draft, text: Text) -> None:
    """Take the last day of a range."""
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


def _tell_beside_struck(draft: Draft, text: Text) -> Text:
    """Take what stands beside struck words and says that the meeting is off."""
    shown = _without_struck(text)
    if shown is text:
        return text
    shown = shown.stripped()
    told = told_by(shown.plain)
    if told is None or told.status not in _OFF:
        return text
    _tell(draft, told, shown)
    return replace(text, pieces=tuple(one for one in text.pieces if Mark.STRUCK in one.marks))


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
    draft.notices += [sentence(text.plain[slice(*span)]) for span in spans]
    return _tidy(text.without(spans)) if spans else text


def _remark(draft: Draft, text: Text) -> None:
    words = text.words.strip(_EDGES + "()")
    if not draft.venue and is_room(words):
        draft.venue = words
    elif _NOTICE.search(words):
        draft.notices.append(sentence(words))
    else:
        draft.note(words, text.line)


def sentence(words: str) -> str:
    """Return a remark as a sentence."""
    bare = words.strip(" ()[]*_.,;:–-")
    return f"{bare[:1].upper()}{bare[1:]}." if bare else ""


def take_times(draft: Draft, talk: TalkDraft, one: Field) -> None:
    """Take the times of a field for them, and what stands beside them."""
    text = one.text
    into = talk.times if one.slot is not Slot.TIME and talk.is_below else draft.times
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


def take_venue(draft: Draft, text: Text) -> None:
    """Take the room, and a time that stands in its place."""
    for spot in find_times(text.plain)[:1]:
        if not draft.times:
            draft.times.append((Slot.TIME, spot))
            text = _tidy(text.without([(spot.start, spot.end)]))
    words = text.words.strip(" ,;")
    told = told_by(words)
    if told is not None and told.status in _OFF:
        _tell(draft, told, text)
    elif not is_nothing(words):
        draft.venue = words


def take_telling(draft: Draft, talk: TalkDraft, one: Field, filled: int) -> None:
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
    text = _tell_beside_struck(draft, text)
    told = told_by(text.plain, has_more=filled > 1)
    if told is not None:
        text = _tell(draft, told, text)
    if one.slot is Slot.LINE:
        _take_line(draft, talk, replace(one, text=text))
    elif re.search(r"\w", text.plain):
        talk.fields.append(replace(one, text=text))


def _take_line(draft: Draft, talk: TalkDraft, one: Field) -> None:
    """Take a time and a room out of a line; what is left is taken apart with the page's lines."""
    text = _without_remarks(draft, _beside(draft, one.text))
    if not draft.venue:
        draft.venue, text = place_in(text)
    first = _FIRST.match(text.plain)
    if first and not draft.venue and begins_with_room(first[1]) and is_room(first[1]):
        draft.venue, text = first[1], text.cut(first.end())
    if not draft.venue and is_room(text.words):
        draft.venue, text = text.words, Text()
    named = _NAMED.fullmatch(text.plain)
    if named and is_name(named[1], MAYBE_NAME):
        talk.fields.append(replace(one, slot=Slot.SPEAKER, text=text.cut(*named.span(1))))
    elif re.search(r"\w", text.plain) and not is_open(text.words):
        talk.lines.append(_tidy(text))
