"""How long the parts of a page may be: no line, paragraph or tag of a page for people is longer.

Parsers of Markdown and HTML take time that grows with the square of such a part. A file
that goes beyond is refused with the line; a text that is merely very long is taken as it
stands, without looking for links in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.sources import SourceError, SourceProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.importers.pages.cleaning import Line

LONGEST_LINE, LONGEST_PARAGRAPH, LONGEST_TAG = 20_000, 100_000, 20_000
#: Brackets and cells of one line.
MOST_BRACKETS, MOST_CELLS = 1_000, 500
#: A longer text of a paragraph, an item or a cell is prose as it stands.
LONGEST_TEXT = 10_000
#: Pictures in the page itself: nothing for an importer.
_DATA = re.compile(r"data:image/[\w+.-]{1,40};base64,[A-Za-z0-9+/=]+")
_BREAKS = re.compile(r"\s{0,20}(?:[-*+|>#]|\d{1,9}[.)]\s|<)")
_SIGNS = re.compile(r"[<>]")


def without_pictures(text: str) -> str:
    """Return *text* without pictures that are written out in it."""
    return _DATA.sub("data:,", text) if "base64," in text else text


def check_lines(text: str, name: str) -> None:
    """Refuse a text with a line that is no line of a page.

    :raises SourceError: with the line.
    """
    start = 0
    for number, end in enumerate(_ends(text), 1):
        if end - start > LONGEST_LINE:
            detail = f"a line of more than {LONGEST_LINE} characters"
            raise SourceError(SourceProblem.SYNTAX, name, detail, number)
        brackets, cells = text.count("[", start, end), text.count("|", start, end)
        if brackets > MOST_BRACKETS or cells > MOST_CELLS:
            detail = f"a line of {brackets} brackets and {cells} cells"
            raise SourceError(SourceProblem.SYNTAX, name, detail, number)
        start = end + 1


def _ends(text: str) -> Iterable[int]:
    position = text.find("\n")
    while position >= 0:
        yield position
        position = text.find("\n", position + 1)
    yield len(text)


def check_paragraphs(lines: Iterable[Line], name: str) -> None:
    """Refuse a page with a paragraph of lines that is longer than any.

    :raises SourceError: with the line.
    """
    length = 0
    for line in lines:
        if not line.text.strip() or _BREAKS.match(line.text):
            length = 0
        length += len(line.text)
        if length > LONGEST_PARAGRAPH:
            detail = f"a paragraph of more than {LONGEST_PARAGRAPH} characters"
            raise SourceError(SourceProblem.SYNTAX, name, detail, line.number)


def check_tags(text: str, name: str) -> None:
    """Refuse HTML with a tag that does not end.

    :raises SourceError: with the line.
    """
    opened = -1
    for match in _SIGNS.finditer(text):
        if match[0] == ">":
            opened = -1
        elif opened < 0:
            opened = match.start()
        if opened >= 0 and match.start() - opened > LONGEST_TAG:
            line = text.count("\n", 0, opened) + 1
            raise SourceError(SourceProblem.SYNTAX, name, "a tag that does not end", line)
