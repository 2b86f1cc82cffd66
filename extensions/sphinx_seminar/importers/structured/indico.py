"""Events as Indico exports them: https://docs.getindico.io, "HTTP API", detail "contributions".

A lecture's chairs are its speakers. What is people's own (e-mail, phone) is not taken over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Entry, Page
from sphinx_seminar.importers.marked import Mapping, Sequence, Value, text_of
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.structured.moments import (
    Moment,
    exact,
    moment_fields,
    parse_moment,
    start_of,
)
from sphinx_seminar.importers.structured.talks import Fields, at, mappings, text_at
from sphinx_seminar.importers.structured.wording import html_paragraphs
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.importers.sources import Source
    from sphinx_seminar.importers.structured.json_text import Lines

_SPEAKERS = ("speakers", "presenters")
_VENUE = ("roomFullname", "room", "location")
_SLIDES = ("slides", "talk", "presentation", "folien")
_VIDEOS = ("video", "recording", "youtube", "cds")
_LECTURES = frozenset({"lecture", "simple_event"})


def is_mine(value: Value) -> bool:
    """Tell whether *value* is an answer of Indico's API."""
    events = list(mappings(at(value, "results")))
    return bool(events) and any("startDate" in event for event in events)


def page_of(source: Source, value: Value, lines: Lines) -> Page:
    """Return the page of the events in *value*."""
    events = list(mappings(at(value, "results")))
    made = (_event(source, event, lines.of(text_at(event, "title"))) for event in events)
    entries = tuple(sorted(made, key=start_of))
    title = next((found for one in events if (found := text_at(one, "category"))), "")
    return Page(source.name, "indico", entries, Text.of(title))


def _event(source: Source, event: Mapping, line: int) -> Entry:
    fields = Fields(line)
    fields.plain(Slot.ID, event.get("id"))
    _when(fields, event)
    venue = dict.fromkeys(text for key in _VENUE if (text := text_at(event, key)))
    fields.plain(Slot.VENUE, next(iter(venue), ""))
    contributions = sorted(mappings(event.get("contributions")), key=_order)
    is_lecture = text_at(event, "type") in _LECTURES
    if contributions:
        # What a meeting with talks is called, and its introduction, belong to no talk.
        fields.plain(Slot.NOTE, event.get("title"))
        fields.plain(Slot.NOTE, html_paragraphs(text_at(event, "description")))
    else:
        fields.plain(Slot.TITLE, event.get("title"))
        for key in ("chairs", *_SPEAKERS) if is_lecture else _SPEAKERS:
            _people(fields, event.get(key))
        _about(fields, event)
    if not is_lecture or contributions:
        names = [name for chair in mappings(event.get("chairs")) if (name := _name(chair))]
        fields.plain(Slot.CHAIR, "; ".join(names))
    if not contributions:
        fields.link(Slot.LINK, event.get("url"), "Indico")
    talks = tuple(_talk(source, one, event, line) for one in contributions)
    return Entry(
        source.name, line, tuple(fields), cluster=1, talks=talks, raw=text_at(event, "title")
    )


def _talk(source: Source, contribution: Mapping, event: Mapping, line: int) -> Entry:
    fields = Fields(line)
    identifier = text_at(contribution, "id") or text_at(contribution, "db_id")
    fields.plain(Slot.ID, f"{text_at(event, 'id')}-{identifier}" if identifier else "")
    start = _moment(contribution.get("startDate"))
    if start is not None and start.clock is not None:
        fields.plain(Slot.START, exact(start.clock))
        fields.plain(Slot.DURATION, contribution.get("duration"))
    fields.plain(Slot.TITLE, contribution.get("title"))
    for key in _SPEAKERS:
        _people(fields, contribution.get(key))
    fields.plain(Slot.KIND, contribution.get("type"))
    fields.plain(Slot.TOPICS, contribution.get("track"))
    _about(fields, contribution)
    fields.link(Slot.LINK, contribution.get("url") or event.get("url"), "Indico")
    return Entry(source.name, line, tuple(fields))


def _when(fields: Fields, event: Mapping) -> None:
    start, end = _moment(event.get("startDate")), _moment(event.get("endDate"))
    if start is not None:
        fields.extend(moment_fields(start, end, "", fields.line))
        fields.plain(Slot.ZONE, text_at(event, "startDate", "tz") or text_at(event, "timezone"))


def _moment(value: object) -> Moment | None:
    """Return ``{"date": "2024-03-01", "time": "14:00:00", "tz": "Europe/Zurich"}`` as a moment."""
    if isinstance(value, Mapping):
        day, clock = text_at(value, "date"), text_at(value, "time")
        return parse_moment(f"{day}T{clock}" if clock else day)
    return parse_moment(text_of(value))


def _order(contribution: Mapping) -> tuple[str, str]:
    start = _moment(contribution.get("startDate"))
    shown = f"{start.day} {start.clock}" if start else "~"
    return shown, text_at(contribution, "id").zfill(12)


def _about(fields: Fields, talk: Mapping) -> None:
    """Add the abstract, the keywords and the material of an event or a contribution."""
    fields.markdown(Slot.ABSTRACT, html_paragraphs(text_at(talk, "description")))
    keywords = talk.get("keywords")
    fields.plain(Slot.TOPICS, keywords if isinstance(keywords, Sequence) else "")
    fields.plain(Slot.LANGUAGE, talk.get("language"))
    for slot, url, label in _material(talk):
        fields.link(slot, url, label)


def _material(talk: Mapping) -> Iterator[tuple[Slot, str, str]]:
    for folder in (*mappings(talk.get("folders")), *mappings(talk.get("material"))):
        name = text_at(folder, "title")
        for one in (*mappings(folder.get("attachments")), *mappings(folder.get("resources"))):
            label = text_at(one, "title") or text_at(one, "filename") or name
            words = f"{name} {label}".casefold()
            slot = Slot.LINK
            if any(word in words for word in _VIDEOS):
                slot = Slot.RECORDING
            elif any(word in words for word in _SLIDES):
                slot = Slot.SLIDES
            for key in ("download_url", "link_url", "url"):
                if url := text_at(one, key):
                    yield slot, url, label
                    break


def _people(fields: Fields, people: object) -> None:
    for person in mappings(people):
        fields.person(_name(person), person.get("affiliation"))
        fields.plain(Slot.PRIVATE, person.get("email"), "email")


def _name(person: Mapping) -> str:
    """Return "Given Family": Indico's full names begin with the family name."""
    given, family = text_at(person, "first_name"), text_at(person, "last_name")
    whole = text_at(person, "fullName") or text_at(person, "name")
    if not (given or family) and whole.count(", ") == 1:
        family, given = whole.split(", ")
        given = given.removeprefix("Dr. ").removeprefix("Prof. ")
    return f"{given} {family}".strip() or whole
