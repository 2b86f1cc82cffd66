"""Cells of tables that hold more than one thing: several talks, a title and its abstract."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.markup import markdown_of
from sphinx_seminar.importers.entries import Entry, Field
from sphinx_seminar.importers.pages.blocks import BREAK, lines_of
from sphinx_seminar.importers.pages.labels import LINKED, split_label
from sphinx_seminar.importers.pages.shapes import is_prose
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Text, joined
from sphinx_seminar.importers.words.addresses import is_generic
from sphinx_seminar.importers.words.names import is_name, is_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.importers.columns import Columns

#: Cells that several talks of one meeting share line by line.
_PARALLEL = frozenset({Slot.SPEAKER, Slot.TITLE, Slot.READING})
_FEWEST_PROSE = 5
_OPENED = frozenset("(（[")
_ABSTRACT = re.compile(
    r"^[*_]*(?:abstract|zusammenfassung|résumé)[*_]*\s*[:.–-][*_]*\s*", re.IGNORECASE
)


def with_labels_apart(one: Field, columns: Columns) -> Iterator[Field]:
    """Yield a title, and the links that stand below it in its cell with a label each."""
    kept: list[Text] = []
    labels: list[Field] = []
    for line in lines_of(one.text) if one.slot in {Slot.TITLE, Slot.LINE} else []:
        label = split_label(line, columns) if kept else None
        if label and label.slot in LINKED and label.rest.links:
            labels.append(Field(label.slot, label.rest, label.name))
        else:
            kept.append(line)
    yield replace(one, text=joined(kept, BREAK)) if labels else one
    yield from labels


def with_abstract_apart(one: Field) -> Iterator[Field]:
    """Yield a title, and the abstract that stands below it in its cell."""
    parts = facts_and_abstract(one.text) if one.slot in {Slot.TITLE, Slot.LINE} else None
    if parts is None:
        yield one
        return
    yield replace(one, text=parts[0])
    yield Field(Slot.ABSTRACT, parts[1], one.name)


def facts_and_abstract(text: Text) -> tuple[Text, Text] | None:
    """Return the lines above the first one of prose, and the rest as Markdown; None without."""
    lines = lines_of(text)
    start = next((i for i, line in enumerate(lines) if i and is_prose(line, _FEWEST_PROSE)), 0)
    if not start:
        return None
    written = "\n\n".join(markdown_of(line) for line in lines[start:])
    abstract = Text.of(_ABSTRACT.sub("", written), lines[start].line)
    return joined(lines[:start], BREAK), abstract


def parallel_talks(
    fields: list[Field], source: str, line: int
) -> tuple[list[Field], tuple[Entry, ...]]:
    """Return the talks of a row whose cells list speakers and titles line by line."""
    parallel = [one for one in fields if one.slot in _PARALLEL and one.text]
    counts = {len(lines_of(one.text)) for one in parallel}
    if len(parallel) < 2 or len(counts) != 1 or counts == {1}:  # noqa: PLR2004
        return fields, ()
    people = [line for one in parallel if one.slot is Slot.SPEAKER for line in lines_of(one.text)]
    works = [
        line for one in parallel if one.slot is not Slot.SPEAKER for line in lines_of(one.text)
    ]
    beside = any(is_generic(line.words) or line.words[:1] in _OPENED for line in works)
    if beside or any(_is_aside(line) for line in people):
        # An affiliation below the name, the slides or "(special lecture)" below the title.
        return fields, ()
    rest = [one for one in fields if one.slot not in _PARALLEL]
    talks = []
    for index in range(counts.pop()):
        own = [Field(one.slot, lines_of(one.text)[index], one.name) for one in parallel]
        talks.append(Entry(source, line, tuple(own)))
    return rest, tuple(talks)


def _is_aside(line: Text) -> bool:
    """Whether a line below a name belongs to it: an institution, or something in brackets."""
    return line.words[:1] in _OPENED or (is_place(line.words) and not is_name(line.words))
