"""The fields of a talk, each taken for what its slot says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.gathered import Gathered, leave, set_title
from sphinx_seminar.importers.deciding.markup import markdown_of, without_links
from sphinx_seminar.importers.deciding.people import read_people
from sphinx_seminar.importers.deciding.works import (
    cited_work,
    read_works,
    reading_of,
    with_alternative,
)
from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.importers.found import (
    FoundLink,
    LinkRole,
)
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Text
from sphinx_seminar.importers.words.addresses import is_generic, role_of
from sphinx_seminar.importers.words.names import is_place
from sphinx_seminar.importers.words.placeholders import is_nothing, is_open
from sphinx_seminar.model.identifiers import parse_doi

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_seminar.importers.entries import Field


_PATH = re.compile(r"[\w./%~-]+\.(?:pdf|pptx?|key|odp|html?|mp4|ipynb|zip|txt|md)", re.IGNORECASE)
_ARXIV = re.compile(r"(?:arxiv\s*:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?)", re.IGNORECASE)
_LISTED, _COMMAS = re.compile(r"\s*[;/\n]\s*"), re.compile(r"\s*,\s*")
_SEPARATORS = re.compile(r"\s*[;,\n]\s*")
_LINKED = {Slot.SLIDES, Slot.RECORDING, Slot.CODE, Slot.NOTES, Slot.LINK}


def _speaker(found: Gathered, one: Field) -> None:
    people = read_people(one.text, found.names)
    found.last_people = len(found.people)
    found.people += people.persons
    found.flags += people.flags
    if people.is_open:
        found.missing.add("speaker")


def _affiliation(found: Gathered, one: Field) -> None:
    words = one.text.words
    if is_nothing(words):
        return
    people = range(found.last_people, len(found.people))
    each = _each_own(words, len(people))
    for index, own in zip(people, each, strict=True):
        if not found.people[index].affiliation:
            found.people[index] = replace(found.people[index], affiliation=own)
    if not found.people:
        found.draft.note(f"{one.name}: {words}" if one.name else words, one.text.line)


def _each_own(words: str, count: int) -> list[str]:
    """Return the affiliations of *count* people: one each where as many are listed, or one."""
    for pattern in (_LISTED, _COMMAS):
        parts = [part.strip() for part in pattern.split(words)]
        if len(parts) == count > 1 and (pattern is _LISTED or all(map(is_place, parts))):
            return parts
    return [words] * count


def _speaker_url(found: Gathered, one: Field) -> None:
    url = next((link.url for link in one.text.links), one.text.words)
    if len(found.people) > found.last_people and "://" in url:
        found.people[-1] = replace(found.people[-1], url=url)


def _title(found: Gathered, one: Field) -> None:
    if is_open(one.text.words):
        found.missing.add("title")
    elif found.title:
        found.draft.note(one.text.words, one.text.line)
    else:
        set_title(found, one.text, Slot.TITLE)


def _reading(found: Gathered, one: Field) -> None:
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
        found.is_of_paper = True


def _take_paper(found: Gathered, url: str, line: int) -> None:
    """Take the address of a paper: of the one named before, or one that has no name."""
    if found.is_of_paper and not found.readings:
        found.readings.append(reading_of(url, found.title.words, line))
        found.title, found.is_of_paper = Text(), False
    elif found.readings and not found.readings[-1].url:
        last = found.readings[-1]
        made = reading_of(url, last.title, last.line)
        found.readings[-1] = replace(made, authors=last.authors, publication=last.publication)
    elif found.readings:
        found.readings[-1] = with_alternative(found.readings[-1], url)
    else:
        found.readings.append(reading_of(url, found.title.words, line))


def _reading_url(found: Gathered, one: Field) -> None:
    urls = [link.url for link in one.text.links] or one.text.words.split()
    for url in urls:
        address = url if "://" in url else _identifier_url(url)
        if address:
            _take_paper(found, address, one.text.line)


def _identifier_url(text: str) -> str:
    """Return the address of a DOI or an arXiv identifier, '' for anything else."""
    if match := _ARXIV.fullmatch(text):
        return f"https://arxiv.org/abs/{match[1]}"
    doi = parse_doi(text)
    return f"https://doi.org/{doi}" if doi else ""


def _reading_authors(found: Gathered, one: Field) -> None:
    if found.readings:
        found.readings[-1] = replace(found.readings[-1], authors=one.text.words)
    else:
        found.draft.note(one.text.words, one.text.line)


def _publication(found: Gathered, one: Field) -> None:
    if found.readings:
        found.readings[-1] = replace(found.readings[-1], publication=one.text.words)
    else:
        found.draft.note(one.text.words, one.text.line)


def _links(found: Gathered, one: Field) -> None:
    """Take the links of a column or a label for them; text without any is a note."""
    for link in one.text.links:
        role, _ = role_of(link.url, link.label, one.slot)
        if one.slot is Slot.LINK and role in {LinkRole.WEBSITE, LinkRole.ABSTRACT}:
            role = _role_of_name(one.name) or role
        if role is LinkRole.PAPER and not is_generic(link.label):
            found.readings.append(reading_of(link.url, link.label, one.text.line))
        elif role is LinkRole.PAPER and (found.readings or found.is_of_paper):
            _take_paper(found, link.url, one.text.line)
        else:
            found.links.append(FoundLink(role, link.url, link.label, one.text.line))
    if one.text.links:
        return
    if one.slot is Slot.LINK and found.is_of_paper and (url := _identifier_url(one.text.words)):
        _take_paper(found, url, one.text.line)
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


def _abstract(found: Gathered, one: Field) -> None:
    if is_nothing(one.text.words):
        found.missing.add("abstract")
    else:
        # A reader gives abstracts as Markdown already; other texts are made Markdown here.
        is_markdown = not any(piece.url or piece.marks for piece in one.text.pieces)
        found.abstract.append(one.text.plain.strip() if is_markdown else markdown_of(one.text))


def _kind_field(found: Gathered, one: Field) -> None:
    found.kind = one.text.words.casefold()


def _language(found: Gathered, one: Field) -> None:
    found.language = one.text.words


def _topics(found: Gathered, one: Field) -> None:
    found.topics += [part for part in _SEPARATORS.split(one.text.words) if part]


def keep_note(found: Gathered, one: Field) -> None:
    """Keep a remark, with its links; a paper linked in it is another way to the reading."""
    for link in one.text.links:
        role, _ = role_of(link.url, link.label, one.slot)
        if role is LinkRole.PAPER and is_generic(link.label):
            found.links.append(FoundLink(role, link.url, link.label, one.text.line))
    leave(found, one.text, one.name if one.slot is Slot.UNKNOWN else "")


HANDLERS: Mapping[Slot, Callable[[Gathered, Field], None]] = {
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
