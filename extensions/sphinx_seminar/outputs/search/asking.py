"""Asks the database: records that answer a query, best first, with the place in their text.

A word that no record holds is replaced by the most frequent one that is one change away
(Norvig's corrector, norvig.com/spell-correct.html), and the answer says so.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.outputs.search.normalising import is_single, words
from sphinx_seminar.outputs.search.queries import Query, Term, parse_query
from sphinx_seminar.outputs.search.sqlite import COLUMNS, SEARCHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: Letters tried in a correction, by the script of the word: Latin, Greek, Cyrillic.
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "абвгдежзиклмнопрстуфхцчшщъыьэюя",
)
_SHORTEST, _LONGEST = 4, 24
_AFTER_EVERYTHING = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows a search: values of facets by name; ``newest`` or ``oldest`` for dates."""

    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    limit: int = 20
    sort: str = "relevance"


class Hit(NamedTuple):
    """A record that answers, its columns by name."""

    record: Mapping[str, str]
    score: float


class Answer(NamedTuple):
    """The first hits, how many there are, and the words that were corrected."""

    hits: list[Hit]
    total: int
    query: Query
    corrections: Mapping[str, str]


def ask(path: Path, text: str, wanted: Wanted) -> Answer:
    """Return what the database at *path* has for the query *text*.

    :raises OSError: when it is no such database.
    """
    query = parse_query(text)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            corrections = dict(_corrections(database, query))
            query = _corrected(query, corrections)
            hits, total = _select(database, query, wanted)
    except sqlite3.Error as problem:
        raise OSError(f"{path}: {problem}") from problem
    return Answer(hits, total, query, corrections)


def _select(database: sqlite3.Connection, query: Query, wanted: Wanted) -> tuple[list[Hit], int]:
    conditions, values = _conditions(query, wanted)
    match = query.as_fts()
    source = "record"
    score = "0.0"
    if match:
        source = "fts JOIN record ON record.id = fts.rowid"
        score = f"-bm25(fts, {', '.join(map(str, SEARCHED.values()))})"
        conditions.insert(0, "fts MATCH ?")
        values.insert(0, match)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    # Names of columns are constants of this package; everything typed is a parameter.
    (total,) = database.execute(f"SELECT count(*) FROM {source}{where}", values).fetchone()  # noqa: S608
    columns = ", ".join(f"record.{name}" for name in COLUMNS)
    order = _order(wanted.sort if match or wanted.sort != "relevance" else "newest")
    rows = database.execute(
        f"SELECT {columns}, {score} AS score FROM {source}{where} ORDER BY {order} LIMIT ?",  # noqa: S608
        (*values, wanted.limit),
    )
    return [Hit(dict(zip(COLUMNS, row[:-1], strict=True)), row[-1]) for row in rows], total


def _order(sort: str) -> str:
    by_date = {"newest": "record.date DESC", "oldest": "record.date = '', record.date"}
    return f"{by_date.get(sort, 'score DESC, record.date DESC')}, record.id"


def _conditions(query: Query, wanted: Wanted) -> tuple[list[str], list[str | int]]:
    conditions: list[str] = []
    values: list[str | int] = []
    exact = {"years": [*query.years], "kind": [*query.kinds]}
    for name in ("years", "kind"):
        exact[name] += wanted.filters.get(name, ())
    for name, chosen in {**wanted.filters, **exact}.items():
        if not chosen:
            continue
        # A year or a kind as it is; of names, each word's beginning.
        test = "value = ?" if name in exact else "instr(' ' || value, ' ' || ?)"
        tests = " OR ".join([test] * len(chosen))
        conditions.append(
            f"record.id IN (SELECT record FROM facet WHERE name = ? AND ({tests}))"  # noqa: S608
        )
        values += [name, *(" ".join(words(one)) for one in chosen)]
    return conditions, values


def _corrections(database: sqlite3.Connection, query: Query) -> Iterator[tuple[str, str]]:
    for word in query.words():
        if not _SHORTEST <= len(word) <= _LONGEST or is_single(word):
            continue
        begins = database.execute(
            "SELECT 1 FROM fts_words WHERE term >= ? AND term < ? LIMIT 1",
            (word, word + _AFTER_EVERYTHING),
        ).fetchone()
        if begins is None and (better := _nearest(database, word)):
            yield word, better


def _nearest(database: sqlite3.Connection, word: str) -> str:
    found = []
    for candidate in edits(word):
        row = database.execute("SELECT doc FROM fts_words WHERE term = ?", (candidate,)).fetchone()
        if row is not None:
            found.append((-row[0], candidate))
    return min(found)[1] if found else ""


def edits(word: str) -> list[str]:
    """Return every text that is one letter added, dropped, replaced or swapped from *word*."""
    alphabet = next((one for one in _ALPHABETS if set(word) & set(one)), "")
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = [left + right[1:] for left, right in splits if right]
    found += [left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1]
    for letter in alphabet:
        found += [left + letter + right[1:] for left, right in splits if right]
        found += [left + letter + right for left, right in splits]
    return sorted(set(found) - {word})


def _corrected(query: Query, corrections: Mapping[str, str]) -> Query:
    if not corrections:
        return query
    terms = tuple(
        Term(tuple(corrections.get(word, word) for word in term.words), term.column, term.is_phrase)
        for term in query.terms
    )
    return replace(query, terms=terms)
