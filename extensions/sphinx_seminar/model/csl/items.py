"""A reading as an item of CSL-JSON: which field becomes which variable.

Only titles carry markup: no style changes the case of anything else, and reference
managers show markup in other fields as it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.csl.dates import csl_day, csl_issued
from sphinx_seminar.model.csl.markup import marked_up, unmarked
from sphinx_seminar.model.csl.names import csl_names
from sphinx_seminar.model.csl.types import ARTICLES, PARTS, csl_type
from sphinx_seminar.model.identifiers import Identifiers
from sphinx_seminar.model.reading import Role
from sphinx_seminar.model.richtext import Run, Style, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_seminar.model.reading import Name, Reading
    from sphinx_seminar.model.richtext import RichText

    Write = Callable[[RichText], str]

_DASH = re.compile(r"\s*(?:-{1,3}|[\u2010-\u2015])\s*")
_LATEX = re.compile(r"[{}$~]|\\[a-zA-Z]*")
_NO_IDENTIFIERS = Identifiers()
#: What a thesis or a report is, where the entry's type says it and no field does.
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
}
#: biblatex's keys of types, in words; CSL has no terms for them.
_GENRE_KEYS = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate’s thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
#: Variables that are one field in plain words, whatever the type.
_FIELDS = (
    ("collection-title", ("series",)),
    ("volume", ("volume",)),
    ("edition", ("edition",)),
    ("chapter-number", ("chapter",)),
    ("number-of-volumes", ("volumes",)),
    ("number-of-pages", ("pagetotal", "numpages")),
    ("event-title", ("eventtitle",)),
    ("event-place", ("venue",)),
    ("publisher-place", ("location", "address", "place")),
    ("ISSN", ("issn", "eissn")),
    ("PMID", ("pmid",)),
    ("PMCID", ("pmcid",)),
    ("version", ("version",)),
    ("status", ("pubstate",)),
    ("title-short", ("shorttitle",)),
    ("container-title-short", ("shortjournal",)),
    ("original-title", ("origtitle",)),
    ("original-publisher", ("origpublisher",)),
    ("original-publisher-place", ("origlocation",)),
    ("language", ("langid", "language", "hyphenation")),
    ("abstract", ("abstract",)),
    ("annote", ("annotation", "annote")),
    ("keyword", ("keywords",)),
    ("part-title", ("issuetitle",)),
    ("part", ("part",)),
)  # fmt: skip
_DATES = (
    ("accessed", "urldate"),
    ("event-date", "eventdate"),
    ("original-date", "origdate"),
)
_HOUSES = ("publisher", "school", "institution", "organization")
_EPRINTS = {"arxiv": "arXiv", "jstor": "JSTOR", "pubmed": "PubMed", "hal": "HAL", "hdl": "HDL"}


def csl_item(reading: Reading) -> dict[str, Any]:
    """Return *reading* as a CSL-JSON item with CSL's markup in its strings."""
    return _item(reading, marked_up)


def plain_item(reading: Reading) -> dict[str, Any]:
    """Return *reading* as a CSL-JSON item without markup, for formats that have none."""
    return _item(reading, unmarked)


def _item(reading: Reading, write: Write) -> dict[str, Any]:
    kind = csl_type(reading)
    fields = dict(reading.fields)
    item: dict[str, Any] = {"id": reading.key, "type": kind, "citation-key": reading.key}
    item |= csl_names(reading)
    if issued := csl_issued(reading):
        item["issued"] = issued
    for variable, text in _titles(kind, fields):
        item[variable] = write(text)
    for variable, names in _FIELDS:
        for name in names:
            if name in fields:
                item[variable] = unmarked(fields[name])
                break
    item |= _numbers(kind, fields)
    item |= _houses(reading, fields)
    for variable, name in _DATES:
        if name in fields:
            item[variable] = csl_day(unmarked(fields[name]))
    if genre := _genre(reading):
        item["genre"] = genre
    if notes := [unmarked(fields[name]) for name in ("note", "addendum") if name in fields]:
        item["note"] = ". ".join(notes)
    item |= _ways(reading, fields)
    return item


