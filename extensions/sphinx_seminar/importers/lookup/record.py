"""A record of a work in CSL-JSON, read leniently: registries fill the same field in several ways.

Crossref gives titles and ISSNs as lists, names of bodies as ``name``, and dates in
several fields; DataCite writes numbers as text. What cannot be read is left out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.partialdate import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Longer texts are no title and no name.
LONGEST = 4000
MOST_NAMES = 1000

_DROPPED = frozenset({"Cc", "Cs", "Cn", "Co"})
# Marks that reorder what stands after them (UAX 9), and the byte order mark.
_REORDERING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DATES = ("issued", "published", "published-print", "published-online")
_ISO_DATE = re.compile(r"\s*([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?![0-9])")
_LAST_MONTH, _LAST_DAY = 12, 31


@dataclass(frozen=True, slots=True)
class RecordName:
    """A name in CSL's parts; a body has ``literal`` alone, as has a name not divided."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What a registry says about a work; titles may hold markup (``<i>``, MathML)."""

    type: str
    texts: Mapping[str, str]
    names: Mapping[str, tuple[RecordName, ...]]
    issued: PartialDate | None = None

    def text(self, *names: str) -> str:
        """Return the first of the texts *names* that is not empty."""
        return next((self.texts[name] for name in names if self.texts.get(name)), "")


def read_record(data: Mapping[str, Any]) -> Record:
    """Return the record in the CSL-JSON object *data*."""
    texts = {name: text for name, value in data.items() if (text := read_text(value))}
    names = {
        role: found
        for role in ("author", "editor", "translator")
        if (found := _names(data.get(role)))
    }
    dates = (_date(data.get(name)) for name in _DATES)
    return Record(texts.get("type", ""), texts, names, next((date for date in dates if date), None))


def read_text(value: object) -> str:
    """Return *value*, a text, a number or a list that begins with one, cleaned, or ''."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str | int) and item), "")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return cleaned(str(value))


def cleaned(text: str) -> str:
    """Return *text* in one line and NFC, without characters that print nothing."""
    text = _REORDERING.sub("", unicodedata.normalize("NFC", text[:LONGEST]))
    spaced = (" " if char.isspace() else char for char in text)
    kept = (char for char in spaced if unicodedata.category(char) not in _DROPPED)
    return " ".join("".join(kept).split())


def _names(value: object) -> tuple[RecordName, ...]:
    if not isinstance(value, list):
        return ()
    found = (_name(item) for item in value[:MOST_NAMES])
    return tuple(name for name in found if name)


def _name(item: object) -> RecordName | None:
    if isinstance(item, str):
        return RecordName(literal=text) if (text := cleaned(item)) else None
    if not isinstance(item, dict):
        return None
    family, given, suffix = (read_text(item.get(part)) for part in ("family", "given", "suffix"))
    particles = (item.get("dropping-particle"), item.get("non-dropping-particle"))
    particle = " ".join(filter(None, map(read_text, particles)))
    if family:
        return RecordName(family, given, particle, suffix)
    body = read_text(item.get("literal")) or read_text(item.get("name"))
    if body:
        return RecordName(literal=body, is_body=True)
    return RecordName(literal=given) if given else None


def _date(value: object) -> PartialDate | None:
    """Return the date in CSL's ``date-parts``, or in ``raw`` and ``literal`` as ISO 8601."""
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [_number(part) for part in parts[0][:3]]
    else:
        match = _ISO_DATE.match(read_text(value.get("raw")) or read_text(value.get("literal")))
        numbers = [_number(part) for part in match.groups()] if match else []
    year, month, day = (*numbers, 0, 0, 0)[:3]
    if not year:
        return None
    month = month if 1 <= month <= _LAST_MONTH else 0
    return PartialDate(year, month, day if month and 1 <= day <= _LAST_DAY else 0)


def _number(value: object) -> int:
    text = read_text(value)
    # Years of five digits and more are mistakes.
    return int(text) if text.isdecimal() and len(text) <= len("2019") else 0
