"""Asks the database: records that answer a query, best first, with the place in their text.

Where nothing answers, the words that no record holds are replaced by the nearest ones of the
archive, and the answer says so.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.outputs.search.correcting import SHORTEST, corrections
from sphinx_seminar.outputs.search.normalising import SHORTEST_STEM, stem, words
from sphinx_seminar.outputs.search.parts import SEARCHED
from sphinx_seminar.outputs.search.queries import Query, parse_query
from sphinx_seminar.outputs.search.sqlite import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: Corrections that are tried until one finds something.
TRIED = 4
#: Other forms of one word that are asked for.
MOST_FORMS = 50
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
            hits, total = _select(database, query, wanted)
            for better, changes in _corrected(database, query) if not total else ():
                hits, total = _select(database, better, wanted)
                if total:
                    return Answer(hits, total, better, changes)
    except sqlite3.Error as problem:
        raise OSError(f"{path}: {problem}") from problem
    return Answer(hits, total, query, {})


def _select(database: sqlite3.Connection, query: Query, wanted: Wanted) -> tuple[list[Hit], int]:
    conditions, values = _conditions(query, wanted)
    match = query.as_fts({word: _forms(database, word) for word in query.words()})
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


def _forms(database: sqlite3.Connection, word: str) -> list[str]:
    """Return the words of the archive that have another ending than *word* and its stem."""
    root = stem(word)
    if len(root) < SHORTEST_STEM:
        return []
    rows = database.execute(
        "SELECT term FROM fts_words WHERE term >= ? AND term < ?", (root, root + _AFTER_EVERYTHING)
    )
    return [
        term
        for (term,) in islice(rows, MOST_FORMS * MOST_FORMS)
        if stem(term) == root and not term.startswith(word)
    ][:MOST_FORMS]


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


def _corrected(
    database: sqlite3.Connection, query: Query
) -> Iterator[tuple[Query, dict[str, str]]]:
    """Yield queries with other words for those that find nothing, or for one of them."""
    asked = [word for word in query.words() if len(word) >= SHORTEST]
    missing = [word for word in asked if not _is_known(database, word)]
    for group in [missing] if missing else [[word] for word in asked]:
        near = {word: _near(database, word) for word in group}
        if not all(near.values()):
            continue
        for tried in range(min(TRIED, max(map(len, near.values())))):
            changes = {word: words[min(tried, len(words) - 1)] for word, words in near.items()}
            yield _replaced(query, changes), changes


def _is_known(database: sqlite3.Connection, word: str) -> bool:
    begins = "SELECT 1 FROM fts_words WHERE term >= ? AND term < ? LIMIT 1"
    row = database.execute(begins, (word, word + _AFTER_EVERYTHING)).fetchone()
    return row is not None or bool(_forms(database, word))


def _near(database: sqlite3.Connection, word: str) -> list[str]:
    rows = database.execute(
        "SELECT text, meant FROM word WHERE length BETWEEN ? AND ?", (len(word) - 1, len(word) + 1)
    )
    return corrections(word, rows)


def _replaced(query: Query, changes: Mapping[str, str]) -> Query:
    terms = tuple(
        replace(term, words=tuple(changes.get(word, word) for word in term.words))
        for term in query.terms
    )
    return replace(query, terms=terms)
