"""Programmes of conferences: a meeting for each day in each room, with its talks.

``schedule.json`` and ``schedule.xml`` as frab and pretalx write them: conference, days,
rooms, events with ``date`` (with an offset) or ``start``, ``duration`` ("HH:MM") and
persons. An event after midnight belongs to its own date, not to the day of the programme
that lists it. Breaks are skipped.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import time
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.entries import Entry, Field, Page, Skipped, SkipReason
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.structured.moments import Moment, exact, parse_moment
from sphinx_seminar.importers.structured.talks import Fields
from sphinx_seminar.importers.structured.wording import marked_paragraphs
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sphinx_seminar.importers.sources import Source

_DAY = 24 * 60
_LONGEST_RAW = 2_000
_CLOCK = re.compile(r"(\d{1,2}):?(\d\d)(?::\d\d)?")
_DURATION = re.compile(r"(?:(\d+):)?(\d{1,3})(?::\d\d)?")


class Person(NamedTuple):
    """Who takes part in an event."""

    name: str
    affiliation: str = ""


class Event(NamedTuple):
    """An event as a programme lists it; texts are as written, '' where there is none."""

    id: str
    day: str
    date: str
    start: str
    duration: str
    room: str
    title: str
    line: int = 0
    subtitle: str = ""
    kind: str = ""
    track: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    persons: tuple[Person, ...] = ()
    links: tuple[tuple[Slot, str, str], ...] = ()
    is_break: bool = False


def programme_page(
    source: Source, title: str, zone: str, events: Iterable[Event], form: str = "frab"
) -> Page:
    """Return the page of a programme of *events*."""
    meetings: dict[tuple[date, str], list[tuple[Moment, Event]]] = {}
    skipped: list[Skipped] = []
    for event in events:
        moment = _moment(event, zone)
        if event.is_break or moment is None:
            reason = SkipReason.BREAK if event.is_break else SkipReason.UNDATED
            skipped.append(Skipped(source.name, event.line, event.title[:200], reason))
            continue
        meetings.setdefault((moment.day, event.room), []).append((moment, event))
    ids: Counter[str] = Counter()
    entries = tuple(
        _meeting(source, day, room, found, zone, ids)
        for (day, room), found in sorted(meetings.items(), key=lambda one: one[0])
    )
    return Page(source.name, form, entries, Text.of(title), skipped=tuple(skipped))


def _moment(event: Event, zone: str) -> Moment | None:
    """Return when *event* begins: by its own date where it has one, else by the day's."""
    moment = parse_moment(event.date)
    if moment is not None and moment.clock is not None:
        # The offset of the venue: the clock shows what its wall shows.
        return moment.in_zone(zone) if moment.offset is not None and zone else moment
    day = moment or parse_moment(event.day)
    clock = _CLOCK.fullmatch(event.start.strip())
    if day is None:
        return None
    if clock is None:
        return day
    timed = parse_moment(f"{day.day.isoformat()}T{int(clock[1]) % 24:02d}:{clock[2]}")
    return timed or day


def _meeting(
    source: Source,
    day: date,
    room: str,
    found: Sequence[tuple[Moment, Event]],
    zone: str,
    ids: Counter[str],
) -> Entry:
    ordered = sorted(found, key=lambda one: (str(one[0].clock or ""), one[1].id))
    line = min(event.line for _, event in found)
    fields = Fields(line)
    fields.plain(Slot.DATE, day.isoformat())
    fields.plain(Slot.VENUE, room)
    fields.plain(Slot.ZONE, zone)
    raw = f"{day} {room}: " + " / ".join(event.title for _, event in ordered)
    talks = [(event, _talk(moment, event, ids)) for moment, event in ordered]
    if len(talks) == 1:
        fields.extend(talks[0][1])
        return Entry(source.name, line, tuple(fields), cluster=1, raw=raw[:_LONGEST_RAW])
    clocks = [moment.clock for moment, _ in ordered if moment.clock is not None]
    ends = [end for moment, event in ordered if (end := _end(moment, event)) is not None]
    if clocks:
        fields.plain(Slot.START, exact(min(clocks)))
    if ends:
        fields.plain(Slot.END, exact(max(ends)))
    below = tuple(Entry(source.name, event.line or line, tuple(own)) for event, own in talks)
    return Entry(source.name, line, tuple(fields), cluster=1, talks=below, raw=raw[:_LONGEST_RAW])


def _end(moment: Moment, event: Event) -> time | None:
    """Return when *event* ends, None where nothing says it or it is after midnight."""
    duration = _DURATION.fullmatch(event.duration.strip())
    if moment.clock is None or duration is None:
        return None
    start = moment.clock.hour * 60 + moment.clock.minute
    minutes = start + int(duration[1] or 0) * 60 + int(duration[2])
    return time(*divmod(minutes, 60)) if minutes < _DAY else None


def _talk(moment: Moment, event: Event, ids: Counter[str]) -> list[Field]:
    fields = Fields(event.line)
    ids[event.id] += 1
    if event.id:
        number = f"#{ids[event.id]}" if ids[event.id] > 1 else ""
        fields.plain(Slot.ID, f"{event.id}{number}")
    if moment.clock is not None:
        fields.plain(Slot.START, exact(moment.clock))
    duration = _DURATION.fullmatch(event.duration.strip())
    if duration:
        fields.plain(Slot.DURATION, f"{int(duration[1] or 0)}:{int(duration[2]):02d}")
    fields.plain(Slot.TITLE, f"{event.title}: {event.subtitle}" if event.subtitle else event.title)
    for person in event.persons:
        fields.person(person.name, person.affiliation)
    fields.plain(Slot.KIND, event.kind)
    fields.plain(Slot.TOPICS, event.track)
    fields.plain(Slot.LANGUAGE, event.language)
    texts = dict.fromkeys(filter(None, (event.abstract.strip(), event.description.strip())))
    fields.markdown(Slot.ABSTRACT, "\n\n".join(map(marked_paragraphs, texts)))
    for slot, url, label in event.links:
        fields.link(slot, url, label)
    return fields
