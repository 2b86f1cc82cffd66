"""``seminar build latex``: TeX after Sphinx, and what its log says of characters and errors.

TeX writes "Missing character" to its log alone, and makes the PDF without it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.failure import CannotError, one_line

if TYPE_CHECKING:
    from pathlib import Path

#: Fonts for text name the character as Unicode does, those for formulas as TeX does.
_MISSING = re.compile(
    r"""^Missing character: There is no (.+?) \((?:U\+|")([0-9A-F]+)\)""", re.MULTILINE
)
_ERROR = re.compile(r"^! (.+)$", re.MULTILINE)
_PLACE = re.compile(r"^l\.(\d+) ", re.MULTILINE)
_MOST = 20


def typeset(folder: Path, moment: int, *, quiet: bool) -> int:
    """Run TeX on what Sphinx wrote into *folder*; return 2 without a PDF, 1 with words, else 0.

    *moment* is the time of the archive in seconds since 1970, 0 where none is told: TeX writes
    it into the PDF instead of the clock's.
    """
    for program in ("make", "latexmk"):
        if shutil.which(program) is None:
            raise CannotError(f"{program} is missing; the manual names the packages that TeX needs")
    if not quiet:
        click.echo("latex: running TeX", err=True)
    # A log whose lines are broken at 79 characters breaks them inside of what is looked for.
    finished = subprocess.run(  # noqa: S603 - Sphinx's own Makefile
        ["make", "-C", str(folder), "all-pdf", "LATEXMKOPTS=-interaction=nonstopmode -silent"],  # noqa: S607
        env={**os.environ, "max_print_line": "10000", "SOURCE_DATE_EPOCH": str(moment)},
        capture_output=True,
        check=False,
    )
    if finished.returncode:
        # What TeX notes for its next run is cut off where it stopped, and would stop that too.
        for note in folder.glob("*.aux"):
            note.unlink()
    words = [line for log in sorted(folder.glob("*.log")) for line in _words(log)]
    for line in words[:_MOST]:
        click.echo(line, err=True)
    if len(words) > _MOST:
        click.echo(f"… {len(words) - _MOST} more", err=True)
    return 2 if finished.returncode else int(bool(words))


def _words(log: Path) -> list[str]:
    text = log.read_text(encoding="utf-8", errors="replace")
    errors = [
        f"{log.with_suffix('.tex').name}:{_line_behind(text, match.end())}: {one_line(match[1])}"
        for match in _ERROR.finditer(text)
    ]
    return [*errors, *missing_characters(text, log.name)]


def missing_characters(text: str, name: str) -> list[str]:
    """Return a line that names the characters that no font had, none where all had glyphs."""
    found = sorted({(code.zfill(4), character) for character, code in _MISSING.findall(text)})
    if not found:
        return []
    characters = " ".join(f"{one_line(character)} (U+{code})" for code, character in found)
    return [f"{name}: no font has the characters {characters}"]


def _line_behind(text: str, at: int) -> str:
    match = _PLACE.search(text, at)
    return match[1] if match else "?"
