"""COinS: an OpenURL ContextObject in a span for every reading, as Zotero collects them.

*OpenURL COinS* (Hellman and others, 2005); ANSI/NISO Z39.88-2004, the matrices of the
journal, book, dissertation, patent and Dublin Core formats.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_seminar.model.csl.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_MATRIX = "info:ofi/fmt:kev:mtx:"
_FORMATS = {
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "review": ("journal", "article"),
    "book": ("book", "book"),
    "pamphlet": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "entry-encyclopedia": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
    "patent": ("patent", ""),
}
#: Dublin Core has types of its own; these are the names that Zotero knows.
_DC_TYPES = {
    "article": "preprint",
    "webpage": "webpage",
    "software": "computerProgram",
    "dataset": "dataset",
    "manuscript": "manuscript",
    "speech": "presentation",
    "standard": "standard",
}
_PARTS = frozenset({"bookitem", "proceeding", "article"})


def coins_span(item: dict[str, Any]) -> str:
    """Return *item* (CSL-JSON without markup) as an empty span with a ContextObject."""
    pairs = "&".join(
        # Readers of COinS take a plus sign, encoded or not, for a space: none is better.
        f"{name}={quote(' '.join(value.split()), safe=':/(),;.-_~!*')}"
        for name, value in _pairs(item)
        if value
    )
    return f'<span class="Z3988" title="{escape(pairs)}"></span>'


def _pairs(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    form, genre = _FORMATS.get(item["type"], ("dc", ""))
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"{_MATRIX}{form}"
    yield "rfr_id", "info:sid/sphinx-seminar"
    if "DOI" in item:
        yield "rft_id", f"info:doi/{item['DOI']}"
    if "ISBN" in item:
        yield "rft_id", f"urn:isbn:{item['ISBN'].split()[0]}"
    if "URL" in item:
        yield "rft_id", item["URL"]
    yield "rft.genre", genre
    yield from _titles(item, form, genre)
    for name in item.get("author", ()):
        yield _name(name, form)
    yield ("rft.appldate" if form == "patent" else "rft.date"), iso_date(item.get("issued", {}))
    yield "rft.volume", item.get("volume", "")
    yield "rft.issue", item.get("issue", "")
    yield from _pages(item)
    yield "rft.place", item.get("publisher-place", "")
    yield ("rft.inst" if form == "dissertation" else "rft.publisher"), item.get("publisher", "")
    yield "rft.edition", item.get("edition", "")
    yield "rft.series", item.get("collection-title", "")
    yield "rft.isbn", item.get("ISBN", "").partition(" ")[0]
    yield "rft.issn", item.get("ISSN", "")
    if form == "patent":
        yield "rft.number", item.get("number", "")


def _titles(item: dict[str, Any], form: str, genre: str) -> Iterator[tuple[str, str]]:
    title, container = item.get("title", ""), item.get("container-title", "")
    if genre in _PARTS:
        yield "rft.atitle", title
        yield ("rft.jtitle" if form == "journal" else "rft.btitle"), container
    elif form == "book":
        yield "rft.btitle", title
    else:
        if form == "dc":
            yield "rft.type", _DC_TYPES.get(item["type"], "document")
            yield "rft.source", container
        yield "rft.title", title


def _name(name: dict[str, Any], form: str) -> tuple[str, str]:
    if "literal" in name:
        return "rft.aucorp", name["literal"]
    particle = name.get("non-dropping-particle", "")
    space = " " if particle and not particle.endswith(("'", "’", "-")) else ""
    family = f"{particle}{space}{name['family']}"
    given = " ".join(filter(None, (name.get("given"), name.get("suffix"))))
    if not given:
        # Without a comma a reader would split it.
        return ("rft.invlast" if form == "patent" else "rft.aulast"), family
    return ("rft.inventor" if form == "patent" else "rft.au"), f"{family}, {given}"


def _pages(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    pages = item.get("page", "")
    yield "rft.pages", pages
    first, dash, last = pages.partition("-")
    if dash:
        yield "rft.spage", first
        yield "rft.epage", last
    yield "rft.tpages", item.get("number-of-pages", "")
