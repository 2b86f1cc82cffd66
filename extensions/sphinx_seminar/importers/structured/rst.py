"""reStructuredText: a page of meetings, or one talk with its fields above the abstract."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Field, Page
from sphinx_seminar.importers.pages.blocks import Block, Heading, Items, Literal, Paragraph
from sphinx_seminar.importers.pages.collecting import Collected, Place
from sphinx_seminar.importers.pages.rst_blocks import blocks_of
from sphinx_seminar.importers.pages.rst_page import page_of, parse_rst, take_metadata
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.sources import SourceError, SourceProblem
from sphinx_seminar.importers.structured.front_matter import day_in_name, is_talk
from sphinx_seminar.importers.structured.records import read_record
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.sources import Source


def claims(source: Source) -> bool:
    """Whatever has the suffix of reStructuredText."""
    return bool(source.text)


def read(source: Source, columns: Columns) -> Page:
    """Return the meetings of the page, or the one talk that it is."""
    try:
        return _read(source, columns)
    except RecursionError as error:
        raise SourceError(SourceProblem.TOO_DEEP, source.name) from error


def _read(source: Source, columns: Columns) -> Page:
    document = parse_rst(source)
    values = take_metadata(document)
    if not is_talk(values):
        return page_of(source, columns, document, values)
    into = Collected(source.name, columns)
    read_record(values, Place(), into, *day_in_name(source, values, columns))
    blocks = blocks_of(document)
    if blocks and isinstance(blocks[0], Heading):
        blocks = blocks[1:]
    body = "\n\n".join(_markdown(blocks))
    line = blocks[0].line if blocks else 1
    more = (Field(Slot.ABSTRACT, Text.of(body, line), "page"),) if body else ()
    entries = tuple(replace(one, fields=(*one.fields, *more)) for one in into.entries)
    return Page(
        source.name,
        "rst",
        entries,
        hints=(source.path.name,),
        skipped=tuple(into.skipped),
        problems=tuple(into.problems),
        one_talk=True,
    )


def _markdown(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the paragraphs of a body as Markdown."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.source
        elif isinstance(block, Heading):
            yield block.text.words
        elif isinstance(block, Literal):
            yield f"```\n{block.text}\n```"
        elif isinstance(block, Items):
            yield "\n".join(f"- {' '.join(_markdown(item.blocks))}" for item in block.items)
