"""What rendering may know: the archive, where it is shown, the language and the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.domain.citing import Citing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sphinx_seminar.domain.privacy.access import Access
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.federation import View


@dataclass(frozen=True, slots=True)
class Context:
    """The frozen slice of a build that rendering is handed, never the application.

    ``docname`` is the document being rendered; ``homes`` tells where speakers,
    topics and readings stand; ``citing`` how readings are cited in this build.
    ``is_html`` is whether the page is HTML; ``exports`` whether the files of reading
    lists lie beside it, at addresses relative to ``page_uri``; ``page_url`` is its
    address on the web where one is known; ``reading_pages`` the documents that are the
    homes of readings. ``is_live`` is whether scripts run on the page;
    ``has_files`` whether calendars and feeds lie beside it, in the folder whose address on
    the web is ``base``. ``access`` is how to join, in a site for members only. Where other
    archives are shown, ``view`` is what ``archive`` is made of.
    """

    archive: Archive
    docname: str
    language: str
    today: date
    homes: Mapping[str, str] = field(default_factory=dict)
    citing: Citing = field(default_factory=Citing)
    is_html: bool = False
    exports: bool = False
    page_uri: str = ""
    page_url: str = ""
    reading_pages: Mapping[str, str] = field(default_factory=dict)
    is_live: bool = False
    has_files: bool = False
    base: str = ""
    access: Access | None = None
    view: View | None = None

    @property
    def addresses(self) -> Mapping[tuple[str, str], str]:
        """Where the objects of other archives are, by object type and id."""
        return self.view.addresses if self.view else {}

    @property
    def own(self) -> Archive:
        """The archive of this site, whatever is shown beside it."""
        return self.view.own if self.view else self.archive

    def leads_to(self, key: str) -> bool:
        """Tell whether the reading *key* is shown somewhere, so that links lead to it."""
        return "reading" in self.homes or key in self.reading_pages
