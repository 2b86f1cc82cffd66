"""The CSL type of every type of BibTeX and biblatex.

Where CSL has no counterpart, the one that prints most of the entry's fields is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_seminar.model.reading import Reading

ARTICLES = frozenset({"article-journal", "article-magazine", "article-newspaper", "review"})
#: Parts of a book: what they are in is their container.
PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})

_TYPES = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "review": "review",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "manual": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "inreference": "entry-encyclopedia",
    "periodical": "periodical",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "bachelorsthesis": "thesis",
    "techreport": "report",
    "report": "report",
    "unpublished": "manuscript",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "patent": "patent",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "standard": "standard",
    "letter": "personal_communication",
    "movie": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "music": "song",
    "performance": "performance",
    "artwork": "graphic",
    "image": "figure",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "legal": "treaty",
    "presentation": "speech",
    "talk": "speech",
}
_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}


def csl_type(reading: Reading) -> str:
    """Return the CSL type of *reading*."""
    kind = _TYPES.get(reading.entry_type, "document")
    if reading.entry_type == "article":
        if subtype := _SUBTYPES.get(reading.text("entrysubtype").lower()):
            return subtype
        if not (reading.get("journal") or reading.get("journaltitle")):
            # A preprint: CSL 1.0.2 has "article" for what no periodical published.
            return "article"
    if reading.entry_type == "inbook" and not (
        reading.get("booktitle") or reading.get("maintitle")
    ):
        # BibTeX's @inbook names the book in its title.
        return "book"
    return kind
