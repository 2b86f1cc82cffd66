"""Talks as researchseminars.org gives them: https://researchseminars.org/api (search, lookup).

Times are instants; they are written in the zone of the talk. Hidden talks, and those that
are not displayed, are drafts. The link to the meeting and what guards it are secrets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Entry, Page, Skipped, SkipReason
from sphinx_seminar.importers.marked import Mapping, Sequence, Value, text_of
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.structured.moments import moment_fields, parse_moment, start_of
from sphinx_seminar.importers.structured.talks import Fields, at, mappings, text_at
from sphinx_seminar.importers.structured.wording import plain_paragraphs
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.importers.sources import Source
    from sphinx_seminar.importers.structured.json_text import Lines

_TELLING = frozenset({"seminar_id", "start_time", "speaker"})
#: Several speakers stand in one text.
_JOINTS = re.compile(r"\s*(?:;|\|)\s*")
_PRIVATE = ("speaker_email", "access_hint", "token")


def is_mine(value: Value) -> bool:
    """Tell whether *value* is an answer of the site, or a list of its talks."""
    return any(one.keys() >= _TELLING for one in _talks(value))


def page_of(source: Source, value: Value, lines: Lines) -> Page:
    """Return the page of the talks in *value*."""
    entries: list[Entry] = []
    skipped: list[Skipped] = []
    for talk in _talks(value):
        line = lines.of(text_at(talk, "title"))
        if text_at(talk, "hidden") == "true" or text_at(talk, "display") == "false":
            title = text_at(talk, "title")[:200]
            skipped.append(Skipped(source.name, line, title, SkipReason.DRAFT))
        else:
            entries.append(_entry(source, talk, line))
    name = text_at(value, "series", "name") or next(
        (found for talk in _talks(value) if (found := text_at(talk, "seminar_name"))), ""
    )
    return Page(
        source.name,
        "researchseminars",
        tuple(sorted(entries, key=start_of)),
        Text.of(name),
        skipped=tuple(skipped),
    )


def _talks(value: Value) -> Iterator[Mapping]:
    """Yield the talks of a list, of an answer to a search, or of a lookup."""
    if isinstance(value, Sequence):
        yield from mappings(value)
        return
    for key in ("results", "talks"):
        yield from mappings(at(value, key))
    one = at(value, "talk") or at(value, "result")
    if isinstance(one, Mapping):
        yield one


def _entry(source: Source, talk: Mapping, line: int) -> Entry:
    fields = Fields(line)
    number = text_at(talk, "seminar_ctr")
    series = text_at(talk, "seminar_id")
    fields.plain(Slot.ID, f"{series}/{number}" if number else text_at(talk, "id"))
    zone = text_at(talk, "timezone")
    start = parse_moment(text_at(talk, "start_time"))
    if start is not None:
        fields.extend(moment_fields(start, parse_moment(text_at(talk, "end_time")), zone, line))
    fields.plain(Slot.TITLE, talk.get("title"))
    _speakers(fields, talk)
    fields.markdown(Slot.ABSTRACT, plain_paragraphs(text_at(talk, "abstract")))
    fields.plain(Slot.VENUE, talk.get("room"))
    fields.plain(Slot.TOPICS, talk.get("topics"))
    fields.plain(Slot.LANGUAGE, talk.get("language"))
    fields.plain(Slot.NOTE, talk.get("comments"))
    fields.link(Slot.SLIDES, talk.get("slides_link"), "slides")
    fields.link(Slot.RECORDING, talk.get("video_link"), "recording")
    fields.link(Slot.READING_URL, talk.get("paper_link"))
    fields.link(Slot.LINK, talk.get("chat_link"), "chat")
    for key in ("live_link", "stream_link"):
        fields.plain(Slot.MEETING, talk.get(key), key)
    for key in _PRIVATE:
        fields.plain(Slot.PRIVATE, talk.get(key), key)
    if text_at(talk, "cancelled") == "true" or text_at(talk, "canceled") == "true":
        fields.plain(Slot.STATUS, "cancelled")
    raw = f"{text_of(talk.get('speaker'))}: {text_at(talk, 'title')}"
    return Entry(source.name, line, tuple(fields), cluster=1, raw=raw)


def _speakers(fields: Fields, talk: Mapping) -> None:
    names = _JOINTS.split(text_at(talk, "speaker"))
    affiliations = _JOINTS.split(text_at(talk, "speaker_affiliation"))
    homepages = _JOINTS.split(text_at(talk, "speaker_homepage"))
    for index, name in enumerate(names):
        affiliation = affiliations[index] if index < len(affiliations) else ""
        homepage = homepages[index] if index < len(homepages) else ""
        fields.person(name, affiliation, homepage)
