"""Runs Sphinx in this process, as ``sphinx-build`` does; only what builds pages loads this."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx.cmd.build import build_main

from sphinx_seminar.cli.progress import shown_progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx_seminar.cli.targets import Target


def run_target(target: Target, folder: Path, options: Sequence[str], *, quiet: bool) -> int:
    """Build *target* of the archive in *folder*; return the exit code of Sphinx.

    Messages go to the standard error as Sphinx writes them.
    """
    colour = "--color" if sys.stderr.isatty() else "--no-color"
    with shown_progress(target.name, quiet=quiet):
        return build_main(target.arguments(folder, [colour, *options]))
