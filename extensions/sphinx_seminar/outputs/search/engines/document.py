"""A search record as a document of an engine: what is shown, and what is searched.

Engines fold accents and divide words each in its own way. So they search texts that were
folded and divided here, as everywhere (:mod:`..normalising`), and show others. ``id`` follows
from kind and address, so that a record sent twice is one; ``digest`` from all of it, so
that a record that did not change need not be sent.
"""

from __future__ import annotations

import json
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any

from sphinx_seminar.outputs.search.engines.fields import DIGEST, LISTS, SHOWN, SORTED
from sphinx_seminar.outputs.search.entries import FIELDS
from sphinx_seminar.outputs.search.normalising import field_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.outputs.search.record import SearchRecord

#: Changes when the same records would make other documents.
FORMAT = 1

Document = dict[str, Any]


def documents(records: Iterable[SearchRecord]) -> Iterator[Document]:
    """Yield the documents of *records*, each with an id of its own."""
    seen: dict[str, int] = {}
    for record in records:
        name = f"{record.kind.value}-{_digest_of(f'{record.kind.value} {record.url}')}"
        seen[name] = seen.get(name, 0) + 1
        yield _document(record, name if seen[name] == 1 else f"{name}-{seen[name]}")


def _digest_of(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _document(record: SearchRecord, name: str) -> Document:
    shown = {
        "kind": record.kind.value,
        **{field: getattr(record, field) for field in SHOWN},
        **{field: list(getattr(record, field)) for field in LISTS},
        "topics": _topics(record),
    }
    searched = {
        "title_words": _folded(record.title),
        "name_words": _folded(*record.speakers, record.detail),
        "other_words": _folded(*record.topics, *record.readings),
        "field_words": " ".join(_field_words(record)),
        "text_words": _folded(record.text, *record.about),
    }
    known = {field: value for field, value in (shown | searched).items() if value}
    known[SORTED] = _stamp(record.date)
    text = f"{FORMAT} {json.dumps(known, ensure_ascii=False, sort_keys=True)}"
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
    return {"id": name, **known, DIGEST: digest}


def _folded(*texts: str) -> str:
    return " ".join(word for text in texts for word in words(text))


def _field_words(record: SearchRecord) -> Iterator[str]:
    fields = {"speaker": record.speakers, "read": record.readings, "topic": _topics(record)}
    for field, values in fields.items():
        for value in values:
            yield from field_words(FIELDS[field], words(value))


def _topics(record: SearchRecord) -> list[str]:
    return [*record.topics, *record.about]


def _stamp(date: str) -> int:
    year, month, day = (*date.split("-"), "", "")[:3] if date else ("", "", "")
    return int(f"{year or 0:0>4}{month or 0:0>2}{day or 0:0>2}")


def line_of(document: Document) -> str:
    """Return *document* as one line of JSON, with its line break."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", "replace").decode()
