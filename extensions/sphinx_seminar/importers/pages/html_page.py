"""A page in HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.marked import Mapping, Scalar
from sphinx_seminar.importers.pages.bounds import check_tags, without_pictures
from sphinx_seminar.importers.pages.cleaning import cleaned
from sphinx_seminar.importers.pages.html_blocks import html_blocks
from sphinx_seminar.importers.pages.markdown_page import finish_page

if TYPE_CHECKING:
    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.entries import Page
    from sphinx_seminar.importers.sources import Source

_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>", re.IGNORECASE)
_TAG = re.compile(r"<(?:!doctype|html|body|div|p|table|ul|h[1-6])\b", re.IGNORECASE)


def claims(source: Source) -> bool:
    """Tell whether there is any element."""
    return _TAG.search(source.text) is not None


def read(source: Source, columns: Columns) -> Page:
    """Return the meetings of the page."""
    text = without_pictures(source.text)
    check_tags(text, source.name)
    comments = cleaned(text).comments
    values = Mapping()
    if title := _TITLE.search(source.text):
        values["title"] = Scalar(title[1].strip(), source.text.count("\n", 0, title.start()) + 1)
    return finish_page(source, columns, values, html_blocks(text), comments)
