"""Pages that are data: one talk a file, or a list of talks above the page.

A file is a talk when its front matter has a key that only talks have: a speaker, a room,
slides; ``author`` alone is who wrote a post. The page below is the abstract. Where the
front matter has several dates, the one called ``date`` is the day of the posting; where it
has none, the day may stand in the file's name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.columns import Columns, folded_name
from sphinx_seminar.importers.entries import Entry, Field, Page
from sphinx_seminar.importers.marked import Mapping, Sequence
from sphinx_seminar.importers.pages.cleaning import cleaned
from sphinx_seminar.importers.pages.collecting import Collected, Place
from sphinx_seminar.importers.pages.markdown_page import read as read_markdown
from sphinx_seminar.importers.pages.metadata import Matter, split_matter
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.structured.data import read_lists
from sphinx_seminar.importers.structured.records import is_dated, read_record
from sphinx_seminar.importers.structured.wording import marked_paragraphs
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from sphinx_seminar.importers.sources import Source

_TELLING = frozenset({
    Slot.SPEAKER, Slot.AFFILIATION, Slot.VENUE, Slot.START, Slot.TIME, Slot.DURATION, Slot.SLIDES,
    Slot.RECORDING, Slot.MEETING, Slot.END_DATE, Slot.CHAIR,
})  # fmt: skip
_TELLING_NAMES = frozenset({"event", "event url", "all day", "abstract"})
#: Keys of any post or page, or of a publication.
_OF_POSTS = frozenset({
    "author", "authors", "name", "video", "media", "address", "by", "location", "who", "person",
    "from", "stream",
})  # fmt: skip
_OF_PUBLICATIONS = frozenset({"publication", "publication types", "publication type"})
_TABLES = ("extra", "params")
_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4}[-_]\d\d[-_]\d\d|\d{8})(?!\d)")


def claims(source: Source) -> bool:
    """Tell whether the front matter is that of a talk, or holds a list of them."""
    values = _flat(split_matter(source.text, source.name).values)
    return is_talk(values) or bool(_listed(source, values, Columns()).entries)


def read(source: Source, columns: Columns) -> Page:
    """Return the talk, or the talks of the list and those of the page below."""
    matter = split_matter(source.text, source.name)
    matter = matter._replace(values=_flat(matter.values))
    listed = _listed(source, matter.values, columns)
    if listed.entries:
        return _with_page_below(source, columns, listed)
    into = Collected(source.name, columns)
    read_record(matter.values, Place(), into, *day_in_name(source, matter.values, columns))
    entries = [_with_abstract(entry, matter) for entry in into.entries]
    return Page(
        source.name,
        "front-matter",
        tuple(entries),
        hints=(source.path.name,),
        skipped=tuple(into.skipped),
        problems=(*matter.problems, *into.problems),
        one_talk=True,
    )


def _flat(values: Mapping) -> Mapping:
    """Return *values* with those that Zola and Hugo want in a table of their own among them."""
    inner = [values[name] for name in _TABLES if isinstance(values.get(name), Mapping)]
    if not inner:
        return values
    found = Mapping({name: value for name, value in values.items() if name not in _TABLES})
    found.line = values.line
    for one in inner:
        found |= one
    return found


def is_talk(values: Mapping) -> bool:
    """Tell whether *values*, which stand above a page, are those of a talk."""
    columns, names = Columns(), tuple(values)
    told = {folded_name(name): columns.slot(name, names) for name in names}
    if not told.keys().isdisjoint(_OF_PUBLICATIONS):
        return False
    is_told = any(
        (slot in _TELLING and name not in _OF_POSTS) or name in _TELLING_NAMES
        for name, slot in told.items()
    )
    return is_told and not {Slot.TITLE, Slot.SPEAKER, Slot.DATE}.isdisjoint(told.values())


def _listed(source: Source, values: Mapping, columns: Columns) -> Collected:
    """Return the meetings of the lists in the front matter *values*."""
    into = Collected(source.name, columns)
    for key, value in values.items():
        if isinstance(value, Sequence) and any(is_dated(one, columns) for one in value):
            read_lists(value, Place((Text.of(key, value.line),)), into)
    return into


def _with_page_below(source: Source, columns: Columns, listed: Collected) -> Page:
    page = read_markdown(source, columns)
    return replace(
        page,
        format="front-matter",
        entries=(*listed.entries, *page.entries),
        skipped=(*listed.skipped, *page.skipped),
        problems=(*listed.problems, *page.problems),
    )


def _with_abstract(entry: Entry, matter: Matter) -> Entry:
    """Return *entry* with the page below as its abstract, or as a note where it has one."""
    lines = cleaned(matter.body, matter.first_line).lines
    body = marked_paragraphs("\n".join(line.text for line in lines))
    if not body:
        return entry
    line = next((line.number for line in lines if line.text.strip()), matter.first_line)
    slot = Slot.NOTE if entry.of(Slot.ABSTRACT) else Slot.ABSTRACT
    return replace(entry, fields=(*entry.fields, Field(slot, Text.of(body, line), "page")))


def day_in_name(source: Source, values: Mapping, columns: Columns) -> list[Field]:
    """Return the day that the file's name begins with, where nothing else says one."""
    match = _DAY_IN_NAME.search(source.path.stem)
    if match is None or is_dated(values, columns):
        return []
    return [Field(Slot.DATE, Text.of(match[1].replace("_", "-"), 1), "file name")]
