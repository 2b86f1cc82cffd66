"""What is published of the whole archive: calendars, feeds, and the archive as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import icalendar

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import publishes_files
from sphinx_seminar.domain.rebuild.manifest import digest
from sphinx_seminar.outputs.archive_json import archive_publications
from sphinx_seminar.outputs.calendar.joined import joined_calendar
from sphinx_seminar.outputs.calendar.publications import Calendars
from sphinx_seminar.outputs.feed import Feeds
from sphinx_seminar.outputs.revisions import revision
from sphinx_seminar.outputs.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.outputs.publishing import Publication, Published

#: Beside the doctrees, for each output folder: what the lines of archive.json show.
_NOTE = ".seminar-records.json"


def whole_publications(
    app: Sphinx, env: BuildEnvironment, builder: Builder, before: Published
) -> Iterator[Publication]:
    """Yield the files of the whole archive (event ``seminar-publications``)."""
    if not publishes_files(builder):
        return
    site = Site.of(env, builder)
    words = site.mentions.text if site.mentions else repr
    revisions = {one.id: revision(one, site.archive, words) for one in site.sessions}
    salt = f"{app.extensions['sphinx_seminar'].version} {icalendar.__version__}"
    yield from Calendars(site, revisions, salt, before.bytes_of).publications()
    yield from joined_calendar(site, seminar_domain(env).federation.partners, salt)
    yield from Feeds(site, revisions, salt).publications()
    note = Path(builder.doctreedir, f"{digest(Path(builder.outdir).as_posix())}{_NOTE}")
    yield from archive_publications(site, revisions, salt, note, before.bytes_of)
