"""Highwire tags (``citation_*``), as Google Scholar and reference managers read them.

*Inclusion Guidelines for Webmasters* (Google Scholar). They describe what a page publishes:
a talk, where the page holds one; a reading only where the archive's owner says so, since a
search engine takes the host of a page with these tags for the publisher.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.csl.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTAINERS = {
    "article-journal": "citation_journal_title",
    "paper-conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "speech": "citation_conference_title",
}
_HOUSES = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}
_FIELDS = (
    ("volume", "citation_volume"),
    ("issue", "citation_issue"),
    ("DOI", "citation_doi"),
    ("ISBN", "citation_isbn"),
    ("ISSN", "citation_issn"),
    ("language", "citation_language"),
)


def highwire_tags(item: dict[str, Any]) -> str:
    """Return the tags of *item* (CSL-JSON without markup)."""
    return "".join(
        f'<meta name="{name}" content="{escape(" ".join(value.split()))}" />\n'
        for name, value in _pairs(item)
        if value
    )


def _pairs(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kind = item["type"]
    yield "citation_title", item.get("title", "")
    for name in item.get("author", ()):
        yield "citation_author", _name(name)
    yield "citation_publication_date", iso_date(item.get("issued", {})).replace("-", "/")
    container = item.get("container-title") or item.get("event-title", "")
    if kind in _CONTAINERS:
        yield _CONTAINERS[kind], container
    yield _HOUSES.get(kind, "citation_publisher"), item.get("publisher", "")
    for variable, name in _FIELDS:
        yield name, str(item.get(variable, ""))
    first, dash, last = item.get("page", "").partition("-")
    yield "citation_firstpage", first
    if dash:
        yield "citation_lastpage", last


def _name(name: dict[str, Any]) -> str:
    if "literal" in name:
        return str(name["literal"])
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    return ", ".join(filter(None, (family, name.get("given"), name.get("suffix"))))
