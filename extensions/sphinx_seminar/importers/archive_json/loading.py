"""The text of an ``archive.json`` as a record, if it is one that this version can read."""

from __future__ import annotations

import json

from sphinx_seminar.importers.archive_json.fields import Fields

#: The version of the format whose files can be read; a higher minor version adds fields.
MAJOR = 1


class ArchiveFileError(ValueError):
    """The text is no ``archive.json``, or one of a version that is not known here."""


def load_archive_json(text: str | bytes) -> Fields:
    """Return the record that *text* holds.

    :raises ArchiveFileError: when it is none that can be read.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise ArchiveFileError(str(problem)) from problem
    if not isinstance(data, dict):
        raise ArchiveFileError(type(data).__name__)
    archive = Fields(data)
    major = archive.text("version").partition(".")[0]
    if major != str(MAJOR) or "sessions" not in archive:
        raise ArchiveFileError(archive.text("version"))
    return archive
