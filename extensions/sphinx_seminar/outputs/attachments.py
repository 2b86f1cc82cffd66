"""What the PDF holds for other programs: its readings in BibTeX, and the archive as data.

They are the files of the site, made by the same code. Addresses in them are those of the
site's pages: a volume has no address for a page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import SiteAddresses
from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.feedpaths import ARCHIVE
from sphinx_seminar.model.scope import ListFormat, ScopeKind, scope_stem
from sphinx_seminar.model.volume import Form
from sphinx_seminar.outputs.archive_json import export_archive
from sphinx_seminar.outputs.readinglists import Exporter
from sphinx_seminar.outputs.site import Site
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.volume.attachments import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_seminar.model.volume import Volume


def volume_attachments(app: Sphinx, builder: Builder, part: Volume) -> Iterator[Attachment]:
    """Yield what is attached to the volume of *part* (event ``seminar-attachments``)."""
    del app
    if part.form is Form.PROGRAMME:
        return
    domain = seminar_domain(builder.env)
    archive, shelf = domain.archive, domain.data["shelf"]
    if builder.config.seminar_exports and shelf is not None and part.keys:
        readings = [archive.readings[key] for key in part.keys]
        form = ListFormat.BIBTEX
        data = Exporter(shelf.library, domain.citing).export(readings, form)
        name = f"{scope_stem(ScopeKind.ARCHIVE)}{form.suffix}"
        yield Attachment(name, "application/x-bibtex", volume.readings_attached(), data)
    if part.form is Form.BOOK:
        site = Site.of(builder.env, SiteAddresses(builder.config))
        data = export_archive(site if part.is_whole else _part_of(site, part))
        description = volume.archive_attached()
        yield Attachment(ARCHIVE, "application/json", description, data, is_data=True)


def _part_of(site: Site, part: Volume) -> Site:
    """Return *site* as if its archive were *part* alone."""
    whole = site.archive
    names = {session.series for session in part.sessions}
    series = [one for one in whole.series if one.name in names]
    readings = [whole.readings[key] for key in part.keys]
    archive = Archive.of(series, part.sessions, readings, whole.people)
    return replace(site, archive=archive)
