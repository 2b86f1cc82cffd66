"""``seminar build``: the site and the PDF, with the builders and in the folders of the Makefile."""

from __future__ import annotations

import os
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.targets import HTML, LATEX, MEMBERS, PDF, Target

if TYPE_CHECKING:
    from collections.abc import Callable

#: Loaded when building begins: it needs Sphinx.
_RUNNING = "sphinx_seminar.cli.running:run_target"
_TYPESETTING = "sphinx_seminar.cli.typesetting:typeset"
_MOMENT = "sphinx_seminar.rendering.volume.dating:moment_of"
_TARGETS = {"html": (HTML,), "pdf": (PDF,), "all": (HTML, PDF), "latex": (LATEX,)}


@click.command()
@click.argument("what", type=click.Choice(list(_TARGETS)), default="html")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    metavar="PART",
    help="Make the PDF of this part alone, such as year/2025; can be given again.",
)
@click.option("--members", is_flag=True,
              help="Build the site that shows members how to join; never publish it.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Fail when there is a warning.")
@click.option("--fresh", is_flag=True, help="Read and write every page, as in the first build.")
@click.option("--jobs", default="auto", metavar="N", show_default=True,
              help="How many processes to use; auto: one for each core.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Show warnings only.")
@click.pass_context
def build(
    ctx: click.Context, /, what: str, jobs: str, scopes: tuple[str, ...], **flags: bool
) -> None:
    """Build the site, the PDF, both (all), or the PDF with TeX (latex).

    The site is _build/html/index.html, the PDF _build/pdf/archive.pdf, the one of TeX
    _build/latex/archive.pdf, below the archive's folder. Only what changed since the last
    build is read and written.

    A PART is "archive", "series/NAME", "term/SERIES/TERM" or "year/2025", a book each;
    "session/2025-01-17", a handout; "readings/PART", its reading list; "programme/PART", its
    programme on one page. A * stands for any text: "session/2025-*".

    Exit codes: those of Sphinx: 0 built, 1 warnings with --strict, 2 could not be built.
    """
    if flags["members"] and what != "html":
        raise click.UsageError("--members is for the site: seminar build html --members")
    if scopes and what != "pdf":
        raise click.UsageError("--scope is for the PDF: seminar build pdf --scope PART")
    if jobs != "auto" and not (jobs.isdecimal() and int(jobs)):
        raise click.BadParameter("a number from 1, or auto", param_hint="--jobs")
    folder = folder_of(ctx)
    options = _options(jobs, scopes, flags)
    run_target: Callable[..., int] = resolve_name(_RUNNING)
    code = 0
    for target in (MEMBERS,) if flags["members"] else _TARGETS[what]:
        before = _written(target, folder)
        done = run_target(target, folder, options, quiet=flags["quiet"])
        if done:
            click.echo(f"seminar: {target.name}: Sphinx ended with exit code {done}", err=True)
        elif target is LATEX and (done := _typeset(folder, target, flags)):
            click.echo(f"seminar: {target.name}: TeX ended with exit code {done}", err=True)
        elif not flags["quiet"]:
            _say_where(target, folder, before)
        code = max(code, done)
    ctx.exit(code)


def _options(jobs: str, scopes: tuple[str, ...], flags: dict[str, bool]) -> list[str]:
    options = ["-j", jobs]
    if flags["strict"]:
        options.append("-W")
    if flags["fresh"]:
        options += ["-E", "-a"]
    if scopes:
        options += ["-D", f"seminar_pdf_scope={','.join(scopes)}"]
    return options


def _typeset(folder: Path, target: Target, flags: dict[str, bool]) -> int:
    typeset: Callable[..., int] = resolve_name(_TYPESETTING)
    moment_of: Callable[[Path], int] = resolve_name(_MOMENT)
    code = typeset(folder / target.out, moment_of(folder), quiet=flags["quiet"])
    return code if code > 1 or flags["strict"] else 0


def _written(target: Target, folder: Path) -> dict[Path, int]:
    """Return the files that *target* may have made, and when; its main one first."""
    out = folder / target.out
    main = out / target.result
    parts = sorted(out.rglob("*.pdf")) if target is PDF else []
    return {path: path.stat().st_mtime_ns for path in (main, *parts) if path.exists()}


def _say_where(target: Target, folder: Path, before: dict[Path, int]) -> None:
    found = _written(target, folder)
    # a PDF is always made anew, a site only where something changed
    made = [path for path in found if target is not PDF or found[path] != before.get(path)]
    for path in made:
        click.echo(f"{target.name}: {Path(os.path.relpath(path)).as_posix()}")
