"""Data files of a site: lists of meetings in YAML, TOML or JSON (``_data/talks.yml``).

Lists are looked for at any depth; the keys above them are the headings of their meetings,
because they often say the year. A list counts when most of what it holds has a date. Lists
of lists (a name, a date, a title, without keys) are read as tables without a head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.spotting import find_dates
from sphinx_seminar.importers.entries import Field, Page
from sphinx_seminar.importers.marked import (
    Mapping,
    Scalar,
    Sequence,
    Value,
    load_toml,
    load_yaml,
    text_of,
)
from sphinx_seminar.importers.pages.blocks import Row, Table
from sphinx_seminar.importers.pages.collecting import Collected, Place
from sphinx_seminar.importers.pages.tables import read_table
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.sources import SourceError, SourceProblem
from sphinx_seminar.importers.structured.records import is_dated, read_record
from sphinx_seminar.importers.structured.wording import marked_text
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.sources import Source

_LONGEST_HEADING = 80
_MOSTLY = 0.5


def claims(source: Source) -> bool:
    """Whatever has the suffix of a data file; :func:`read` says whether it holds meetings."""
    return bool(source.text)


def read(source: Source, columns: Columns) -> Page:
    """Return the meetings in the lists of the file."""
    load = load_toml if source.suffix == ".toml" else load_yaml
    return page_of(source, load(source.text, source.name), columns)


def page_of(source: Source, value: Value, columns: Columns) -> Page:
    """Return the meetings in *value*, whatever format it was read from.

    :raises SourceError: when it holds none.
    """
    into = Collected(source.name, columns)
    read_lists(value, Place(), into)
    if not into.entries and not into.skipped:
        raise SourceError(SourceProblem.NO_FORMAT, source.name)
    title = value.get("title") or value.get("name") if isinstance(value, Mapping) else None
    return Page(
        source.name,
        "data",
        tuple(into.entries),
        Text.of(text_of(title)),
        tuple(into.around),
        (source.path.name, *_parts(source)),
        tuple(into.skipped),
        tuple(into.problems),
    )


def _parts(source: Source) -> tuple[str, ...]:
    """Return the folders that may name a year (``_data/2024/talks.yml``)."""
    try:
        return tuple(reversed(source.path.resolve().relative_to(source.root.resolve()).parts[:-1]))
    except (OSError, ValueError):
        return ()


def read_lists(value: Value, place: Place, into: Collected) -> None:
    """Note the meetings of every list in *value*."""
    if isinstance(value, Mapping):
        _read_mapping(value, place, into)
    elif isinstance(value, Sequence):
        _read_sequence(value, place, into)


def _read_sequence(values: Sequence, place: Place, into: Collected) -> None:
    records = [one for one in values if isinstance(one, Mapping)]
    rows = [one for one in values if isinstance(one, Sequence)]
    dated = sum(is_dated(one, into.columns) for one in records)
    if records and dated >= _MOSTLY * len(records):
        below = Place(place.headings, into.new_cluster())
        for record in records:
            read_record(record, below, into)
    elif rows and len(rows) == len(values):
        _read_rows(rows, place, into)
    else:
        for record in records:
            read_lists(record, _below(place, _heading_in(record), record.line), into)
            if is_dated(record, into.columns):
                read_record(record, place, into)


def _read_mapping(value: Mapping, place: Place, into: Collected) -> None:
    days = [key for key in value if _is_day(key)]
    inner = [one for one in value.values() if isinstance(one, Mapping)]
    if days and len(days) >= _MOSTLY * len(value) and len(inner) == len(value):
        below = Place(place.headings, into.new_cluster())
        for key, record in value.items():
            date = Field(Slot.DATE, Text.of(key, record.line), "date")
            read_record(record, below, into, *([date] if _is_day(key) else []))
        return
    for key, one in value.items():
        read_lists(one, _below(place, key, getattr(one, "line", 0)), into)


def _read_rows(rows: Iterable[Sequence], place: Place, into: Collected) -> None:
    cells = [
        Row(tuple(marked_text(text_of(cell), row.line) for cell in row), row.line)
        for row in rows
        if all(isinstance(cell, Scalar | Sequence) for cell in row)
    ]
    if cells:
        read_table(Table(None, tuple(cells), cells[0].line), place, into)


def _below(place: Place, heading: str, line: int) -> Place:
    heading = heading.replace("_", " ").strip()
    if not heading or len(heading) > _LONGEST_HEADING:
        return place
    return Place((*place.headings, Text.of(heading, line))[-3:], place.cluster)


def _heading_in(record: Mapping) -> str:
    """Return the short texts of a record that holds lists: a term, a year."""
    texts = [one for one in record.values() if isinstance(one, Scalar) and one.strip()]
    return " ".join(one for one in texts if len(one) <= _LONGEST_HEADING // 2)


def _is_day(key: str) -> bool:
    return any(spot.has_day for spot in find_dates(key, is_slot=True)[:1])
