"""The texts of values: plain, as inline Markdown, or as paragraphs, whatever they came as."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.markup import escaped, markdown_of
from sphinx_seminar.importers.pages.blocks import Heading, Items, Literal, Paragraph, Table
from sphinx_seminar.importers.pages.html_blocks import html_blocks
from sphinx_seminar.importers.pages.inline import linked_text
from sphinx_seminar.importers.pages.markdown import inline_text
from sphinx_seminar.importers.texts import Mark, Piece, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.importers.pages.blocks import Block

_MARKED = re.compile(r"[\[<`*_\\$&~]")
_ELEMENT = re.compile(
    r"</?(?:p|br|div|ul|ol|li|a|em|i|strong|b|span|h[1-6]|table|pre|blockquote)\b[^>]*>",
    re.IGNORECASE,
)
#: A formula between dollar signs: none that money would make.
_MATH = re.compile(r"\$\$[^$]+\$\$|\$(?!\s)[^$\n]+(?<![\s\\])\$(?!\d)")
_BLANK = re.compile(r"\n\s*\n")


def is_html(value: str) -> bool:
    """Tell whether *value* holds elements of HTML."""
    return _ELEMENT.search(value) is not None


def plain_text(value: str, line: int = 0) -> Text:
    """Return *value*, which is no markup but for formulas and addresses."""
    pieces: list[Piece] = []
    position = 0
    for match in _MATH.finditer(value):
        pieces += linked_text(value[position : match.start()]).pieces
        pieces.append(Piece(match[0], "", frozenset({Mark.MATH})))
        position = match.end()
    return Text((*pieces, *linked_text(value[position:]).pieces), line)


def marked_text(value: str, line: int = 0) -> Text:
    """Return *value*, inline Markdown or HTML, with its links and marks."""
    if not _MARKED.search(value):
        return linked_text(value, line)
    return inline_text(value, line)


def plain_paragraphs(value: str) -> str:
    """Return *value*, paragraphs without markup or in HTML, as Markdown."""
    if is_html(value):
        return html_paragraphs(value)
    shown = []
    position = 0
    for match in _MATH.finditer(value):
        shown += [escaped(value[position : match.start()]), match[0]]
        position = match.end()
    return "".join([*shown, escaped(value[position:])]).strip()


def marked_paragraphs(value: str) -> str:
    """Return *value*, Markdown or HTML, as Markdown."""
    if is_html(value) and not _BLANK.search(value.strip()):
        return html_paragraphs(value)
    return value.strip()


def html_paragraphs(value: str) -> str:
    """Return *value*, a piece of HTML, as Markdown."""
    if not is_html(value):
        return escaped(html.unescape(value)).strip()
    return "\n\n".join(part for part in _paragraphs(html_blocks(value)) if part)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield markdown_of(block.text)
        elif isinstance(block, Items):
            yield "\n".join(f"- {' '.join(_paragraphs(item.blocks))}" for item in block.items)
        elif isinstance(block, Table):
            rows = (block.head, *block.rows)
            yield "\n\n".join(
                " | ".join(markdown_of(cell) for cell in row.cells) for row in rows if row
            )
        elif isinstance(block, Literal):
            yield escaped(block.text)
