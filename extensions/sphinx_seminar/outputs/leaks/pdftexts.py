"""What a reader sees in a PDF: the text of its pages and where its links lead.

Slides are offered as their speaker made them. Their text is drawn by the numbers of glyphs
in fonts of the file's own, and may be encrypted for everybody to read: no search in the
bytes finds a word of it. PDFium, which Chromium shows PDFs with, reads it.
"""

from __future__ import annotations

import ctypes
from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Pages that are read of one file: more than any slides have, and some seconds of work.
MOST_PAGES = 5_000
#: Links that are read of one page.
_MOST_LINKS = 2_000


def pdf_texts(data: bytes) -> Iterator[str]:
    """Yield the text of each page of a PDF with the addresses of its links.

    Nothing for what PDFium cannot open: no reader sees that either. A page that is broken
    yields nothing.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    with closing(document):
        for number in range(min(len(document), MOST_PAGES)):
            try:
                yield _page_text(document, number)
            except pypdfium2.PdfiumError:
                continue


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
