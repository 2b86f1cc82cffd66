"""The part of a work that a locator names, in CSL's terms: ``ch. 1-3`` is chapter 1-3.

A locator without a word is a page, as in biblatex and pandoc. Whatever is not surely
a number of something is no locator in these terms, and is shown as it was written.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: CSL's names (CSL 1.0.2, appendix III) by the words that people write.
_WORDS = {
    "": "page",
    "p": "page",
    "pp": "page",
    "pg": "page",
    "page": "page",
    "pages": "page",
    "ch": "chapter",
    "chs": "chapter",
    "chap": "chapter",
    "chaps": "chapter",
    "chapter": "chapter",
    "chapters": "chapter",
    "§": "section",
    "§§": "section",
    "sec": "section",
    "secs": "section",
    "sect": "section",
    "section": "section",
    "sections": "section",
    "para": "paragraph",
    "paragraph": "paragraph",
    "paragraphs": "paragraph",
    "¶": "paragraph",
    "vol": "volume",
    "vols": "volume",
    "volume": "volume",
    "volumes": "volume",
    "pt": "part",
    "part": "part",
    "parts": "part",
    "no": "issue",
    "issue": "issue",
    "fig": "figure",
    "figs": "figure",
    "figure": "figure",
    "figures": "figure",
    "tab": "table",
    "table": "table",
    "tables": "table",
    "eq": "equation",
    "eqs": "equation",
    "equation": "equation",
    "equations": "equation",
    "app": "appendix",
    "appendix": "appendix",
    "col": "column",
    "column": "column",
    "fol": "folio",
    "folio": "folio",
    "l": "line",
    "line": "line",
    "lines": "line",
    "n": "note",
    "note": "note",
    "notes": "note",
    "v": "verse",
    "verse": "verse",
    "verses": "verse",
}
LABELS = tuple(sorted(set(_WORDS.values())))
_LOCATOR = re.compile(r"(?P<word>§§?|¶|[^\W\d_]*)\.?\s*(?P<value>\S.*)", re.DOTALL)
_NUMBER = r"(?:[0-9]+[\w.:]*|[ivxlcdm]+|[IVXLCDM]+|[A-Z](?:[.-]?[0-9][0-9.]*)?)"
_VALUE = re.compile(
    rf"\(?{_NUMBER}\)?(?:\s*(?:[-,&\u2010-\u2015]+|and)\s*\(?{_NUMBER}\)?)*(?:\s*ff?\.?)?"
)


class Locator(NamedTuple):
    """A part of a work: one of :data:`LABELS`, and its numbers."""

    label: str
    value: str


def parse_locator(text: str) -> Locator | None:
    """Return what *text* names; None where it is not a word of these and numbers alone."""
    match = _LOCATOR.fullmatch(text.strip())
    if match is None:
        return None
    label = _WORDS.get(match["word"].lower())
    if label is None or not _VALUE.fullmatch(match["value"]):
        return None
    return Locator(label, match["value"])
