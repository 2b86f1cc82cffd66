"""RIS: what EndNote, Mendeley, Zotero and library catalogues import.

*RIS Format Specifications* (Research Information Systems, 2011): lines of a tag, two
spaces, a hyphen, a space and a value, ended by CRLF; a record ends with ``ER  - ``. A value
is one line: it can open no record and add no field.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "article": "UNPB",
    "review": "JOUR",
    "book": "BOOK",
    "pamphlet": "PAMP",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "entry-encyclopedia": "ENCYC",
    "periodical": "SER",
    "thesis": "THES",
    "report": "RPRT",
    "manuscript": "UNPB",
    "webpage": "ELEC",
    "patent": "PAT",
    "dataset": "DATA",
    "software": "COMP",
    "standard": "STAND",
    "personal_communication": "PCOMM",
    "motion_picture": "VIDEO",
    "song": "SOUND",
    "graphic": "ART",
    "figure": "FIGURE",
    "legal_case": "CASE",
    "legislation": "STAT",
    "speech": "SLIDE",
}
_NAMES = (
    ("author", "AU"),
    ("editor", "A2"),
    ("container-author", "A3"),
    ("translator", "A4"),
    ("director", "A2"),
    ("compiler", "A2"),
    ("contributor", "A4"),
)
_FIELDS = (
    ("title-short", "ST"),
    ("volume", "VL"),
    ("issue", "IS"),
    ("number", "M1"),
    ("collection-title", "T3"),
    ("edition", "ET"),
    ("chapter-number", "SE"),
    ("number-of-volumes", "NV"),
    ("publisher", "PB"),
    ("publisher-place", "CY"),
    ("genre", "M3"),
    ("language", "LA"),
    ("archive", "DB"),
    ("archive_location", "AN"),
    ("DOI", "DO"),
    ("URL", "UR"),
    ("abstract", "AB"),
    ("annote", "RN"),
    ("note", "N1"),
)
_ABBREVIATED = ("container-title-short", "J2")
#: Whatever ends a line somewhere: C0 and C1 controls, U+2028, U+2029.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def export_ris(items: Iterable[dict[str, Any]]) -> bytes:
    """Return *items* (CSL-JSON without markup) as a RIS file."""
    return "".join(record(item) for item in items).encode("utf-8", "replace")


def record(item: dict[str, Any]) -> str:
    """Return one *item* as a RIS record."""
    values = ((tag, _BREAKS.sub(" ", value).strip()) for tag, value in _lines(item))
    lines = [f"{tag}  - {value}\r\n" for tag, value in values if value]
    return f"TY  - {_TYPES.get(item['type'], 'GEN')}\r\n{''.join(lines)}ER  - \r\n"


def _lines(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for variable, tag in _NAMES:
        for name in item.get(variable, ()):
            yield tag, ris_name(name)
    yield "TI", item.get("title", "")
    container = item.get("container-title") or item.get("event-title", "")
    yield "T2", container
    if container and item["type"] == "article-journal":
        yield "JO", container
    yield _ABBREVIATED[1], item.get(_ABBREVIATED[0], "")
    yield from _date(item.get("issued", {}))
    yield from _pages(item)
    for variable, tag in _FIELDS:
        if variable in item:
            yield tag, str(item[variable])
    for number in item.get("ISBN", item.get("ISSN", "")).split():
        yield "SN", number
    for keyword in re.split(r"[,;]", item.get("keyword", "")):
        yield "KW", keyword.strip()
    if parts := item.get("accessed", {}).get("date-parts"):
        yield "Y2", _slashed(parts[0])
    yield "ID", item["id"]


def ris_name(name: dict[str, Any]) -> str:
    """Return ``Family, Given, Suffix``; a body's comma at the end keeps it from being split."""
    if literal := name.get("literal"):
        return f"{literal.replace(',', '')},"
    particle = name.get("non-dropping-particle", "")
    space = "" if particle.endswith(("'", "’", "-")) or not particle else " "
    parts = [f"{particle}{space}{name['family']}", name.get("given", ""), name.get("suffix", "")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ", ".join(parts)


def _date(issued: dict[str, Any]) -> Iterator[tuple[str, str]]:
    parts = issued.get("date-parts")
    if not parts:
        yield "PY", issued.get("literal", "")
        return
    year, *rest = parts[0]
    # RIS has no years before the Common Era: they are text in the last part of the date.
    if year < 0:
        yield "DA", f"///{-year} BC"
        return
    yield "PY", f"{year:04d}"
    if rest:
        yield "DA", _slashed(parts[0])


def _slashed(parts: list[int]) -> str:
    padded = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])]
    return "/".join([*padded, "", ""][:3]) + "/"


def _pages(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if pages := item.get("page"):
        first, _, last = pages.partition("-")
        yield "SP", first.strip()
        yield "EP", last.strip()
    elif total := item.get("number-of-pages"):
        yield "SP", total
