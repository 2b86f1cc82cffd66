"""``seminar import archive.json``: the archive itself, into a folder that holds none.

Where a file is there already and says something else, nothing is written and it is named:
an archive is made whole, and is not mixed with another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.cli.import_wording import write_line
from sphinx_seminar.importers.archive_json import convert_archive
from sphinx_seminar.importers.archive_json.loading import ArchiveFileError
from sphinx_seminar.importers.writing.transaction import Change, WriteError, apply_changes
from sphinx_seminar.model.feedpaths import ARCHIVE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: Bytes; an archive of 50,000 sessions has about 200 MB.
LARGEST = 512 * 1024 * 1024
_MOST_NAMED = 5


def is_archive(sources: Sequence[Path]) -> bool:
    """Tell whether *sources* are one ``archive.json`` of ours, by its name and its beginning."""
    if len(sources) != 1 or sources[0].name != ARCHIVE:
        return False
    try:
        with sources[0].open("rb") as file:
            return b"archive.schema.json" in file.read(1000)
    except OSError:
        return False


def import_archive(source: Path, folder: Path, *, write: bool) -> None:
    """Write the files that *source* was made of into *folder*, or say which they are.

    :raises CannotError: when it cannot be read, or files of *folder* say something else.
    """
    try:
        if source.stat().st_size > LARGEST:
            raise CannotError(one_line(f"{source} has more than {LARGEST} bytes"))
        conversion = convert_archive(source.read_bytes())
    except OSError as error:
        raise CannotError(one_line(f"{source}: {error.strerror or error}")) from error
    except ArchiveFileError as error:
        raise CannotError(
            one_line(f"{source} is no archive.json that is known here ({error})")
        ) from error
    changes = _changes(folder, conversion.files)
    if write:
        try:
            apply_changes(folder, changes)
        except WriteError as error:
            raise CannotError(write_line(error)) from error
        click.echo(f"Wrote {len(changes)} files." if changes else "Nothing to write.")
    else:
        for change in changes:
            click.echo(f"+++ {one_line(change.path)}")
        click.echo("Nothing written: --write writes." if changes else "Nothing to write.")
    for name in conversion.incomplete:
        click.echo(one_line(f"{name}: its source was not published; its text is plain"), err=True)


def _changes(folder: Path, files: Mapping[str, str]) -> list[Change]:
    """Return the files that are missing in *folder*.

    :raises CannotError: when one is there and says something else.
    """
    changes, taken = [], []
    for path, content in sorted(files.items()):
        data = content.encode()
        try:
            if (folder / path).read_bytes() != data:
                taken.append(path)
        except FileNotFoundError:
            changes.append(Change(path, None, data))
        except OSError:
            taken.append(path)
    if taken:
        left = len(taken) - _MOST_NAMED
        names = ", ".join(taken[:_MOST_NAMED]) + (f" and {left} more" if left > 0 else "")
        raise CannotError(
            one_line(f"{names}: there already, and different; name an empty folder with -C DIR")
        )
    return changes
