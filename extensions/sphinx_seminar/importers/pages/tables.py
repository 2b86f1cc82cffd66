"""Tables of meetings: a row each, columns by their names, or by what stands in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.dating.spotting import find_dates
from sphinx_seminar.importers.dating.terms import term_of
from sphinx_seminar.importers.entries import Entry, Field, SkipReason
from sphinx_seminar.importers.pages.anchors import is_placeholder
from sphinx_seminar.importers.pages.cells import (
    parallel_talks,
    with_abstract_apart,
    with_labels_apart,
)
from sphinx_seminar.importers.pages.collecting import Place
from sphinx_seminar.importers.slots import TALK_SLOTS, Slot
from sphinx_seminar.importers.texts import Text
from sphinx_seminar.importers.words.kinds import is_pause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.pages.blocks import Row, Table
    from sphinx_seminar.importers.pages.collecting import Collected

#: The share of its cells in which a date stands that makes a column one of dates.
_DATED = 0.6
_EXAMPLES = 3
_SAYING = frozenset({Slot.SPEAKER, Slot.TITLE, Slot.READING, Slot.LINE})
_TIMES = frozenset({Slot.TIME, Slot.START})


class _Columns(NamedTuple):
    """The columns of a table: their names and slots."""

    names: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def date(self) -> int | None:
        return self.slots.index(Slot.DATE) if Slot.DATE in self.slots else None


def read_table(table: Table, place: Place, into: Collected) -> bool:
    """Note the meetings of *table*; return False when it is no table of meetings."""
    head, rows = table.head, table.rows
    if head is not None and _is_data(head):
        rows = (head, *rows)
        head = None
    if head is None and rows and _is_all_names(rows[0], into):
        head, rows = rows[0], rows[1:]
    columns = _columns(head, rows, into)
    if columns.date is None:
        return False
    dated = [row for row in rows if _dates(row, columns.date)]
    if not dated:
        return False
    _ask_about_unknown(columns, rows, table.line, into)
    below = Place(place.headings, into.new_cluster())
    reader = _Rows(columns, below, into, is_html=table.is_html)
    for row in rows:
        reader.row(row)
    reader.finish()
    return True


def programme_of(table: Table, into: Collected) -> tuple[Entry, ...]:
    """Return the talks of a programme: a table with times or talks, but without dates."""
    columns = _columns(table.head, table.rows, into)
    slots = set(columns.slots)
    if not (slots & _TIMES or slots & {Slot.SPEAKER}) or not slots & _SAYING:
        return ()
    talks = []
    for row in table.rows:
        fields = _fields(row, columns, into.columns)
        if any(is_pause(one.text.words) for one in fields):
            text = Text.of(" | ".join(one.text.words for one in fields if one.text))
            into.skip(text, row.line, SkipReason.BREAK)
        elif fields:
            talks.append(Entry(into.source, row.line, tuple(_timed(fields)), raw=row.source))
    return tuple(talks)


def _timed(fields: Sequence[Field]) -> list[Field]:
    """Return the *fields* of a talk, whose times are its own."""
    return [replace(one, slot=Slot.START) if one.slot is Slot.TIME else one for one in fields]


def _is_data(head: Row) -> bool:
    """Whether the row marked as a head holds a date: then it is no head."""
    return any(spot.has_day for cell in head.cells for spot in find_dates(cell.plain))


def _is_all_names(row: Row, into: Collected) -> bool:
    """Whether a row that is not marked as a head holds nothing but names of columns."""
    names = [cell.words for cell in row.cells if cell]
    return len(names) > 1 and all(into.columns.knows(name) for name in names)


def _columns(head: Row | None, rows: Sequence[Row], into: Collected) -> _Columns:
    width = max((len(row.cells) for row in rows), default=0)
    names = [cell.words for cell in head.cells] if head else []
    names += [""] * (width - len(names))
    slots = [into.columns.slot(name, names) if name else Slot.UNKNOWN for name in names]
    if slots.count(Slot.DATE) > 1:
        first = slots.index(Slot.DATE)
        slots = [
            Slot.NOTE if slot is Slot.DATE and index != first else slot
            for index, slot in enumerate(slots)
        ]
    if Slot.DATE not in slots and (index := _dated_column(rows, width)) is not None:
        slots[index] = Slot.DATE
    for index, name in enumerate(names):
        if not name and slots[index] is Slot.UNKNOWN:
            slots[index] = _slot_by_content([_cell(row, index) for row in rows], set(slots))
    return _Columns(tuple(names), tuple(slots))


def _cell(row: Row, index: int) -> Text:
    return row.cells[index] if index < len(row.cells) else Text((), row.line)


def _dates(row: Row, index: int) -> bool:
    return _has_day(_cell(row, index))


def _has_day(text: Text) -> bool:
    return any(spot.has_day for spot in find_dates(text.plain, is_slot=True))


def _dated_column(rows: Sequence[Row], width: int) -> int | None:
    """Return the column in most of whose cells dates stand."""
    for index in range(width):
        filled = [row for row in rows if _cell(row, index)]
        dated = sum(_dates(row, index) for row in filled)
        if len(filled) > 1 and dated >= _DATED * len(filled):
            return index
    return None


def _slot_by_content(cells: Sequence[Text], taken: set[Slot]) -> Slot:
    """Return what a column without a name seems to hold."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return Slot.IGNORED
    linked = sum(bool(cell.links) for cell in filled)
    words = Counter(len(cell.words.split()) <= 4 for cell in filled)  # noqa: PLR2004
    if linked * 2 > len(filled) and Slot.READING not in taken and Slot.TITLE not in taken:
        return Slot.LINE
    if words[True] * 2 > len(filled) and Slot.SPEAKER not in taken and not linked:
        return Slot.SPEAKER
    return Slot.LINE


