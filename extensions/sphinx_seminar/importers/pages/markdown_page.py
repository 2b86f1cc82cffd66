"""A page in Markdown: its front matter, its blocks, and the meetings in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Page, Problem, ProblemKind, SkipReason
from sphinx_seminar.importers.marked import Mapping, Scalar, text_of
from sphinx_seminar.importers.pages.anchors import leading_anchor
from sphinx_seminar.importers.pages.blocks import Heading
from sphinx_seminar.importers.pages.bounds import (
    check_lines,
    check_paragraphs,
    check_tags,
    without_pictures,
)
from sphinx_seminar.importers.pages.cleaning import Line, cleaned
from sphinx_seminar.importers.pages.collecting import Collected
from sphinx_seminar.importers.pages.inline import linked_text
from sphinx_seminar.importers.pages.loops import find_includes, find_loops
from sphinx_seminar.importers.pages.markdown import markdown_blocks
from sphinx_seminar.importers.pages.metadata import of_comments, split_matter
from sphinx_seminar.importers.pages.recognising import recognise
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.pages.blocks import Block
    from sphinx_seminar.importers.sources import Source

_HINTS = ("permalink", "url", "slug", "path", "term", "semester", "year")
_FALSE, _TRUE = frozenset({"false", "no", "off"}), frozenset({"true", "yes", "on"})


def claims(source: Source) -> bool:
    """Every text may be a page."""
    return bool(source.text)


def read(source: Source, columns: Columns) -> Page:
    """Return the meetings of the page."""
    text = without_pictures(source.text)
    check_lines(text, source.name)
    check_tags(text, source.name)
    matter = split_matter(text, source.name)
    lines, comments = cleaned(matter.body, matter.first_line)
    check_paragraphs(lines, source.name)
    values = matter.values or of_comments([(one.number, one.text) for one in comments])
    blocks = markdown_blocks(lines)
    return finish_page(source, columns, values, blocks, comments, matter.problems)


def finish_page(
    source: Source,
    columns: Columns,
    values: Mapping,
    blocks: Sequence[Block],
    comments: Sequence[Line] = (),
    problems: Sequence[Problem] = (),
) -> Page:
    """Return the page of *blocks* with what its metadata and its comments say."""
    title = _title(values, blocks)
    into = Collected(source.name, columns, title)
    into.leave([linked_text(text, text.line) for text in _texts(values)], Slot.NOTE, "front matter")
    recognise(blocks, into)
    for comment in comments:
        if leading_anchor(Text.of(comment.text.lstrip("-*+| "))):
            into.skip(Text.of(comment.text), comment.number, SkipReason.COMMENT)
    if _is_draft(values):
        for entry in into.entries:
            into.skip(Text.of(entry.raw), entry.line, SkipReason.DRAFT)
        into.entries.clear()
    return Page(
        source.name,
        "markdown",
        tuple(into.entries),
        title,
        tuple(into.around),
        (*(text_of(values.get(key)) for key in _HINTS if values.get(key)), source.path.name),
        tuple(into.skipped),
        (*problems, *into.problems, *_loops(source, has_entries=bool(into.entries))),
    )


def _texts(values: object) -> list[Scalar]:
    """Return the texts of metadata, at any depth."""
    if isinstance(values, Scalar):
        return [values] if " " in values or "://" in values else []
    if isinstance(values, Mapping):
        return [text for value in values.values() for text in _texts(value)]
    if isinstance(values, list):
        return [text for value in values for text in _texts(value)]
    return []


def _title(values: Mapping, blocks: Sequence[Block]) -> Text:
    for key in ("title", "Title", "name"):
        if text := text_of(values.get(key)):
            return Text.of(text, getattr(values.get(key), "line", 0))
    first = next((block for block in blocks if isinstance(block, Heading)), None)
    return first.text if first else Text()


def _is_draft(values: Mapping) -> bool:
    published = text_of(values.get("published")).casefold()
    return published in _FALSE or text_of(values.get("draft")).casefold() in _TRUE


def _loops(source: Source, *, has_entries: bool) -> list[Problem]:
    loops = find_loops(source.text, source.path)
    if not loops and not has_entries:
        loops = find_includes(source.text)
    return [Problem(ProblemKind.LOOP, source.name, one.line, one.target) for one in loops]
