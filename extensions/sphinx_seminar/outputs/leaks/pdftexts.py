"""What a reader sees in a PDF: the text of its pages and where its links lead.

Slides are offered as their speaker made them. Their text is drawn by the numbers of glyphs
in fonts of the file's own, and may be encrypted for everybody to read: no search in the
bytes finds a word of it. PDFium, which Chromium shows PDFs with, reads it.
"""

from __future__ import annotations

import ctypes
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Pages that are read of one file: more than any slides have, and some seconds of work.
MOST_PAGES = 5_000
#: Links that are read of one page.
_MOST_LINKS = 2_000


class PdfTexts(NamedTuple):
    """The text of pages with the addresses of their links, and whether those are all pages."""

    texts: list[str]
    is_whole: bool


def pdf_texts(data: bytes) -> PdfTexts:
    """Return the texts of a PDF.

    None of what PDFium cannot open: no reader sees that either. A page that is broken has
    none.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return PdfTexts([], is_whole=False)
    texts = []
    with closing(document):
        count = len(document)
        for number in range(min(count, MOST_PAGES)):
            with suppress(pypdfium2.PdfiumError):
                texts.append(_page_text(document, number))
    return PdfTexts(texts, is_whole=len(texts) == count)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        return "\n".join((text.get_text_range(), *_addresses(document, page)))


def _addresses(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield where the links on *page* lead."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if length > 1:
            address = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document, action, address, length)
            yield address.value.decode("utf-8", "replace")
