"""What holds for the whole page: weekday, time, room, and how to join.

It is proposed for the settings of the series and never written into sessions: today's
room and link were not those of five years ago.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.names import weekday_of
from sphinx_seminar.importers.found import Defaults, FoundAccess
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Text
from sphinx_seminar.importers.words.clocks import Habit, TimeSpot, find_times, read_hours
from sphinx_seminar.importers.words.placeholders import is_nothing
from sphinx_seminar.importers.words.places import is_room, place_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_seminar.importers.entries import Field

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|[\n\x0c]")
_WORD = re.compile(r"[^\W\d_]{3,12}")
_REGULAR = re.compile(
    r"\b(?:every|each|weekly|meets?|held|takes? place|usually|regular(?:ly)?|typically|time|when"
    r"|jeden|jeweils|immer|statt|chaque|tous les|todos los|ogni|schedule[d]?|on \w+days)\b",
    re.IGNORECASE,
)
_TWO_WEEKS = re.compile(
    r"\b(?:bi-?weekly|every (?:other|two|2|second)\b|fortnight\w*|alternate|alle zwei|14-tägig)",
    re.IGNORECASE,
)
_ONE_WEEK = re.compile(
    r"\b(?:weekly|every week|every \w+day|each \w+day|wöchentlich)\b", re.IGNORECASE
)
_AMERICAN = re.compile(r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b")
_WEEKDAYS = re.compile(r"\b\w+days\b", re.IGNORECASE)


def find_defaults(around: Sequence[Field], access: FoundAccess, title: str) -> Defaults:
    """Return the defaults that the text around the entries states."""
    found = Defaults(title=title, access=access)
    for text, is_labelled in _statements(around):
        plain = text.plain
        spots = find_times(plain, is_slot=is_labelled)
        weekday = _weekday(plain)
        if not spots and not (is_labelled and weekday is not None):
            continue
        if not is_labelled and not (weekday is not None or _REGULAR.search(plain)):
            continue
        if found.start is None and spots:
            found = _with_hours(found, spots[0], text)
        if found.weekday is None and weekday is not None:
            found = replace(found, weekday=weekday, weeks=_weeks(plain))
        if not found.venue:
            rest = text.without([(spot.start, spot.end) for spot in spots])
            room, _ = place_in(rest)
            parts = [part.strip(" .()") for part in rest.words.split(",")]
            room = room or next(filter(is_room, parts), "")
            found = replace(found, venue=room)
    venue = next(
        (
            one.text.words
            for one in around
            if one.slot is Slot.VENUE and one.text and not is_nothing(one.text.words)
        ),
        "",
    )
    return replace(found, venue=venue or found.venue)


def is_american(texts: Iterable[str]) -> bool:
    """Tell whether one of *texts* names a time zone of the United States."""
    return any(_AMERICAN.search(text) for text in texts)


def usual_weekday(around: Sequence[Field]) -> int | None:
    """Return the weekday on which the page says that one meets."""
    for text, is_labelled in _statements(around):
        weekday = _weekday(text.plain)
        regular = _REGULAR.search(text.plain) or _WEEKDAYS.search(text.plain)
        if weekday is not None and (is_labelled or regular):
            return weekday
    return None


def _statements(around: Sequence[Field]) -> Iterator[tuple[Text, bool]]:
    """Yield the labelled times first, then the sentences."""
    for one in around:
        if one.slot in {Slot.TIME, Slot.DATE, Slot.START, Slot.WEEKDAY} and one.text:
            yield one.text, True
    for one in around:
        if one.slot in {Slot.NOTE, Slot.LINE, Slot.UNKNOWN, Slot.NOTES, Slot.VENUE}:
            for sentence in _SENTENCE.split(one.text.plain):
                yield Text.of(sentence, one.text.line), False


def _with_hours(found: Defaults, spot: TimeSpot, text: Text) -> Defaults:
    hours = read_hours(spot, Habit())
    if hours.start is None:
        return found
    return replace(found, start=hours.start, end=hours.end, zone=hours.zone, line=text.line)


def _weekday(plain: str) -> int | None:
    days = map(weekday_of, _WORD.findall(plain))
    found = {day for day in days if day is not None}
    return found.pop() if len(found) == 1 else None


def _weeks(plain: str) -> int | None:
    if _TWO_WEEKS.search(plain):
        return 2
    return 1 if _ONE_WEEK.search(plain) else None
