"""What a work appeared in, by the fields that its entry has and not by its type alone.

People give a journal to ``@misc`` and to ``@inproceedings``, and a book's title to
``@article``: what they wrote decides how it is shown.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.richtext import RichText

_ARTICLES = frozenset({"article", "suppperiodical", "review"})
_PARTS = frozenset({
    "incollection", "inproceedings", "conference", "inreference", "inbook", "bookinbook",
    "suppbook", "suppcollection",
})  # fmt: skip
#: Types of works that stand alone whatever fields they have.
_WHOLES = frozenset({
    "book", "booklet", "collection", "manual", "mvbook", "mvcollection", "mvproceedings",
    "mvreference", "periodical", "proceedings", "reference",
    "thesis", "phdthesis", "mastersthesis", "bachelorsthesis",
})  # fmt: skip


class Place(Enum):
    """In what a work appeared."""

    JOURNAL = auto()
    BOOK = auto()
    ALONE = auto()


def journal_of(reading: Reading) -> RichText:
    """Return the name of the journal without its subtitle, () for none."""
    return reading.get("journaltitle") or reading.get("journal")


def place_of(reading: Reading) -> Place:
    """Return in what *reading* appeared; an article without either appeared in a journal."""
    kind = reading.entry_type
    if kind in _WHOLES:
        return Place.ALONE
    in_book, in_journal = bool(reading.get("booktitle")), bool(journal_of(reading))
    if in_book and (kind in _PARTS or not in_journal):
        return Place.BOOK
    return Place.JOURNAL if in_journal or kind in _ARTICLES else Place.ALONE
