"""One talk, finished: title, people, readings, links and abstract out of its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.deciding.addresses import is_generic, role_of
from sphinx_seminar.importers.deciding.kinds import is_review, kind_of
from sphinx_seminar.importers.deciding.markup import markdown_of, without_links
from sphinx_seminar.importers.deciding.people import people_likeness, read_people
from sphinx_seminar.importers.deciding.placeholders import is_nothing, is_open
from sphinx_seminar.importers.deciding.works import (
    cited_work,
    read_works,
    reading_of,
    unique_readings,
    with_alternative,
)
from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.importers.found import (
    FoundLink,
    FoundPerson,
    FoundReading,
    FoundTalk,
    LinkRole,
    TalkKind,
)
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Linked, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from sphinx_seminar.importers.deciding.drafts import Draft, TalkDraft
    from sphinx_seminar.importers.deciding.lines import Split
    from sphinx_seminar.importers.entries import Field

_QUOTES = '"“”„«»'
_EDGES = " \t\n\xa0\x0b\x0c,;:|–—-•·"
_PATH = re.compile(r"[\w./%~-]+\.(?:pdf|pptx?|key|odp|html?|mp4|ipynb|zip|txt|md)", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[;,\n]\s*")
_NAME = 0.7
_LINKED = {Slot.SLIDES, Slot.RECORDING, Slot.CODE, Slot.NOTES, Slot.LINK}
_MISSING = {
    Slot.SPEAKER: "speaker",
    Slot.TITLE: "title",
    Slot.ABSTRACT: "abstract",
    Slot.READING: "reading",
}


class PageHabit(NamedTuple):
    """What holds for all talks of a page: what it is for, and the names that stand in it alone."""

    is_reading_group: bool = False
    names: frozenset[str] = frozenset()


class Finished(NamedTuple):
    """A talk with what was doubtful about it, and the room that one of its lines named."""

    talk: FoundTalk
    flags: tuple[Flag, ...]
    venue: str = ""


@dataclass(slots=True)
class _Talk:
    """A talk as its fields are read."""

    draft: Draft
    is_reading_group: bool
    names: Container[str] = ()
    title: Text = field(default_factory=Text)
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


def finish_talk(
    talk: TalkDraft, splits: Sequence[Split], draft: Draft, page: PageHabit
) -> Finished:
    """Return the talk of *draft* whose lines were taken apart into *splits*."""
    found = _Talk(draft, page.is_reading_group, page.names)
    for one in talk.fields:
        _HANDLERS.get(one.slot, _note)(found, one)
    for line, split in zip(talk.lines, splits, strict=True):
        _take_line(found, line, split)
    readings = unique_readings(found.readings)
    title = found.title
    kind = found.kind or _kind(title, has_readings=bool(readings))
    made = FoundTalk(
        title,
        kind,
        tuple(dict.fromkeys(found.people)),
        None,
        None,
        found.language,
        tuple(found.topics),
        readings,
        tuple(dict.fromkeys(found.links)),
        "\n\n".join(found.abstract),
        _missing(found),
        talk.line,
    )
    return Finished(made, tuple(dict.fromkeys(found.flags)), found.venue)


def _kind(title: Text, *, has_readings: bool) -> str:
    kind = kind_of(title.words) if title else None
    if kind is not None:
        return kind.value
    return TalkKind.READING.value if has_readings and not title else TalkKind.TALK.value


def _missing(found: _Talk) -> tuple[str, ...]:
    names = {_MISSING[slot] for slot in found.draft.missing if slot in _MISSING} | found.missing
    has = {
        "speaker": bool(found.people),
        "title": bool(found.title or (found.readings and "reading" not in names)),
        "abstract": bool(found.abstract),
        "reading": bool(found.readings or found.title),
    }
    return tuple(name for name in _MISSING.values() if name in names and not has[name])


def _speaker(found: _Talk, one: Field) -> None:
    people = read_people(one.text, found.names)
    found.last_people = len(found.people)
    found.people += people.persons
    found.flags += people.flags
    if people.is_open:
        found.missing.add("speaker")


def _affiliation(found: _Talk, one: Field) -> None:
    words = one.text.words
    if is_nothing(words):
        return
    for index in range(found.last_people, len(found.people)):
        if not found.people[index].affiliation:
            found.people[index] = replace(found.people[index], affiliation=words)
    if not found.people:
        found.draft.note(f"{one.name}: {words}" if one.name else words, one.text.line)


def _speaker_url(found: _Talk, one: Field) -> None:
    url = next((link.url for link in one.text.links), one.text.words)
    if len(found.people) > found.last_people and "://" in url:
        found.people[-1] = replace(found.people[-1], url=url)


def _title(found: _Talk, one: Field) -> None:
    if is_open(one.text.words):
        found.missing.add("title")
    elif found.title:
        found.draft.note(one.text.words, one.text.line)
    else:
        _set_title(found, one.text, Slot.TITLE)


def _set_title(found: _Talk, text: Text, slot: Slot) -> None:
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
    empty = [match.span() for match in re.finditer(r"[(\[]\s*[,;|/]*\s*[)\]]", rest.plain)]
    rest = rest.without(empty).trimmed(_EDGES, _EDGES + "([")
    if rest.plain[:1] in _QUOTES and rest.plain[-1:] in _QUOTES:
        rest = rest.trimmed(_QUOTES, _QUOTES)
    found.title = rest


def _has_paper(text: Text, slot: Slot) -> bool:
    return any(
        role_of(link.url, link.label, slot)[0] in {LinkRole.PAPER, LinkRole.WEBSITE}
        for link in text.links
    )


def _set_papers(found: _Talk, text: Text) -> None:
    """Take what a reading group meets for; only words beside the papers make a title."""
    works = read_works(text, Slot.READING)
    found.readings += works.readings
    found.links += works.links
    found.flags += works.flags
    if works.rest:
        found.title = without_links(text).stripped()


def _title_paper(found: _Talk, link: Linked, line: int, *, is_generic_label: bool) -> None:
    """Take the paper that a title is linked to, or that is linked beside it."""
    if is_generic_label and found.readings:
        found.readings[-1] = with_alternative(found.readings[-1], link.url)
        return
    label = "" if is_generic_label else link.label
    found.readings.append(reading_of(link.url, label, line))
    if not is_generic_label and not found.is_reading_group:
        found.flags.append(Flag(FlagKind.LINK_ROLE, link.url))


def _reading(found: _Talk, one: Field) -> None:
    works = read_works(one.text, one.slot)
    found.readings += works.readings
    found.links += works.links
    found.flags += works.flags
    if not works.rest:
        return
    if works.readings:
        found.draft.note(works.rest, one.text.line)
    elif cited := cited_work(works.rest, one.text.line):
        found.readings.append(cited)
        found.flags.append(Flag(FlagKind.READING_DOUBTFUL, cited.title))
    elif is_open(works.rest):
        found.missing.add("reading")
    elif found.title:
        found.draft.note(works.rest, one.text.line)
    else:
        found.title = without_links(one.text).stripped()


def _reading_url(found: _Talk, one: Field) -> None:
    urls = [link.url for link in one.text.links] or one.text.words.split()
    for url in urls:
        if "://" not in url and not re.match(r"10\.\d{4,}/|\d{4}\.\d{4,5}", url):
            continue
        address = url if "://" in url else _identifier_url(url)
        if found.readings and not found.readings[-1].url:
            last = found.readings[-1]
            made = reading_of(address, last.title, last.line)
            found.readings[-1] = replace(made, authors=last.authors, publication=last.publication)
        elif found.readings:
            found.readings[-1] = with_alternative(found.readings[-1], address)
        else:
            found.readings.append(reading_of(address, found.title.words, one.text.line))


def _identifier_url(text: str) -> str:
    return f"https://doi.org/{text}" if text.startswith("10.") else f"https://arxiv.org/abs/{text}"


def _reading_authors(found: _Talk, one: Field) -> None:
    if found.readings:
        found.readings[-1] = replace(found.readings[-1], authors=one.text.words)
    else:
        found.draft.note(one.text.words, one.text.line)


def _publication(found: _Talk, one: Field) -> None:
    if found.readings:
        found.readings[-1] = replace(found.readings[-1], publication=one.text.words)
    else:
        found.draft.note(one.text.words, one.text.line)


def _links(found: _Talk, one: Field) -> None:
    """Take the links of a column or a label for them; text without any is a note."""
    for link in one.text.links:
        role, _ = role_of(link.url, link.label, one.slot)
        if one.slot is Slot.LINK and role in {LinkRole.WEBSITE, LinkRole.ABSTRACT}:
            role = _role_of_name(one.name) or role
        if role is LinkRole.PAPER and not is_generic(link.label):
            found.readings.append(reading_of(link.url, link.label, one.text.line))
        elif role is LinkRole.PAPER and found.readings:
            found.readings[-1] = with_alternative(found.readings[-1], link.url)
        else:
            found.links.append(FoundLink(role, link.url, link.label, one.text.line))
    if one.text.links:
        return
    for part in filter(None, _SEPARATORS.split(one.text.words)):
        if _PATH.fullmatch(part) or "://" in part:
            role, _ = role_of(part, "", one.slot)
            found.links.append(FoundLink(role, part, "", one.text.line))
        else:
            found.draft.note(f"{one.name}: {part}" if one.name else part, one.text.line)


def _role_of_name(name: str) -> LinkRole | None:
    role, _ = role_of("", name, Slot.LINK) if name else (None, False)
    return None if role is LinkRole.ABSTRACT and "abstract" not in name.casefold() else role


def _abstract(found: _Talk, one: Field) -> None:
    if is_nothing(one.text.words):
        found.missing.add("abstract")
    else:
        # A reader gives abstracts as Markdown already; other texts are made Markdown here.
        is_markdown = not any(piece.url or piece.marks for piece in one.text.pieces)
        found.abstract.append(one.text.plain.strip() if is_markdown else markdown_of(one.text))


def _kind_field(found: _Talk, one: Field) -> None:
    found.kind = one.text.words.casefold()


def _language(found: _Talk, one: Field) -> None:
    found.language = one.text.words


def _topics(found: _Talk, one: Field) -> None:
    found.topics += [part for part in _SEPARATORS.split(one.text.words) if part]


def _note(found: _Talk, one: Field) -> None:
    """Keep a remark, with its links; a paper linked in it is another way to the reading."""
    for link in one.text.links:
        role, _ = role_of(link.url, link.label, one.slot)
        if role is LinkRole.PAPER and is_generic(link.label):
            found.links.append(FoundLink(role, link.url, link.label, one.text.line))
    _leave(found, one.text, one.name if one.slot is Slot.UNKNOWN else "")


_HANDLERS: Mapping[Slot, Callable[[_Talk, Field], None]] = {
    Slot.SPEAKER: _speaker,
    Slot.AFFILIATION: _affiliation,
    Slot.SPEAKER_URL: _speaker_url,
    Slot.TITLE: _title,
    Slot.READING: _reading,
    Slot.READING_URL: _reading_url,
    Slot.READING_AUTHORS: _reading_authors,
    Slot.PUBLICATION: _publication,
    Slot.ABSTRACT: _abstract,
    Slot.KIND: _kind_field,
    Slot.LANGUAGE: _language,
    Slot.TOPICS: _topics,
    **dict.fromkeys(_LINKED, _links),
}


def _take_line(found: _Talk, line: Text, split: Split) -> None:
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


def _paper_beside(found: _Talk, link: Linked, line: int) -> None:
    """Take a paper whose link says no more than "paper": the talk's, or the reading's before it."""
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


def _use_line(found: _Talk, line: Text, split: Split) -> None:
    if found.title and found.people:
        _leave(found, line)
    elif found.people or (found.readings and people_likeness(line) < _NAME):
        _line_as_title(found, line, split)
    elif found.title:
        _line_as_speaker(found, line, split)
    else:
        _line_as_both(found, line, split)


def _line_as_title(found: _Talk, line: Text, split: Split) -> None:
    known = {person.bare for person in found.people}
    named = {person.bare for person in read_people(split.speaker).persons}
    if split.speaker and named and named <= known:
        _set_title(found, split.title, Slot.LINE)
        _rest(found, split)
    elif found.readings and not found.people and split.speaker:
        _line_as_both(found, line, split)
    else:
        _set_title(found, line, Slot.LINE)
        found.flags.append(Flag(FlagKind.TITLE_GUESSED, found.title.words))


def _line_as_speaker(found: _Talk, line: Text, split: Split) -> None:
    if people_likeness(line) >= _NAME:
        people = read_people(line)
        found.people += people.persons
        found.flags += people.flags
    elif split.speaker and split.way:
        people = read_people(split.speaker)
        found.people += people.persons
        found.flags += (*people.flags, Flag(FlagKind.LINE_SPLIT, line.words))
        if split.title:
            _leave(found, split.title)
        _rest(found, split)
    else:
        _leave(found, line)


def _line_as_both(found: _Talk, line: Text, split: Split) -> None:
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
        _set_title(found, split.title, Slot.LINE)
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


def _rest(found: _Talk, split: Split) -> None:
    for part in split.rest:
        kind = kind_of(part.words)
        if kind is not None and not found.kind:
            found.kind = kind.value
        else:
            _leave(found, part)


def _leave(found: _Talk, text: Text, name: str = "") -> None:
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
