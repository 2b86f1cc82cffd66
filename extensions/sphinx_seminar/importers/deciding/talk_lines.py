"""The lines of a talk, used for what its fields do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.gathered import Gathered, leave, set_title
from sphinx_seminar.importers.deciding.markup import markdown_of
from sphinx_seminar.importers.deciding.people import people_likeness, read_people
from sphinx_seminar.importers.deciding.works import (
    reading_of,
    with_alternative,
)
from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.importers.found import (
    FoundLink,
    LinkRole,
    TalkKind,
)
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Linked, Text
from sphinx_seminar.importers.words.addresses import is_generic, role_of
from sphinx_seminar.importers.words.kinds import is_review, kind_of
from sphinx_seminar.importers.words.names import NAME
from sphinx_seminar.importers.words.placeholders import is_open

if TYPE_CHECKING:
    from sphinx_seminar.importers.deciding.splits import Split


def take_line(found: Gathered, line: Text, split: Split) -> None:
    """Use a line for what is not known yet; what is known already makes it a note."""
    papers = []
    for link in split.links:
        role, _ = role_of(link.url, link.label, Slot.LINE)
        if role is LinkRole.PAPER:
            papers.append(link)
        else:
            found.links.append(FoundLink(role, link.url, link.label, line.line))
    _use_line(found, line, split)
    for link in papers:
        _paper_beside(found, link, line.line)


def _paper_beside(found: Gathered, link: Linked, line: int) -> None:
    """Take a paper whose link has no title: the talk's, or the one of the reading before it."""
    if not is_generic(link.label):
        # "(Lee et al., 2019)" is what the page calls the paper; the title is the meeting's.
        found.readings.append(reading_of(link.url, link.label, line))
        found.flags.append(Flag(FlagKind.READING_UNTITLED, link.url))
        return
    if found.readings:
        found.readings[-1] = with_alternative(found.readings[-1], link.url)
        return
    found.readings.append(reading_of(link.url, found.title.words, line))
    if found.is_reading_group:
        found.title = Text()
    elif found.title:
        found.flags.append(Flag(FlagKind.READING_DOUBTFUL, found.title.words))
    else:
        found.flags.append(Flag(FlagKind.READING_UNTITLED, link.url))


def _use_line(found: Gathered, line: Text, split: Split) -> None:
    if found.title and found.people:
        leave(found, line.without_links(split.links))
    elif found.people or (found.readings and people_likeness(line) < NAME):
        _line_as_title(found, line, split)
    elif found.title:
        _line_as_speaker(found, line, split)
    else:
        _line_as_both(found, line, split)


def _line_as_title(found: Gathered, line: Text, split: Split) -> None:
    known = {person.bare for person in found.people}
    named = {person.bare for person in read_people(split.speaker).persons}
    if split.speaker and named and named <= known:
        set_title(found, split.title, Slot.LINE)
        _rest(found, split)
    elif found.readings and not found.people and split.speaker:
        _line_as_both(found, line, split)
    else:
        set_title(found, line, Slot.LINE)
        found.flags.append(Flag(FlagKind.TITLE_GUESSED, found.title.words))


def _line_as_speaker(found: Gathered, line: Text, split: Split) -> None:
    if people_likeness(line) >= NAME:
        people = read_people(line)
        found.people += people.persons
        found.flags += people.flags
    elif split.speaker and split.way:
        people = read_people(split.speaker)
        found.people += people.persons
        found.flags += (*people.flags, Flag(FlagKind.LINE_SPLIT, line.words))
        if split.title:
            leave(found, split.title)
        _rest(found, split)
    else:
        leave(found, line.without_links(split.links))


def _line_as_both(found: Gathered, line: Text, split: Split) -> None:
    if split.way:
        kind = FlagKind.LINE_MARKED if split.is_sure else FlagKind.LINE_SPLIT
        found.flags.append(Flag(kind, line.words))
    if split.speaker:
        people = read_people(split.speaker)
        found.people += people.persons
        found.flags += people.flags
    if is_open(split.title.words):
        found.missing.add("title")
    elif split.title:
        set_title(found, split.title, Slot.LINE)
    found.venue = found.venue or split.venue
    if split.body:
        found.abstract.append(markdown_of(_begun_in_capitals(split.body)))
        if is_review(split.body.words):
            # What is reviewed is a paper: no doubt about the link.
            found.kind = TalkKind.REVIEW.value
            found.flags = [one for one in found.flags if one.kind is not FlagKind.LINK_ROLE]
    _rest(found, split)


def _begun_in_capitals(text: Text) -> Text:
    first = text.pieces[0]
    capital = first._replace(text=f"{first.text[:1].upper()}{first.text[1:]}")
    return Text((capital, *text.pieces[1:]), text.line)


def _rest(found: Gathered, split: Split) -> None:
    for part in split.rest:
        kind = kind_of(part.words)
        if kind is not None and not found.kind:
            found.kind = kind.value
        else:
            leave(found, part)
