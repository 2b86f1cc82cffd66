"""What identifies the work of an entry: its own fields, then what its addresses say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.identifiers import (
    Identifiers,
    identifiers_of_url,
    parse_arxiv,
    parse_doi,
    parse_isbns,
)
from sphinx_seminar.parsing.bibtex.latexescape import unescaped

if TYPE_CHECKING:
    from collections.abc import Mapping

_WEB = re.compile(r"https?://[^\s{}|\\^`\"<>]+", re.IGNORECASE)
_ARXIV_HINT = re.compile(r"arxiv|corr|^abs/", re.IGNORECASE)
#: The fields whose value may be an address, the likeliest first.
_ADDRESSES = ("url", "ee", "link", "howpublished", "note", "homepage", "pdf", "adsurl")
_FIELDS = frozenset({
    "doi", "isbn", "eprint", "archiveprefix", "eprinttype", "arxiv", "arxivid", "journal",
    "journaltitle", "volume", "number", "pages", *_ADDRESSES,
})  # fmt: skip
#: An ISBN names a whole volume: in a chapter's entry it is the volume's.
_PARTS = frozenset({
    "article", "inbook", "incollection", "inproceedings", "inreference", "conference", "suppbook",
    "suppcollection", "suppperiodical",
})  # fmt: skip


class Identity(NamedTuple):
    """The identifiers, and the fields whose value is no identifier."""

    identifiers: Identifiers
    wrong: tuple[str, ...] = ()


def identify(entry_type: str, values: Mapping[str, str]) -> Identity:
    """Return the identifiers in the entry's own *values*."""
    fields = {name: unescaped(value) for name, value in values.items() if name in _FIELDS}
    wrong: list[str] = []
    doi = parse_doi(fields["doi"]) if fields.get("doi") else ""
    if not doi and fields.get("doi"):
        wrong.append("doi")
    isbns = parse_isbns(fields["isbn"]) if fields.get("isbn") else ()
    if not isbns and any(char.isdigit() for char in fields.get("isbn", "")):
        wrong.append("isbn")
    arxiv = _arxiv(fields)
    urls = _urls(fields)
    for url in urls:
        if doi and (arxiv or "arxiv" not in url.lower()):
            continue
        derived = identifiers_of_url(url)
        doi = doi or derived.doi
        arxiv = arxiv or derived.arxiv
    if not arxiv and doi.startswith("10.48550/"):
        arxiv = parse_arxiv(doi.removeprefix("10.48550/arxiv."))
    own = () if entry_type in _PARTS else isbns
    return Identity(Identifiers(doi, arxiv, own, urls), tuple(wrong))


def _arxiv(fields: Mapping[str, str]) -> str:
    """Return the arXiv identifier that the fields of arXiv, DBLP or Google Scholar hold, or ''."""
    eprint = fields.get("eprint", "")
    archive = fields.get("archiveprefix", "") or fields.get("eprinttype", "")
    if eprint and (not archive or archive.lower() == "arxiv"):
        return parse_arxiv(eprint)
    for name in ("arxiv", "arxivid"):
        if fields.get(name):
            return parse_arxiv(fields[name])
    journal = fields.get("journal", "") or fields.get("journaltitle", "")
    if journal and _ARXIV_HINT.search(journal):
        places = (journal, *(fields.get(name, "") for name in ("volume", "number", "pages")))
        return next((found for found in map(parse_arxiv, places) if found), "")
    for name in ("howpublished", "note"):
        value = fields.get(name, "")
        if value.lower().startswith("arxiv"):
            return parse_arxiv(value)
    return ""


def _urls(fields: Mapping[str, str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in _ADDRESSES:
        value = fields.get(name, "")
        if "://" in value:
            found.update((url.rstrip(".,;)"), None) for url in _WEB.findall(value))
    return tuple(found)
