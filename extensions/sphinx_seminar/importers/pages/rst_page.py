"""A page in reStructuredText, read by docutils: nothing is included, inserted or run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.core import publish_doctree
from docutils.utils import SystemMessage

from sphinx_seminar.importers.marked import Mapping, Scalar
from sphinx_seminar.importers.pages.cleaning import Line
from sphinx_seminar.importers.pages.markdown_page import finish_page
from sphinx_seminar.importers.pages.rst_blocks import blocks_of, line_of
from sphinx_seminar.importers.sources import SourceError, SourceProblem

if TYPE_CHECKING:
    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.entries import Page
    from sphinx_seminar.importers.sources import Source

#: Fields of a page of a site; those of a meeting have other names.
_OF_POSTS = frozenset({
    "date", "modified", "slug", "tags", "category", "categories", "author", "authors", "status",
    "lang", "template", "summary",
})  # fmt: skip
#: Nothing is read but the text, and no message is written.
_SETTINGS = {
    "_disable_config": True,
    "docinfo_xform": False,
    "doctitle_xform": False,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "line_length_limit": 100_000,
    "raw_enabled": False,
    "report_level": 5,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "warning_stream": False,
}


def claims(source: Source) -> bool:
    """Whatever has the suffix of reStructuredText."""
    return bool(source.text)


def read(source: Source, columns: Columns) -> Page:
    """Return the meetings of the page."""
    document = parse_rst(source)
    return page_of(source, columns, document, take_metadata(document))


def page_of(source: Source, columns: Columns, document: nodes.document, values: Mapping) -> Page:
    """Return the meetings in *document*, above which *values* stand."""
    comments = [
        Line(text, line_of(node) + offset)
        for node in document.findall(nodes.comment)
        for offset, text in enumerate(node.astext().split("\n"))
    ]
    page = finish_page(source, columns, values, blocks_of(document), comments)
    return replace(page, format="rst")


def parse_rst(source: Source) -> nodes.document:
    """Return the doctree of the file.

    :raises SourceError: for what docutils cannot take.
    """
    try:
        return publish_doctree(source.text, source.name, settings_overrides=_SETTINGS)
    except RecursionError as error:
        raise SourceError(SourceProblem.TOO_DEEP, source.name) from error
    except (SystemMessage, ValueError, LookupError, TypeError, AttributeError) as error:
        # Some directives raise what they like for wrong options.
        raise SourceError(SourceProblem.SYNTAX, source.name, str(error)[:200]) from error


def take_metadata(document: nodes.document) -> Mapping:
    """Return the fields at the beginning of *document*, and take them out of it.

    Fields of a meeting, which stand there in other pages, stay.
    """
    values = Mapping()
    first: nodes.Element = document
    while first.children and isinstance(first.children[0], nodes.section):
        first = first.children[0]
    fields = next((one for one in first.children[:3] if isinstance(one, nodes.field_list)), None)
    if fields is None:
        return values
    for one in fields.findall(nodes.field):
        name, body = one.children[0].astext(), one.children[1].astext()
        values.setdefault(name, Scalar(body, line_of(one)))
    if not _OF_POSTS & {name.casefold() for name in values}:
        return Mapping()
    title = next(document.findall(nodes.title), None)
    if title is not None:
        values.setdefault("title", Scalar(title.astext(), line_of(title)))
    first.remove(fields)
    return values
