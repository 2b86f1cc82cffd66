"""``seminar check --fix``: mends files in place, and shows the difference."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.domain.rebuild.output import replace_file
from sphinx_seminar.parsing.mending import mended, replacement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_seminar.model.problem import Problem

#: Sources of pages; settings and bibliographies are mended by hand.
_SUFFIXES = (".md", ".rst", ".txt")


def fix(folder: Path, problems: Iterable[Problem], *, dry_run: bool) -> int:
    """Mend what can be mended in the archive in *folder*; return how many files change.

    :raises CannotError: when a file cannot be written.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.file.endswith(_SUFFIXES) and replacement(problem):
            by_file.setdefault(problem.file, []).append(problem)
    changed = 0
    for file, found in sorted(by_file.items()):
        path = (folder / file).resolve()
        if not path.is_relative_to(folder.resolve()):
            continue
        try:
            before = path.read_bytes().decode("utf-8")
            after = mended(before, found)
            if after == before:
                continue
            changed += 1
            _show(file, before, after)
            if not dry_run:
                replace_file(path, after.encode("utf-8"))
        except (OSError, UnicodeError) as error:
            raise CannotError(one_line(f"{file}: {error}")) from error
    return changed


def _show(file: str, before: str, after: str) -> None:
    colours = {"+": "green", "-": "red", "@": "cyan"}
    old, new = before.splitlines(), after.splitlines()
    for line in unified_diff(old, new, f"a/{file}", f"b/{file}", n=1, lineterm=""):
        shown = "".join(char for char in line if char.isprintable() or char == "\t")
        click.echo(click.style(shown, fg=colours.get(line[:1])), err=True)
