"""Tables with one row a line: CSV and TSV, as spreadsheets and people write them (RFC 4180).

The separator is the sign that parts the first rows into as many cells each. Rows and
columns then mean what they mean in the tables of a page.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Page, Problem, ProblemKind
from sphinx_seminar.importers.pages.blocks import Row, Table
from sphinx_seminar.importers.pages.collecting import Collected, Place
from sphinx_seminar.importers.pages.tables import read_table
from sphinx_seminar.importers.sources import SourceError, SourceProblem
from sphinx_seminar.importers.structured.wording import marked_text

if TYPE_CHECKING:
    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.sources import Source

_SEPARATORS = ",;\t|"
_LOOKED_AT = 20
#: More rows and cells than any seminar has.
_MOST_ROWS, _MOST_CELLS = 100_000, 100


def claims(source: Source) -> bool:
    """Whatever has the suffix of a table."""
    return bool(source.text)


def read(source: Source, columns: Columns) -> Page:
    """Return the meetings of the rows."""
    rows = _rows(source)
    into = Collected(source.name, columns)
    problems: tuple[Problem, ...] = ()
    if len(rows) > _MOST_ROWS:
        problems = (
            Problem(ProblemKind.TRUNCATED, source.name, rows[_MOST_ROWS].line, str(_MOST_ROWS)),
        )
        del rows[_MOST_ROWS:]
    head, body = (rows[0], rows[1:]) if rows else (None, rows)
    if head is None or not read_table(Table(head, tuple(body), head.line), Place((), 1), into):
        raise SourceError(SourceProblem.NO_FORMAT, source.name)
    return Page(
        source.name,
        "csv",
        tuple(into.entries),
        around=tuple(into.around),
        hints=(source.path.name,),
        skipped=tuple(into.skipped),
        problems=(*problems, *into.problems),
    )


def _rows(source: Source) -> list[Row]:
    # A null character ends a row for some readers, and means nothing to any person.
    text = source.text.replace("\0", "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    found: list[Row] = []
    line = 1
    try:
        for cells in islice(reader, _MOST_ROWS + 1):
            kept = [cell.strip() for cell in cells[:_MOST_CELLS]]
            if any(kept):
                texts = tuple(marked_text(cell, line) for cell in kept)
                found.append(Row(texts, line, " | ".join(filter(None, kept))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(SourceProblem.SYNTAX, source.name, str(error), line) from error
    return found


def separator_of(text: str) -> str:
    """Return the sign between the cells of *text*: a comma unless another parts it better.

    A line "sep=;" at the beginning, which spreadsheets write, says it.
    """
    first = text.split("\n", 1)[0].strip()
    if first.startswith("sep=") and first[4:5] in _SEPARATORS:
        return first[4:5]
    best, most = ",", 0
    for sign in _SEPARATORS:
        sample = io.StringIO(text[: 1 << 16], newline="")
        try:
            widths = Counter(
                len(cells) for cells in islice(csv.reader(sample, delimiter=sign), _LOOKED_AT)
            )
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        if width > 1 and width * count > most:
            best, most = sign, width * count
    return best
