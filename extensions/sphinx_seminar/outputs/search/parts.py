"""Which parts of a record are searched, with which weight, and by which values it is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.outputs.search.normalising import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.outputs.search.record import SearchRecord

#: A word in a title counts as eight in a text.
SEARCHED = {
    "title": 8.0,
    "speakers": 6.0,
    "topics": 3.0,
    "readings": 2.0,
    "about": 1.0,
    "detail": 1.0,
    "text": 1.0,
}
#: Parts by the names of fields in a query, ``speaker:zhu``.
FIELDS = {"speaker": ("speakers",), "read": ("readings",), "topic": ("topics", "about")}
#: Parts whose words name what people look for.
NAMING = ("title", "speakers", "topics", "readings")
#: Facets of the search page by their parts, in the order in which it shows them.
FACETS = {
    "kind": ("kind",),
    "year": ("years",),
    "archive": ("archives",),
    "series": ("series",),
    "term": ("terms",),
    "topic": ("topics", "about"),
}


def values_of(record: SearchRecord, part: str) -> tuple[str, ...]:
    """Return the texts of a *part* of *record*."""
    value = getattr(record, part)
    return value if isinstance(value, tuple) else (str(value),)


def words_of(record: SearchRecord, part: str) -> list[str]:
    """Return the folded words of a *part* of *record*, in order."""
    return words(" ; ".join(values_of(record, part)))


def facets_of(record: SearchRecord) -> Iterator[tuple[str, str]]:
    """Yield the facets of *record* with their values."""
    for name, parts in FACETS.items():
        for part in parts:
            for value in values_of(record, part):
                yield name, value
