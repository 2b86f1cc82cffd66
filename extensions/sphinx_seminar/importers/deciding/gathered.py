"""A talk as its fields and lines are read: what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.markup import without_links
from sphinx_seminar.importers.deciding.splits import EDGES, EMPTY_BRACKETS
from sphinx_seminar.importers.deciding.works import (
    read_works,
    reading_of,
    with_alternative,
)
from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.importers.found import (
    FoundLink,
    FoundPerson,
    FoundReading,
    LinkRole,
)
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Linked, Text
from sphinx_seminar.importers.words.addresses import is_generic, role_of

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_seminar.importers.deciding.drafts import Draft


_QUOTES = '"“”„«»'
_EDGES = f"{EDGES}\xa0"


@dataclass(slots=True)
class Gathered:
    """A talk as its fields are read."""

    draft: Draft
    is_reading_group: bool
    names: Container[str] = ()
    title: Text = field(default_factory=Text)
    #: Whether the title stood where a paper is named.
    is_of_paper: bool = False
    people: list[FoundPerson] = field(default_factory=list)
    readings: list[FoundReading] = field(default_factory=list)
    links: list[FoundLink] = field(default_factory=list)
    abstract: list[str] = field(default_factory=list)
    kind: str = ""
    language: str = ""
    topics: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    flags: list[Flag] = field(default_factory=list)
    venue: str = ""
    last_people: int = 0


def set_title(found: Gathered, text: Text, slot: Slot) -> None:
    """Take a title, and its links as what they are."""
    if found.is_reading_group and _has_paper(text, slot):
        _set_papers(found, text)
        return
    rest = text
    for link in reversed(text.links):
        role, is_doubtful = role_of(link.url, link.label, slot)
        generic = is_generic(link.label)
        if role is LinkRole.PAPER:
            _title_paper(found, link, text.line, is_generic_label=generic)
        else:
            found.links.insert(0, FoundLink(role, link.url, link.label, text.line))
        if is_doubtful:
            found.flags.append(Flag(FlagKind.LINK_ROLE, link.url))
        if generic and len(link.label) < len(text.words):
            rest = rest.without([(link.start, link.end)])
    rest = without_links(rest)
    empty = [match.span() for match in EMPTY_BRACKETS.finditer(rest.plain)]
    rest = rest.without(empty).trimmed(_EDGES, _EDGES + "([")
    if rest.plain[:1] in _QUOTES and rest.plain[-1:] in _QUOTES:
        rest = rest.trimmed(_QUOTES, _QUOTES)
    found.title = rest


def _has_paper(text: Text, slot: Slot) -> bool:
    return any(
        role_of(link.url, link.label, slot)[0] in {LinkRole.PAPER, LinkRole.WEBSITE}
        for link in text.links
    )


def _set_papers(found: Gathered, text: Text) -> None:
    """Take what a reading group meets for; only words beside the papers make a title."""
    works = read_works(text, Slot.READING)
    found.readings += works.readings
    found.links += works.links
    found.flags += works.flags
    if works.rest:
        found.title = without_links(text).stripped()


def _title_paper(found: Gathered, link: Linked, line: int, *, is_generic_label: bool) -> None:
    """Take the paper that a title is linked to, or that is linked beside it."""
    if is_generic_label and found.readings:
        found.readings[-1] = with_alternative(found.readings[-1], link.url)
        return
    label = "" if is_generic_label else link.label
    found.readings.append(reading_of(link.url, label, line))
    if not is_generic_label and not found.is_reading_group:
        found.flags.append(Flag(FlagKind.LINK_ROLE, link.url))


def leave(found: Gathered, text: Text, name: str = "") -> None:
    """Keep a text as a note, its links as links."""
    for link in text.links:
        role, _ = role_of(link.url, link.label, Slot.LINE)
        if role is LinkRole.PAPER and not is_generic(link.label):
            found.readings.append(reading_of(link.url, link.label, text.line))
        elif role is LinkRole.PAPER and found.readings:
            found.readings[-1] = with_alternative(found.readings[-1], link.url)
        else:
            found.links.append(FoundLink(role, link.url, link.label, text.line))
    links = [(link.start, link.end) for link in text.links]
    words = text.without(links).words
    found.draft.note(f"{name}: {words}" if name and words else words, text.line)
