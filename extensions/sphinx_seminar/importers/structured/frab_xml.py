"""``schedule.xml`` of frab and pretalx: https://github.com/voc/schedule (its schema)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.sources import SourceError, SourceProblem
from sphinx_seminar.importers.structured.programmes import Event, Person, programme_page
from sphinx_seminar.importers.structured.xml_text import line_of, load_xml, text_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.entries import Page
    from sphinx_seminar.importers.sources import Source

_LOOKED_AT = 4_000
_LINKS = (("links/link", Slot.LINK), ("attachments/attachment", Slot.SLIDES))


def claims(source: Source) -> bool:
    """Tell whether the file begins as a programme does."""
    return "<schedule" in source.text[:_LOOKED_AT]


def read(source: Source, columns: Columns) -> Page:
    """Return the page of the programme."""
    del columns
    root = load_xml(source)
    if root.tag != "schedule":
        raise SourceError(SourceProblem.NO_FORMAT, source.name)
    zone = text_in(root, "conference/time_zone_name")
    return programme_page(source, text_in(root, "conference/title"), zone, _events(root))


def _events(root: Element) -> Iterator[Event]:
    for day in root.iterfind("day"):
        for room in day.iterfind("room"):
            for event in room.iterfind("event"):
                yield _event(event, day.get("date", ""), room.get("name", ""))


def _event(event: Element, day: str, room: str) -> Event:
    return Event(
        event.get("guid") or event.get("id") or text_in(event, "slug"),
        day,
        text_in(event, "date"),
        text_in(event, "start"),
        text_in(event, "duration"),
        text_in(event, "room") or room,
        text_in(event, "title"),
        line_of(event),
        text_in(event, "subtitle"),
        text_in(event, "type"),
        text_in(event, "track"),
        text_in(event, "language"),
        text_in(event, "abstract"),
        text_in(event, "description"),
        tuple(Person("".join(one.itertext()).strip()) for one in event.iterfind("persons/person")),
        tuple(_links(event)),
        is_break=text_in(event, "type").casefold() == "break",
    )


def _links(event: Element) -> Iterator[tuple[Slot, str, str]]:
    for path, slot in _LINKS:
        for one in event.iterfind(path):
            if url := one.get("href", "").strip():
                yield slot, url, "".join(one.itertext()).strip()
    if url := text_in(event, "video_download_url"):
        yield Slot.RECORDING, url, ""
    if url := text_in(event, "url"):
        yield Slot.LINK, url, ""