def _titles(kind: str, fields: dict[str, RichText]) -> list[tuple[str, RichText]]:
    found = [("title", _whole(fields, ""))]
    if kind in ARTICLES:
        journal = _whole(fields, "journal") or fields.get("journal", ())
        found.append(("container-title", _recased(journal)))
    elif kind in PARTS:
        found.append(("container-title", _whole(fields, "book") or _whole(fields, "main")))
    else:
        container = _whole(fields, "main") or fields.get("journaltitle", ())
        found.append(("container-title", _recased(container or fields.get("journal", ()))))
    return [(variable, text) for variable, text in found if text]


def _recased(text: RichText) -> RichText:
    """Return *text*, the name of a journal, without case protection: no style needs it there."""
    return joined(
        run._replace(styles=tuple(one for one in run.styles if one is not Style.NOCASE))
        for run in text
    )


def _whole(fields: dict[str, RichText], prefix: str) -> RichText:
    """Return title, subtitle and addition in a row."""
    title = fields.get(f"{prefix}title", ())
    subtitle = fields.get(f"{prefix}subtitle", ())
    if title and subtitle:
        colon = " " if title[-1].text.endswith((":", "?", "!", ".")) else ": "
        title = (*title, Run(colon), *subtitle)
    addition = fields.get(f"{prefix}titleaddon", ())
    return (*title, Run(". "), *addition) if title and addition else title


def _numbers(kind: str, fields: dict[str, RichText]) -> dict[str, str]:
    """Return issue, number and pages; a book's number counts in its series."""
    found = {}
    number = unmarked(fields.get("number", ()))
    issue = unmarked(fields.get("issue", ()))
    if kind in ARTICLES or kind == "periodical":
        found["issue"] = number or issue
    elif kind in {"book", *PARTS}:
        found["collection-number"] = number
    else:
        found["number"] = number
    pages = _LATEX.sub("", unmarked(fields.get("pages", ())))
    found["page"] = _DASH.sub("-", pages).strip() or unmarked(fields.get("eid", ()))
    return {variable: value for variable, value in found.items() if value}


def _houses(reading: Reading, fields: dict[str, RichText]) -> dict[str, str]:
    """Return the publisher: whoever issued the work."""
    houses = [unmarked(fields[name]) for name in _HOUSES if name in fields]
    holders = reading.of(Role.HOLDER)
    if holders is not None:
        houses.insert(0, "; ".join(_spoken(name) for name in holders.names))
    if not houses and "howpublished" in fields:
        text = unmarked(fields["howpublished"])
        houses = [] if "://" in text or text.lower().startswith(("arxiv", "www.")) else [text]
    return {"publisher": ", ".join(houses)} if houses else {}


def _spoken(name: Name) -> str:
    return " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))


def _genre(reading: Reading) -> str:
    kind = reading.text("type")
    return _GENRE_KEYS.get(kind.lower(), kind) or _GENRES.get(reading.entry_type, "")


def _ways(reading: Reading, fields: dict[str, RichText]) -> dict[str, str]:
    """Return the identifiers: DOI, ISBN, the archive that holds it, its address."""
    identifiers = reading.identifiers or _NO_IDENTIFIERS
    found = {"DOI": identifiers.doi, "ISBN": " ".join(identifiers.isbns)}
    if not found["ISBN"] and "isbn" in fields:
        found["ISBN"] = unmarked(fields["isbn"])
    archive = unmarked(fields.get("eprinttype") or fields.get("archiveprefix") or ())
    if identifiers.arxiv:
        found |= {"archive": "arXiv", "archive_location": identifiers.arxiv}
        if reading.entry_type not in {"article", "inproceedings"} or not identifiers.doi:
            found["URL"] = f"https://arxiv.org/abs/{identifiers.arxiv}"
    elif archive and "eprint" in fields:
        found["archive"] = _EPRINTS.get(archive.lower(), archive)
        found["archive_location"] = unmarked(fields["eprint"])
    if identifiers.urls:
        found["URL"] = identifiers.urls[0]
    return {variable: value for variable, value in found.items() if value}
