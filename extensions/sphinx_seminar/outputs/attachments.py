"""What the PDF holds for other programs: its readings in BibTeX, and the archive as data.

They are the files of the site, made by the same code. Addresses in them are those of the
site's pages: a volume has no address for a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.model.feedpaths import ARCHIVE
from sphinx_seminar.model.scope import ListFormat, archive_scope
from sphinx_seminar.outputs.archive_json import export_archive
from sphinx_seminar.outputs.readinglists import Exporter
from sphinx_seminar.outputs.site import Site
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst.attachments import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config


class SiteAddresses:
    """The addresses of the pages that the builder ``html`` writes."""

    def __init__(self, config: Config) -> None:
        self._suffix = config.html_link_suffix or config.html_file_suffix or ".html"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of the page of *docname*, below that of the site."""
        del typ
        return f"{quote(docname)}{self._suffix}"


def volume_attachments(app: Sphinx, builder: Builder) -> Iterator[Attachment]:
    """Yield what is attached to the volume (event ``seminar-attachments``)."""
    del app
    domain = seminar_domain(builder.env)
    archive, shelf = domain.archive, domain.data["shelf"]
    scope = archive_scope(archive)
    if builder.config.seminar_exports and shelf is not None and scope.keys:
        form = ListFormat.BIBTEX
        data = Exporter(shelf.library, domain.citing).export(scope.readings(archive), form)
        name = f"{scope.stem}{form.suffix}"
        yield Attachment(name, "application/x-bibtex", volume.readings_attached(), data)
    site = Site.of(builder.env, SiteAddresses(builder.config))
    yield Attachment(
        ARCHIVE, "application/json", volume.archive_attached(), export_archive(site), is_data=True
    )
