"""What rendering may know: the archive, where it is shown, the language and the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sphinx_seminar.model.archive import Archive


@dataclass(frozen=True, slots=True)
class Context:
    """The frozen slice of a build that rendering is handed, never the application.

    ``docname`` is the document being rendered; ``homes`` tells where speakers,
    topics and readings stand; ``suffixes`` tells apart works of one author and year.
    ``is_html`` is whether the page is HTML; ``exports`` whether the files of reading
    lists lie beside it, at addresses relative to ``page_uri``; ``page_url`` is its
    address on the web where one is known.
    """

    archive: Archive
    docname: str
    language: str
    today: date
    homes: Mapping[str, str] = field(default_factory=dict)
    suffixes: Mapping[str, str] = field(default_factory=dict)
    is_html: bool = False
    exports: bool = False
    page_uri: str = ""
    page_url: str = ""
