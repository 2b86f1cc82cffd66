"""A record as a BibTeX entry: its type and its fields in order, LaTeX without delimiters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.lookup.keys import key_for
from sphinx_seminar.importers.lookup.latextext import bare_text, latex_of
from sphinx_seminar.importers.lookup.target import Target, TargetKind
from sphinx_seminar.model.identifiers import Identifiers, parse_doi, parse_isbns
from sphinx_seminar.model.links import allowed_target, resolved_doi

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_seminar.importers.lookup.record import Record, RecordName

_TYPES = {
    "article-journal": "article", "journal-article": "article", "article-magazine": "article",
    "article-newspaper": "article", "review": "article", "review-book": "article",
    "paper-conference": "inproceedings", "proceedings-article": "inproceedings",
    "chapter": "incollection", "book-chapter": "incollection", "book-section": "incollection",
    "book-part": "incollection", "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection", "reference-entry": "incollection", "book": "book",
    "monograph": "book", "edited-book": "book", "reference-book": "book",
    "proceedings": "proceedings", "thesis": "phdthesis", "dissertation": "phdthesis",
    "report": "techreport", "manuscript": "unpublished",
}  # fmt: skip
_PARTS = frozenset({"incollection", "inproceedings"})
#: What the field of the publisher is called.
_PUBLISHERS = {"phdthesis": "school", "techreport": "institution", "misc": "howpublished"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_AND = re.compile(r"\band\b|,", re.IGNORECASE)
#: ``month`` is written as one of BibTeX's macros, without delimiters.
MACRO_FIELDS = frozenset({"month"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be written: fields by BibTeX's names, in order, with what identifies the work.

    ``title`` and ``year`` are as people read them, for messages and for comparison.
    """

    key: str
    entry_type: str
    fields: tuple[tuple[str, str], ...]
    identifiers: Identifiers
    title: str = ""
    year: int | None = None
    family: str = ""

    @classmethod
    def empty(cls) -> Draft:
        """Return an entry of which nothing is known."""
        return cls("", "misc", (), Identifiers())

    def get(self, name: str) -> str:
        """Return the field *name*, '' when there is none."""
        return dict(self.fields).get(name, "")

    def keyed(self, taken: Container[str]) -> Draft:
        """Return the draft with the key that the rule gives among *taken*, in small letters."""
        word = self.title or _words_of_address(self.get("url"))
        return replace(self, key=key_for(self.family, self.year, word, taken))


def draft_of(record: Record, target: Target) -> Draft:
    """Return the entry that *record*, found for *target*, makes; its key is still empty."""
    arxiv = target.value if target.kind is TargetKind.ARXIV else ""
    entry_type = "misc" if arxiv else _TYPES.get(record.type, "misc")
    doi = parse_doi(record.text("DOI")) or target.identifiers.doi
    isbns = parse_isbns(record.text("ISBN", "isbn")) or target.identifiers.isbns
    fields = {
        **_people(record),
        "title": latex_of(_title(record), is_title=True),
        **_container(record, entry_type),
        **_issued(record),
        "volume": latex_of(record.text("volume")),
        "number": latex_of(
            record.text("issue", *(["number"] if entry_type == "techreport" else []))
        ),
        "pages": latex_of(_DASHES.sub("--", record.text("page"))),
        **_publication(record, entry_type, is_arxiv=bool(arxiv)),
        "isbn": isbns[0] if isbns else "",
        "eprint": arxiv,
        "archivePrefix": "arXiv" if arxiv else "",
        **_way(doi, record.text("URL") or target.url),
    }
    if entry_type == "article" and not fields["pages"]:
        fields["eid"] = latex_of(record.text("article-number", "number"))
    kept = tuple((name, value) for name, value in fields.items() if value)
    own = Identifiers(doi, arxiv, () if entry_type in _PARTS else isbns, target.identifiers.urls)
    issued = record.issued
    people = record.names.get("author") or record.names.get("editor") or ()
    return Draft(
        "",
        entry_type,
        kept,
        own,
        bare_text(_title(record)),
        issued.year if issued else None,
        family_of(people[0]) if people else "",
    )


