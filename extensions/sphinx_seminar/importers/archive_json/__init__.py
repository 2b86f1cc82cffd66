"""``archive.json`` to the files that it was made of: sessions, bibliography, people, settings.

An archive built of these files has the same ``archive.json``, byte for byte. What the file
does not hold is not made up: pages beside the sessions, how to get into a meeting, materials
that are not on the web. The file may come from anywhere: nothing in it leads outside of the
folder, and settings are written as values alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.archive_json.loading import load_archive_json
from sphinx_seminar.importers.archive_json.pages import page_files
from sphinx_seminar.importers.archive_json.settings import (
    bibliography,
    conf_py,
    people_toml,
    series_settings,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class Conversion(NamedTuple):
    """The files, by their paths below the source folder, and the sessions that lost something.

    ``incomplete`` holds the ids of sessions and talks whose text was not published as it was
    written: their files hold it as plain text.
    """

    files: Mapping[str, str]
    incomplete: tuple[str, ...]


def convert_archive(text: str | bytes) -> Conversion:
    """Return the files of the ``archive.json`` *text*.

    :raises ArchiveFileError: when it is none.
    """
    archive = load_archive_json(text)
    series = series_settings(archive)
    pages, incomplete = page_files(archive, series)
    files = {
        "conf.py": conf_py(archive, series),
        "refs.bib": bibliography(archive),
        "people.toml": people_toml(archive),
        **pages,
    }
    return Conversion(
        {path: content for path, content in files.items() if content or path == "refs.bib"},
        incomplete,
    )
