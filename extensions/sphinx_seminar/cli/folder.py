"""Where the archive is: the nearest folder upwards that holds conf.py, and what conf.py names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.util.tags import Tags

from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.config import SETTINGS

if TYPE_CHECKING:
    import click


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


def settings_of(folder: Path) -> Config:
    """Return the settings in conf.py, without reading anything else.

    :raises CannotError: when conf.py cannot be read.
    """
    try:
        config = Config.read(folder, overrides={}, tags=Tags())
    except SphinxError as error:
        raise CannotError(one_line(str(error))) from error
    for setting in SETTINGS:
        config.add(setting.name, setting.default, setting.rebuild, setting.types)
    # Sphinx's builders of pages declare it; the archive's id may follow from it.
    config.add("html_baseurl", "", "html", (str,))
    return config


def bib_files(folder: Path) -> list[Path]:
    """Return the bibliography files that conf.py names, without reading anything else.

    :raises CannotError: when conf.py cannot be read, or names none.
    """
    names = settings_of(folder).seminar_bibfiles
    if not isinstance(names, list | tuple) or not names:
        raise CannotError("conf.py: seminar_bibfiles names no file")
    return [folder / str(name) for name in names]