def _ask_about_unknown(columns: _Columns, rows: Sequence[Row], line: int, into: Collected) -> None:
    for index, slot in enumerate(columns.slots):
        if slot is Slot.UNKNOWN and columns.names[index]:
            cells = [cell.words for row in rows if (cell := _cell(row, index))]
            if cells:
                into.ask_about(columns.names[index], line, cells[:_EXAMPLES])


def _fields(row: Row, columns: _Columns, known: Columns) -> list[Field]:
    fields: list[Field] = []
    covered = 0
    for index, (name, slot) in enumerate(zip(columns.names, columns.slots, strict=True)):
        cell = _cell(row, index)
        if index < covered or _is_shared(row, index, columns):
            continue
        covered = index + row.wide.get(index, 1)
        if len(_SAYING.intersection(columns.slots[index:covered])) > 1:
            # It says who and what, or neither.
            fields.append(Field(Slot.LINE, cell))
        elif cell or slot in _SAYING:
            # An empty cell says that the thing is yet to be announced.
            fields.append(Field(slot, cell, name))
    if not any(row.cells):
        return []
    apart = [part for one in fields for part in with_labels_apart(one, known)]
    return [part for one in apart for part in with_abstract_apart(one)]


def _is_shared(row: Row, index: int, columns: _Columns) -> bool:
    """Whether a cell is that of the row above, of which *row* is a further talk."""
    if index not in row.carried or columns.date not in row.carried:
        return False
    return columns.slots[index] not in TALK_SLOTS


class _Rows:
    """Reads rows one by one; a row without a date goes on with the one before."""

    def __init__(self, columns: _Columns, place: Place, into: Collected, *, is_html: bool) -> None:
        self._is_html = is_html
        self._columns = columns
        self._place = place
        self._into = into
        self._fields: list[Field] = []
        self._talks: list[Entry] = []
        self._line = 0
        self._raw = ""

    def row(self, row: Row) -> None:
        index = self._columns.date or 0
        date = Text((), row.line) if index in row.carried else _cell(row, index)
        fields = _fields(row, self._columns, self._into.columns)
        # in the order of the columns
        filled = dict.fromkeys(one.text.words for one in fields if one.text)
        if len(filled) == 1 and term_of(words := next(iter(filled))) and not _has_day(date):
            self.finish()
            headings = (*self._place.headings, Text.of(words, row.line))
            self._place = Place(headings[-3:], self._place.cluster)
        elif find_dates(date.plain, is_slot=True) or is_placeholder(date):
            self.finish()
            self._fields, self._line = fields, row.line
            self._raw = row.source or " | ".join(one.text.words for one in fields if one.text)
        elif date:
            self.finish()
            self._into.skip(Text.of(" | ".join(filled)), row.line, SkipReason.UNDATED)
        elif self._fields:
            self._go_on(row, fields)
        else:
            self._into.skip(Text.of(" | ".join(filled)), row.line, SkipReason.UNDATED)

    def _go_on(self, row: Row, fields: list[Field]) -> None:
        if not any(one.slot in _SAYING and one.text for one in fields):
            self._fields += fields
            return
        if not self._talks:
            has_time = any(one.slot is Slot.TIME and one.text for one in fields)
            first = _timed(self._fields) if has_time else self._fields
            own = [one for one in first if one.slot in TALK_SLOTS]
            self._fields = [one for one in first if one.slot not in TALK_SLOTS]
            if any(one.slot in _SAYING and one.text for one in own):
                self._talks.append(Entry(self._into.source, self._line, tuple(own)))
            else:
                self._fields += own
        self._talks.append(Entry(self._into.source, row.line, tuple(_timed(fields))))

    def finish(self) -> None:
        """Note the meeting that is being read."""
        if self._fields:
            talks = tuple(self._talks)
            fields = self._fields
            if not talks:
                fields, talks = parallel_talks(fields, self._into.source, self._line)
            self._into.add(
                fields,
                self._place,
                line=self._line,
                raw=self._raw,
                talks=talks,
                is_html=self._is_html,
            )
        self._fields, self._talks = [], []
