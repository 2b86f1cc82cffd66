"""A record: one thing that can be found, flat, and the lines of JSON that hold many."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
#: The file beside the doctrees that holds the records of the last build, as lines of JSON.
RECORDS = "seminar-search-records.jsonl"
#: What the full-text database is called where it is published beside the pages.
DATABASE = "archive.sqlite"


class RecordKind(StrEnum):
    """What a record stands for; the values are those of ``kind:`` in a query."""

    TALK = "talk"
    SESSION = "session"
    READING = "reading"
    SPEAKER = "speaker"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that can be found; ``url`` is relative to the root of the site.

    What another archive holds has its address there, and every record then the titles of its
    ``archives``. ``date`` is ISO 8601 as far as it is known, ``years`` every year it belongs to;
    ``readings`` names what was read for it, ``about`` are the topics of the talks that it
    belongs to, ``detail`` is a line under the title.
    """

    kind: RecordKind
    url: str
    title: str
    text: str = ""
    date: str = ""
    years: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    language: str = ""
    detail: str = ""
    archives: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Return the record as one line; what is empty is left out."""
        values = ((name, getattr(self, name)) for name in _FIELDS)
        return _ENCODER.encode({name: value for name, value in values if value})


# `asdict` copies every value, and `dumps` makes an encoder each time: half of the cost.
_FIELDS = tuple(field.name for field in fields(SearchRecord))
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def as_lines(records: Iterable[SearchRecord]) -> bytes:
    """Return *records* as JSON lines."""
    lines = "".join(f"{record.as_json()}\n" for record in records)
    return lines.encode("utf-8", "replace")


def digest_of(lines: bytes, salt: str) -> str:
    """Return the digest of records written as *lines*, made by the program *salt*."""
    return blake2b(lines, digest_size=16, key=salt.encode()[:64]).hexdigest()


def read_lines(lines: bytes) -> list[SearchRecord]:
    """Return the records that :func:`as_lines` wrote.

    :raises ValueError: when a line is none.
    """
    found = []
    for line in lines.splitlines():
        try:
            values = json.loads(line)
            values = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
            found.append(SearchRecord(**{**values, "kind": RecordKind(values["kind"])}))
        except (TypeError, KeyError, AttributeError, RecursionError) as problem:
            raise ValueError(f"line {len(found) + 1}: {problem}") from problem
    return found
