"""A book by its ISBN from Open Library: the edition, and its authors in records of their own.

https://openlibrary.org/dev/docs/api/books
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_seminar.importers.lookup.record import Record, RecordName, read_text
from sphinx_seminar.model.partialdate import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.importers.lookup.client import Client

MOST_AUTHORS = 20
_ACCEPT = "application/json"
_AUTHOR = re.compile(r"/authors/OL[0-9]+A")
_WORK = re.compile(r"/works/OL[0-9]+W")
_YEAR = re.compile(r"(?<![0-9])(1[4-9]|20)[0-9]{2}(?![0-9])")


def look_up_book(isbn: str, client: Client, base: str) -> Record:
    """Return the record of the edition with *isbn*.

    :raises FetchError: when there is none, or an answer is no record.
    """
    edition = client.record(f"{base}/isbn/{isbn}.json", _ACCEPT)
    names = _authors(edition, client, base)
    title, subtitle = read_text(edition.get("title")), read_text(edition.get("subtitle"))
    texts = {
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "publisher": read_text(edition.get("publishers")),
        "publisher-place": read_text(edition.get("publish_places")),
        "edition": read_text(edition.get("edition_name")),
        "collection-title": read_text(edition.get("series")),
        "ISBN": isbn,
    }
    year = _YEAR.search(read_text(edition.get("publish_date")))
    issued = PartialDate(int(year[0])) if year else None
    return Record("book", texts, {"author": names} if names else {}, issued)


def _authors(edition: dict[str, Any], client: Client, base: str) -> tuple[RecordName, ...]:
    """Return the authors; names come in the order of speech and are not divided."""
    paths = list(_paths(edition.get("authors"), _AUTHOR))
    if not paths:
        for work in list(_paths(edition.get("works"), _WORK))[:1]:
            paths = list(
                _paths(client.record(f"{base}{work}.json", _ACCEPT).get("authors"), _AUTHOR)
            )
    found = []
    for path in paths[:MOST_AUTHORS]:
        author = client.record(f"{base}{path}.json", _ACCEPT)
        if name := read_text(author.get("name")) or read_text(author.get("personal_name")):
            found.append(RecordName(literal=name))
    return tuple(found)


def _paths(value: object, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the paths of records that *value* names: nothing else goes into an address."""
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            inner = item.get("author")
            key = (inner if isinstance(inner, dict) else item).get("key")
            if isinstance(key, str) and pattern.fullmatch(key):
                yield key
