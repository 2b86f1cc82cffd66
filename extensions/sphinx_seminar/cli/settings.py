"""What conf.py says, without reading anything else: the settings and the bibliography files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.util.tags import Tags

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.domain.settings import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path


def settings_of(folder: Path) -> Config:
    """Return the settings in conf.py.

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
    """Return the bibliography files that conf.py names.

    :raises CannotError: when conf.py cannot be read, or names none.
    """
    names = settings_of(folder).seminar_bibfiles
    if not isinstance(names, list | tuple) or not names:
        raise CannotError("conf.py: seminar_bibfiles names no file")
    return [folder / str(name) for name in names]
