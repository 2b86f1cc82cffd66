"""The formats that can be imported: which files, how large, and the module that reads them.

Formats are asked in this order whether a file is theirs; the first that claims it reads
it. A module is imported when a file with one of its suffixes is met.
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from sphinx_seminar.importers.sources import Source, SourceError, SourceProblem

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.entries import Page

_MEGABYTE = 1024 * 1024


class Reader(Protocol):
    """A module that reads one format; see :mod:`~.entries` for what it gives."""

    def claims(self, source: Source) -> bool:
        """Tell whether *source* is in this format, cheaply and without raising."""

    def read(self, source: Source, columns: Columns) -> Page:
        """Return the page; raise :class:`~.sources.SourceError` and nothing else."""


class Format(NamedTuple):
    """A format: its name in reports, its files' suffixes, its module, its largest size."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    limit: int = 8 * _MEGABYTE

    @property
    def reader(self) -> Reader:
        """The module, imported now."""
        return cast("Reader", resolve_name(f"sphinx_seminar.importers.{self.module}"))


_TEXT = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mdx", ".txt", "")

#: In the order in which they are asked.
FORMATS = (
    Format("html", (".html", ".htm"), "pages.html_page", 2 * _MEGABYTE),
    Format("data", (".yml", ".yaml", ".toml"), "structured.data", 4 * _MEGABYTE),
    Format("json", (".json",), "structured.json_export", 16 * _MEGABYTE),
    Format("schedule", (".xml",), "structured.frab_xml"),
    Format("ics", (".ics", ".ical", ".ifb"), "structured.ics"),
    Format("rst", (".rst", ".rest"), "structured.rst", _MEGABYTE),
    Format("csv", (".csv", ".tsv"), "structured.delimited"),
    Format("front-matter", _TEXT, "structured.front_matter", 4 * _MEGABYTE),
    Format("markdown", _TEXT, "pages.markdown_page", 2 * _MEGABYTE),
)


def suffixes() -> frozenset[str]:
    """Return the suffixes of all formats, but not the lack of one."""
    return frozenset(suffix for one in FORMATS for suffix in one.suffixes if suffix)


def largest(path: Path) -> int:
    """Return how many bytes the file at *path* may have.

    :raises SourceError: when no format reads files with its suffix.
    """
    suffix = path.suffix.lower()
    limit = max((one.limit for one in FORMATS if suffix in one.suffixes), default=0)
    if not limit:
        raise SourceError(SourceProblem.NO_FORMAT, path.as_posix(), suffix)
    return limit


def format_of(source: Source) -> Format:
    """Return the format of *source*.

    :raises SourceError: when none claims it, or it is too large for its format.
    """
    for one in FORMATS:
        if source.suffix in one.suffixes and one.reader.claims(source):
            if len(source.text) > one.limit:
                raise SourceError(SourceProblem.TOO_LARGE, source.name, str(one.limit))
            return one
    raise SourceError(SourceProblem.NO_FORMAT, source.name)
