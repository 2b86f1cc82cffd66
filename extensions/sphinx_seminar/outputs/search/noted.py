"""What a build notes of the search that it wrote, and whether all of it is still there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.searching import FOLDER, NOTE, uses_engine, uses_pagefind
from sphinx_seminar.outputs.search.record import DATABASE, RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: Changes when the same records would make another index.
FORMAT = 3


def search_stands(app: Sphinx, digest: str) -> bool:
    """Tell whether what the last build wrote for records of this *digest* is still there."""
    builder = app.builder
    folder, database = Path(builder.outdir, FOLDER), Path(builder.outdir, DATABASE)
    return (
        Path(builder.doctreedir, RECORDS).exists()
        and _folder_stands(builder, folder, digest)
        and database.exists() == app.config.seminar_publish_sqlite
    )


def _folder_stands(builder: Builder, folder: Path, digest: str) -> bool:
    if uses_pagefind(builder):
        return is_current(folder, digest)
    return (folder / NOTE).exists() if uses_engine(builder) else not folder.exists()


def is_current(folder: Path, digest: str) -> bool:
    """Tell whether *folder* holds the whole index of records of this *digest*."""
    return is_of(folder, "digest", digest)


def is_of(folder: Path, part: str, value: object) -> bool:
    """Tell whether *folder* is whole, and a *part* of its note is *value*."""
    try:
        path = folder / NOTE
        note = json.loads(path.read_bytes())
        count, size = weigh(folder)
        return bool(
            note["format"] == FORMAT
            and note[part] == value
            and (note["files"] + 1, note["bytes"] + path.stat().st_size) == (count, size)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def weigh(folder: Path) -> tuple[int, int]:
    """Return how many files lie below *folder*, and how many bytes they hold."""
    sizes = list(_sizes(folder))
    return len(sizes), sum(sizes)


def _sizes(folder: Path) -> Iterator[int]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.stat().st_size
