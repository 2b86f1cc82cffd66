"""From search records to what Pagefind indexes: words, filters, the date to sort by.

Pagefind holds one index for each language and a browser loads that of its page, so all
records go into one. Every record carries the word :data:`EVERYTHING`, by which an empty
query lists all of them: Pagefind's own way to do that loads every file of the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.outputs.search.normalising import (
    field_words,
    spaced,
    transliterated,
    words,
    written_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.outputs.search.record import SearchRecord

EVERYTHING = "qqall"
LANGUAGE = "en"
#: Prefixes of the words of fields: ``speaker:zhu`` asks for ``qqszhu``.
FIELDS = {"speaker": "qqs", "read": "qqr", "topic": "qqt"}
#: One filter holds all facets, as ``year:2025``: a filter is a file, and a file a request.
FILTER = "f"
#: Sorts before every date: Pagefind leaves out of a sorted list what has no value.
NO_DATE = "0000"
#: Shorter words are not corrected.
SHORTEST_CORRECTED = 4


def pagefind_record(record: SearchRecord) -> dict[str, object]:
    """Return *record* as Pagefind's ``AddRecord`` takes it."""
    meta = {
        "title": spaced(record.title),
        "alt": " ".join((EVERYTHING, *_hidden_words(record))),
    }
    optional = {
        "speakers": "; ".join(record.speakers),
        "topics": "; ".join(record.topics),
        "about": "; ".join(record.about),
        "readings": "; ".join(record.readings),
        "detail": record.detail,
        "date": record.date,
        "lang": record.language,
    }
    meta |= {name: spaced(value) for name, value in optional.items() if value}
    facets = {
        "kind": (record.kind.value,),
        "year": record.years,
        "series": record.series,
        "term": record.terms,
        "topic": (*record.topics, *record.about),
        "archive": record.archives,
    }
    return {
        "url": record.url,
        "content": spaced(record.text) or EVERYTHING,
        "language": LANGUAGE,
        "meta": meta,
        "filters": {FILTER: [f"{name}:{one}" for name, values in facets.items() for one in values]},
        "sort": {"date": record.date or NO_DATE},
    }


def _hidden_words(record: SearchRecord) -> list[str]:
    """Return transliterations of accented words, and the words of the fields of a query."""
    texts = (
        record.title,
        record.text,
        record.detail,
        *record.speakers,
        *record.topics,
        *record.about,
    )
    folded = (
        transliterated(word)
        for text in (*texts, *record.readings)
        if not text.isascii()
        for word in written_words(text)
    )
    found = [word for word in folded if word]
    for field, values in (
        ("speaker", record.speakers),
        ("read", record.readings),
        ("topic", (*record.topics, *record.about)),
    ):
        for value in values:
            found += field_words(FIELDS[field], value)
    return list(dict.fromkeys(found))


def vocabulary(records: Iterable[SearchRecord]) -> list[str]:
    """Return the words of titles and names, from which a misspelt word is corrected."""
    found: set[str] = set()
    for record in records:
        for text in (record.title, *record.speakers, *record.topics, *record.readings):
            found.update(
                word
                for word in words(text)
                if len(word) >= SHORTEST_CORRECTED and not any(map(str.isdigit, word))
            )
    return sorted(found)
