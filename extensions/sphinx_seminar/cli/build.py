"""``seminar build``: the site and the PDF, with the builders and in the folders of the Makefile."""

from __future__ import annotations

import os
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.targets import HTML, MEMBERS, PDF, Target

if TYPE_CHECKING:
    from collections.abc import Callable

#: Loaded when building begins: it needs Sphinx.
_RUNNING = "sphinx_seminar.cli.running:run_target"
_TARGETS = {"html": (HTML,), "pdf": (PDF,), "all": (HTML, PDF)}


@click.command()
@click.argument("what", type=click.Choice(list(_TARGETS)), default="html")
@click.option("--members", is_flag=True,
              help="Build the site that shows members how to join; never publish it.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Fail when there is a warning.")
@click.option("--fresh", is_flag=True, help="Read and write every page, as in the first build.")
@click.option("--jobs", default="auto", metavar="N", show_default=True,
              help="How many processes to use; auto: one for each core.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Show warnings only.")
@click.pass_context
def build(ctx: click.Context, /, what: str, jobs: str, **flags: bool) -> None:
    """Build the site, the PDF, or both (all).

    The site is _build/html/index.html, the PDF _build/pdf/archive.pdf, below the archive's
    folder. Only what changed since the last build is read and written.

    Exit codes: those of Sphinx: 0 built, 1 warnings with --strict, 2 could not be built.
    """
    if flags["members"] and what != "html":
        raise click.UsageError("--members is for the site: seminar build html --members")
    if jobs != "auto" and not (jobs.isdecimal() and int(jobs)):
        raise click.BadParameter("a number from 1, or auto", param_hint="--jobs")
    folder = folder_of(ctx)
    options = ["-j", jobs]
    if flags["strict"]:
        options.append("-W")
    if flags["fresh"]:
        options += ["-E", "-a"]
    run_target: Callable[..., int] = resolve_name(_RUNNING)
    code = 0
    for target in (MEMBERS,) if flags["members"] else _TARGETS[what]:
        done = run_target(target, folder, options, quiet=flags["quiet"])
        if done:
            click.echo(f"seminar: {target.name}: Sphinx ended with exit code {done}", err=True)
        elif not flags["quiet"]:
            _say_where(target, folder)
        code = max(code, done)
    ctx.exit(code)


def _say_where(target: Target, folder: Path) -> None:
    path = folder / target.out / target.result
    if path.exists():
        click.echo(f"{target.name}: {Path(os.path.relpath(path)).as_posix()}")