def stub_of(target: Target) -> Draft:
    """Return an entry for a work of which *target* alone is known."""
    known = target.identifiers
    fields = {
        "isbn": known.isbns[0] if known.isbns else "",
        "eprint": known.arxiv,
        "archivePrefix": "arXiv" if known.arxiv else "",
        **_way(known.doi, target.url),
    }
    kept = tuple((name, value) for name, value in fields.items() if value)
    return Draft("", "misc", kept, known)


def written_name(name: RecordName) -> str:
    """Return *name* as BibTeX reads it: ``Family, Given``; bodies in braces."""
    if name.literal:
        latex = latex_of(name.literal)
        is_word = _AND.search(latex.partition(",")[0]) or latex.casefold() == "others"
        return f"{{{latex}}}" if name.is_body or is_word else latex
    family = _name_part(f"{name.particle} {name.family}".strip())
    if not name.given and " " in family:
        return f"{{{latex_of(name.family)}}}"
    parts = [family, *([_name_part(name.suffix)] if name.suffix else []), _name_part(name.given)]
    written = ", ".join(part for part in parts if part)
    return f"{{{written}}}" if written.casefold() == "others" else written


def family_of(name: RecordName) -> str:
    """Return the family name for the key; of a name not divided, the last word."""
    if name.literal:
        return bare_text(name.literal if name.is_body else name.literal.split()[-1])
    return bare_text(name.family)


def address_field(url: str) -> str:
    """Return *url* as a field, '' when it is no address to be followed."""
    # Braces and quotation marks would end the value, and no address needs them.
    for char in '{}"\\ ':
        url = url.replace(char, f"%{ord(char):02X}")
    return url if url and allowed_target(url) else ""


def _name_part(text: str) -> str:
    latex = latex_of(text)
    return f"{{{latex}}}" if _AND.search(latex) else latex


def _people(record: Record) -> dict[str, str]:
    return {role: " and ".join(map(written_name, names)) for role, names in record.names.items()}


def _title(record: Record) -> str:
    title, subtitle = record.text("title"), record.text("subtitle")
    has_subtitle = subtitle and subtitle.casefold() not in title.casefold()
    return f"{title}: {subtitle}" if title and has_subtitle else title


def _container(record: Record, entry_type: str) -> dict[str, str]:
    container = latex_of(record.text("container-title"))
    if entry_type == "article":
        return {"journal": container}
    return {"booktitle": container} if entry_type in _PARTS else {}


def _issued(record: Record) -> dict[str, str]:
    if record.issued is None:
        return {}
    month = record.issued.month
    return {"year": str(record.issued.year), "month": _MONTHS[month - 1] if month else ""}


def _publication(record: Record, entry_type: str, *, is_arxiv: bool) -> dict[str, str]:
    publisher = latex_of(record.text("publisher"))
    if entry_type == "article" or is_arxiv:
        return {}
    series = latex_of(record.text("collection-title"))
    return {
        _PUBLISHERS.get(entry_type, "publisher"): publisher,
        "address": latex_of(record.text("publisher-place")),
        "edition": latex_of(record.text("edition")),
        "series": series if entry_type in {"book", "proceedings", *_PARTS} else "",
    }


def _way(doi: str, url: str) -> dict[str, str]:
    """Return the fields that lead to the work: its DOI, or else an address."""
    # In a doi field "_" and "%" are the identifier's own; these would end the value.
    if doi and not set(doi) & set('{}"\\'):
        return {"doi": doi}
    return {"url": address_field(resolved_doi(f"doi:{doi}") if doi else url)}


def _words_of_address(url: str) -> str:
    """Return the last step of the path of *url*, without its suffix."""
    last = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    stem = last.partition(".")[0]
    return re.sub(r"[^A-Za-z]+", "", stem)
