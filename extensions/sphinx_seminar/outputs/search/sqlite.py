"""SQLite: one file with every record and a full-text index (FTS5), for the command line and SQL.

``record`` is a plain table. ``fts`` is an external-content table over it, named in double
quotation marks, as Datasette recognises it, and indexes the folded form of its texts:
accents, strokes and scripts without spaces are found as :mod:`.normalising` says.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sphinx_seminar.outputs.search.correcting import may_correct, meant
from sphinx_seminar.outputs.search.normalising import words
from sphinx_seminar.outputs.search.parts import NAMING, SEARCHED, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_seminar.outputs.search.record import SearchRecord

#: Changes when the same records would make another file.
FORMAT = 2
COLUMNS = (
    "kind", "url", "title", "date", "years", "terms", "series",
    "speakers", "topics", "about", "readings", "language", "detail", "text",
)  # fmt: skip
FACETS = {
    "kind": ("kind",),
    "years": ("years",),
    "terms": ("terms",),
    "series": ("series",),
    "speakers": ("speakers",),
    "topics": ("topics", "about"),
}
_NAMING = ", ".join(f"'{name}'" for name in NAMING)
SEPARATOR = "; "

_SCHEMA = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE record (id INTEGER PRIMARY KEY, {", ".join(f"{name} TEXT" for name in COLUMNS)});
CREATE TABLE facet (name TEXT, value TEXT, record INTEGER REFERENCES record (id),
    PRIMARY KEY (name, value, record)) WITHOUT ROWID;
CREATE INDEX record_date ON record (date);
CREATE VIRTUAL TABLE "fts" USING fts5 ({", ".join(SEARCHED)}, content="record",
    content_rowid="id", tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE "fts_words" USING fts5vocab (fts, row);
CREATE VIRTUAL TABLE "fts_places" USING fts5vocab (fts, col);
CREATE TABLE word (length INTEGER, text TEXT, meant INTEGER, PRIMARY KEY (length, text))
    WITHOUT ROWID;
"""


class MissingFtsError(Exception):
    """The SQLite of Python has no full-text index."""


def check_fts() -> None:
    """Make sure that this Python's SQLite has FTS5.

    :raises MissingFtsError: when it was built without.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (text)")
        except sqlite3.OperationalError as problem:
            version = sqlite3.sqlite_version
            raise MissingFtsError(f"SQLite {version} without FTS5: {problem}") from problem


def write_database(path: Path, records: Iterable[SearchRecord], digest: str) -> None:
    """Make *path* the database of *records*, at once; one of the same *digest* is left alone.

    :raises MissingFtsError: when this Python's SQLite has no FTS5.
    :raises OSError: when it cannot be written.
    """
    if digest_of_database(path) == digest:
        return
    check_fts()
    # Two commands may make the same file.
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            connection.executescript(_SCHEMA)
            notes = (("digest", digest), ("format", str(FORMAT)))
            connection.executemany("INSERT INTO note VALUES (?, ?)", notes)
            _fill(connection, records)
            connection.execute("INSERT INTO fts (fts) VALUES ('optimize')")
            connection.executemany("INSERT INTO word VALUES (?, ?, ?)", _words(connection))
            connection.commit()
            connection.execute("VACUUM")
    except sqlite3.Error as problem:
        temporary.unlink(missing_ok=True)
        raise OSError(str(problem)) from problem
    temporary.replace(path)


def _fill(connection: sqlite3.Connection, records: Iterable[SearchRecord]) -> None:
    row = f"INSERT INTO record VALUES (?{', ?' * len(COLUMNS)})"  # noqa: S608 (names of this module)
    index = f"INSERT INTO fts (rowid, {', '.join(SEARCHED)}) VALUES (?{', ?' * len(SEARCHED)})"  # noqa: S608 (likewise)
    for number, record in enumerate(records, 1):
        values = {name: _cell(record, name) for name in COLUMNS}
        connection.execute(row, (number, *values.values()))
        folded = (" ".join(words(values[name])) for name in SEARCHED)
        connection.execute(index, (number, *folded))
        connection.executemany(
            "INSERT OR IGNORE INTO facet VALUES (?, ?, ?)", _facets(record, number)
        )


def _words(connection: sqlite3.Connection) -> list[tuple[int, str, int]]:
    """Return the words that may stand for misspelt ones, and how likely they are meant."""
    naming = f"SELECT DISTINCT term FROM fts_places WHERE col IN ({_NAMING})"  # noqa: S608 (a constant)
    named = {word for (word,) in connection.execute(naming)}
    rows = connection.execute("SELECT term, doc FROM fts_words").fetchall()
    return [
        (len(word), word, meant(records, is_named=word in named))
        for word, records in rows
        if may_correct(word)
    ]


def _facets(record: SearchRecord, number: int) -> Iterator[tuple[str, str, int]]:
    for name, parts in FACETS.items():
        for part in parts:
            for one in values_of(record, part):
                yield name, " ".join(words(one)), number


def _cell(record: SearchRecord, name: str) -> str:
    value = getattr(record, name)
    text = SEPARATOR.join(value) if isinstance(value, tuple) else str(value)
    return text.encode("utf-8", "replace").decode()


def digest_of_database(path: Path) -> str:
    """Return the digest that the database at *path* was made of; '' for any other file."""
    if not path.is_file():
        return ""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            notes = dict(connection.execute("SELECT name, value FROM note"))
    except sqlite3.Error:
        return ""
    return str(notes.get("digest", "")) if notes.get("format") == str(FORMAT) else ""
