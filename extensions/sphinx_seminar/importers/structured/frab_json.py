"""``schedule.json`` of frab and pretalx: https://github.com/voc/schedule (its schema)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.marked import Mapping, Value, text_of
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.structured.programmes import Event, Person, programme_page
from sphinx_seminar.importers.structured.talks import at, mappings, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.importers.entries import Page
    from sphinx_seminar.importers.sources import Source
    from sphinx_seminar.importers.structured.json_text import Lines

_LINKS = (("links", Slot.LINK), ("attachments", Slot.SLIDES))


def is_mine(value: Value) -> bool:
    """Tell whether *value* is a programme."""
    return at(value, "schedule", "conference", "days") is not None


def page_of(source: Source, value: Value, lines: Lines) -> Page:
    """Return the page of the programme *value*."""
    conference = at(value, "schedule", "conference")
    zone = text_at(conference, "time_zone_name")
    return programme_page(source, text_at(conference, "title"), zone, _events(conference, lines))


def _events(conference: Value | None, lines: Lines) -> Iterator[Event]:
    for day in mappings(at(conference, "days")):
        date = text_at(day, "date")
        rooms = at(day, "rooms")
        for room, events in rooms.items() if isinstance(rooms, Mapping) else ():
            for event in mappings(events):
                yield _event(event, date, room, lines)
        for pause in mappings(at(day, "breaks")):
            yield _event(pause, date, "", lines)._replace(is_break=True)


def _event(event: Mapping, day: str, room: str, lines: Lines) -> Event:
    title = text_at(event, "title") or text_at(event, "name") or text_at(event, "title", "en")
    return Event(
        text_at(event, "guid") or text_at(event, "id") or text_at(event, "slug"),
        day,
        text_at(event, "date"),
        text_at(event, "start"),
        text_at(event, "duration"),
        text_at(event, "room") or room,
        title,
        lines.of(title),
        text_at(event, "subtitle"),
        text_at(event, "type"),
        text_at(event, "track"),
        text_at(event, "language"),
        text_at(event, "abstract"),
        text_at(event, "description"),
        tuple(
            Person(
                next((name for key in ("public_name", "name", "full_public_name")
                      if (name := text_at(one, key))), ""),
                text_at(one, "affiliation"),
            )
            for one in mappings(at(event, "persons"))
        ),
        tuple(_links(event)),
    )  # fmt: skip


def _links(event: Mapping) -> Iterator[tuple[Slot, str, str]]:
    for key, slot in _LINKS:
        for one in mappings(at(event, key)):
            if url := text_of(one.get("url")):
                yield slot, url, text_of(one.get("title"))
    if url := text_at(event, "video_download_url"):
        yield Slot.RECORDING, url, ""
    if url := text_at(event, "url"):
        yield Slot.LINK, url, ""
