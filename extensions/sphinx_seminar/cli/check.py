"""``seminar check``: everything that is wrong in the archive, with file, line and column.

The findings of the last check are kept. While nothing changed that they depend on, they are
shown again, and neither Sphinx nor a page is loaded.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

import click

from sphinx_seminar.cli.failure import one_line
from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.noted import Noted, read_noted, write_noted
from sphinx_seminar.cli.snapshot import digest_of_inputs
from sphinx_seminar.model.problem import Severity
from sphinx_seminar.outputs.problems import export_github, export_json, export_text
from sphinx_seminar.parsing.today import day_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_seminar.model.problem import Problem

#: Loaded only where something changed: it needs Sphinx.
_CHECKING = "sphinx_seminar.cli.checking:check_anew"
_FIXING = "sphinx_seminar.cli.fixing:fix"
_FORMATS = {"text": export_text, "json": export_json, "github": export_github}
_FOUND = 1
#: What is mended may show what it hid: a zone is read once the date before it is one.
_ROUNDS = 5


@click.command()
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), default="text",
              show_default=True, help="Lines for people and editors, JSON, or annotations for "
              "GitHub Actions.")  # fmt: skip
@click.option("--least", type=click.Choice(list(map(str, Severity))), default="note",
              show_default=True, help="Show problems as grave as this or graver.")  # fmt: skip
@click.option("--again", is_flag=True, help="Forget the last check and read every page.")
@click.option("--fix", is_flag=True, help="Mend what has one certain answer, and show how.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the changes, and write nothing.")
@click.pass_context
def check(ctx: click.Context, /, form: str, least: str, **flags: bool) -> None:
    """Report everything that is wrong in the archive; no page is written.

    One line a problem: FILE:LINE:COLUMN: SEVERITY: MESSAGE [KIND]. Errors and warnings
    fail the check, notes do not: what sessions ahead still lack, links that may be
    readings, readings that no session uses.

    --fix corrects what can mean one thing only: a name that differs in capitals or
    hyphens, a date in another order. It changes nothing else.

    Exit codes: 0 nothing but notes, 1 something is wrong, 2 the archive cannot be read.
    """
    if flags["dry_run"] and not flags["fix"]:
        raise click.UsageError("--dry-run belongs to --fix")
    folder = folder_of(ctx)
    problems = _problems(folder, again=flags["again"])
    if flags["fix"]:
        problems = _fixed(folder, problems, dry_run=flags["dry_run"])
    shown = _shown(problems, folder, Severity(least))
    click.echo(_FORMATS[form](shown), nl=False)
    click.echo(_summary(problems), err=True)
    ctx.exit(_FOUND if any(one.severity.fails for one in problems) else 0)


def _problems(folder: Path, *, again: bool) -> tuple[Problem, ...]:
    kept = None if again else read_noted(folder)
    if kept is not None and _still_holds(kept, folder):
        return kept.problems
    check_anew: Any = resolve_name(_CHECKING)
    noted: Noted = check_anew(folder, kept, os.environ)
    try:
        write_noted(folder, noted)
    except OSError as error:
        click.echo(f"seminar: the findings cannot be kept: {one_line(str(error))}", err=True)
    return noted.problems


def _fixed(folder: Path, problems: tuple[Problem, ...], *, dry_run: bool) -> tuple[Problem, ...]:
    """Return the problems that are left when what can be mended is mended."""
    # Loaded only here: what writes files needs Sphinx.
    fix: Callable[..., int] = resolve_name(_FIXING)
    for _round in range(_ROUNDS):
        if not fix(folder, problems, dry_run=dry_run) or dry_run:
            break
        problems = _problems(folder, again=False)
    return problems


def _still_holds(kept: Noted, folder: Path) -> bool:
    if kept.zone and day_in(kept.zone, os.environ).isoformat() != kept.day:
        return False
    return kept.digest == digest_of_inputs(folder, kept.outside, os.environ)


def _shown(problems: Sequence[Problem], folder: Path, least: Severity) -> list[Problem]:
    """Return the problems that are grave enough, their files as seen from the current folder."""
    here = Path.cwd()
    return [
        replace(one, file=Path(os.path.relpath(folder / one.file, here)).as_posix())
        if one.file
        else one
        for one in problems
        if one.severity.rank <= least.rank
    ]


def _summary(problems: Sequence[Problem]) -> str:
    counts = {one: sum(problem.severity is one for problem in problems) for one in Severity}
    said = [f"{n} {one.value}{'' if n == 1 else 's'}" for one, n in counts.items() if n]
    return ", ".join(said) if said else "Nothing is wrong."
