"""A reading of another archive, from an item of CSL-JSON: what a reference shows of it.

The reverse of :mod:`sphinx_seminar.model.csl`. A string's markup becomes styles; anything
else that looks like markup is text.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.links import host_of, refusal
from sphinx_seminar.model.partialdate import DateRange, PartialDate
from sphinx_seminar.model.reading import Contributors, Name, Reading, Role
from sphinx_seminar.model.richtext import RichText, Run, Style, joined, rich
from sphinx_seminar.parsing.bibtex.identities import identify

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "review",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "entry-encyclopedia": "inreference",
    "pamphlet": "booklet",
    "periodical": "periodical",
    "thesis": "thesis",
    "report": "report",
    "manuscript": "unpublished",
    "webpage": "online",
    "post": "online",
    "post-weblog": "online",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "standard": "standard",
    "personal_communication": "letter",
}
_PARTS = frozenset({"incollection", "inproceedings", "inreference"})
_ARTICLES = frozenset({"article", "review", "periodical"})
_HOUSED = frozenset({"thesis", "report"})
_ROLES = {
    "author": Role.AUTHOR,
    "editor": Role.EDITOR,
    "translator": Role.TRANSLATOR,
    "container-author": Role.BOOKAUTHOR,
}
#: Variables that are one field whatever the type.
_FIELDS = {
    "title": "title",
    "collection-title": "series",
    "volume": "volume",
    "edition": "edition",
    "chapter-number": "chapter",
    "number-of-volumes": "volumes",
    "event-title": "eventtitle",
    "publisher-place": "location",
    "issue": "number",
    "collection-number": "number",
    "number": "number",
    "page": "pages",
    "genre": "type",
    "version": "version",
    "status": "pubstate",
    "archive": "eprinttype",
    "archive_location": "eprint",
    "DOI": "doi",
    "ISBN": "isbn",
    "URL": "url",
}
#: What the fields above need of an item; titles are strings with markup.
VARIABLES = (*_FIELDS, "container-title", "publisher")
NAMES = tuple(_ROLES)
_OTHERS = "others"
_MOST_NAMES = 200

_TAGS = {
    "i": Style.EMPHASIS,
    "b": Style.STRONG,
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
    "sc": Style.SMALLCAPS,
}
_TOKEN = re.compile(r"</?(?:i|b|sup|sub|sc)>|<span(?: [a-z]{1,8}=\"[^\"<>]{0,60}\")?>|</span>")
_FORMULA = re.compile(r"\$([^$]+)\$")
#: Stands behind a ``<`` that is text (model/csl/markup.py).
_JOINER = "\u2060"
_LAST_MONTH, _LAST_DAY, _FIRST_SEASON = 12, 31, 21


def parse_item(key: str, item: dict[str, Any]) -> Reading:
    """Return the reading *key* that *item* describes; its values have the types of CSL-JSON."""
    entry_type = _TYPES.get(item["type"], "misc")
    fields = dict(_fields(entry_type, item))
    values = {name: "".join(run.text for run in text) for name, text in fields.items()}
    identifiers = identify(entry_type, values).identifiers
    urls = tuple(url for url in identifiers.urls if host_of(url) and not refusal(url))
    digest = blake2b(repr(item).encode("utf-8", "replace"), digest_size=12).hexdigest()
    return Reading(
        key,
        entry_type,
        tuple(fields.items()),
        tuple(_contributors(item)),
        _issued(item.get("issued")),
        type(identifiers)(identifiers.doi, identifiers.arxiv, identifiers.isbns, urls),
        digest,
    )


def _fields(entry_type: str, item: dict[str, Any]) -> Iterator[tuple[str, RichText]]:
    for variable, name in _FIELDS.items():
        if value := item.get(variable):
            yield name, parse_markup(value) if variable == "title" else rich(value)
    if container := item.get("container-title"):
        name = "booktitle" if entry_type in _PARTS else "maintitle"
        yield "journaltitle" if entry_type in _ARTICLES else name, parse_markup(container)
    if house := item.get("publisher"):
        yield "institution" if entry_type in _HOUSED else "publisher", rich(house)


def _contributors(item: dict[str, Any]) -> Iterator[Contributors]:
    for variable, role in _ROLES.items():
        listed = item.get(variable, ())[:_MOST_NAMES]
        others = any(one.get("literal") == _OTHERS for one in listed)
        names = tuple(name for one in listed if (name := _name(one)))
        if names:
            yield Contributors(role, names, others)


def _name(one: dict[str, str]) -> Name | None:
    literal = one.get("literal", "")
    if literal:
        return Name(literal, corporate=True) if literal != _OTHERS else None
    family, given = one.get("family", ""), one.get("given", "")
    if not family:
        return Name(given) if given else None
    return Name(family, given, one.get("non-dropping-particle", ""), one.get("suffix", ""))


def _issued(value: dict[str, Any] | None) -> DateRange | None:
    dates = [date for parts in (value or {}).get("date-parts", ()) if (date := _date(parts))]
    if value is None or not dates:
        return None
    season = value.get("season", 0)
    if season and not dates[0].month:
        dates[0] = PartialDate(dates[0].year, _FIRST_SEASON - 1 + season)
    is_open = len(dates) == 1 and value.get("literal", "").endswith("–")
    return DateRange(dates[0], None if is_open else dates[-1], approximate=bool(value.get("circa")))


def _date(parts: list[int]) -> PartialDate | None:
    year, month, day = (*parts, 0, 0, 0)[:3]
    if not year or abs(year) > 9999:  # noqa: PLR2004 (no calendar goes on)
        return None
    month = month if 1 <= month <= _LAST_MONTH else 0
    # CSL has no year 0; ISO 8601's is 1 BC.
    return PartialDate(
        year if year > 0 else year + 1, month, day if month and 1 <= day <= _LAST_DAY else 0
    )


def parse_markup(text: str) -> RichText:
    """Return the runs of a CSL string: its own few tags are styles, all else is text."""
    runs: list[Run] = []
    opened: list[Style | None] = []
    position = 0
    for found in _TOKEN.finditer(text):
        runs += _runs(text[position : found.start()], opened)
        position = found.end()
        tag = found[0].strip("</>")
        if not found[0].startswith("</"):
            opened.append(_TAGS.get(tag) or _span_style(tag))
        elif opened:
            opened.pop()
    runs += _runs(text[position:], opened)
    return joined(runs)


def _span_style(tag: str) -> Style | None:
    if "small-caps" in tag:
        return Style.SMALLCAPS
    return Style.NOCASE if "nocase" in tag else None


def _runs(text: str, opened: list[Style | None]) -> Iterator[Run]:
    styles = tuple(sorted({style for style in opened if style}))
    plain = text.replace(f"<{_JOINER}", "<")
    # Formulas are written with their case protected; other dollars are money.
    formula = _FORMULA.fullmatch(plain) if Style.NOCASE in styles else None
    yield Run(formula[1], (Style.MATH,)) if formula else Run(plain, styles)
