"""What was announced before: read from ``announced.json``, and noted there on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.cli.outlets import write_file
from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.parsing.announced import (
    FILENAME,
    Announced,
    format_announced,
    parse_announced,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def read_announced(folder: Path) -> dict[str, Announced]:
    """Return what was announced of the archive in *folder*, by the id of the session.

    :raises CannotError: when the file cannot be read: nothing is guessed, nothing is lost.
    """
    path = folder / FILENAME
    try:
        return parse_announced(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CannotError(one_line(f"{path} cannot be read: {error}")) from error


def note_announced(
    folder: Path, before: Mapping[str, Announced], now: Mapping[str, Announced]
) -> None:
    """Note what was announced *now*, beside what was *before*.

    :raises CannotError: when the file cannot be written.
    """
    write_file(folder / FILENAME, format_announced({**before, **now}).encode())
