"""Where the archive is: the nearest folder upwards that holds conf.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.cli.failure import CannotError

if TYPE_CHECKING:
    import click


#: Where builds keep what they read, below the archive.
DOCTREES = "_build/doctrees"


def find_folder(start: Path) -> Path:
    """Return the archive's folder.

    :raises CannotError: when neither *start* nor a folder above it holds conf.py.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "conf.py").is_file():
            return folder
    message = f"no conf.py in {here} or above it: this is no archive (name one with -C DIR)"
    raise CannotError(message)


def folder_of(ctx: click.Context) -> Path:
    """Return the folder of the archive that the command was called for."""
    start = ctx.find_object(Path)
    return find_folder(start or Path())
