"""``seminar import``: foreign pages and exports become sessions and readings.

It shows what it would write; ``--write`` writes. Without an archive around it, it only
reports.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sphinx_seminar.cli.folder import find_folder
from sphinx_seminar.cli.import_archive import import_archive, is_archive
from sphinx_seminar.cli.import_json import found_json
from sphinx_seminar.cli.import_report import print_report
from sphinx_seminar.cli.import_wording import source_line, write_line
from sphinx_seminar.cli.loading import load_archive
from sphinx_seminar.cli.network import network_of
from sphinx_seminar.cli.settings import bib_files
from sphinx_seminar.cli.wording import CannotError, append_line, one_line
from sphinx_seminar.domain.git import changed_on, would_take
from sphinx_seminar.domain.privacy import FILENAME as ACCESS
from sphinx_seminar.importers.entries import ProblemKind
from sphinx_seminar.importers.gathering import Gathered, gather
from sphinx_seminar.importers.lookup.appending import AppendError, read_bib_file
from sphinx_seminar.importers.lookup.duplicates import Known
from sphinx_seminar.importers.lookup.layout import learn_layout
from sphinx_seminar.importers.lookup.proposing import Proposer
from sphinx_seminar.importers.mapping import (
    FILENAME as MAPPING,
)
from sphinx_seminar.importers.mapping import (
    PLACES,
    mappings_bytes,
    parse_place,
    read_mappings,
)
from sphinx_seminar.importers.sources import SourceError
from sphinx_seminar.importers.writing.plan import Plan, Target, make_plan
from sphinx_seminar.importers.writing.record import source_name
from sphinx_seminar.importers.writing.shelf import Shelf
from sphinx_seminar.importers.writing.transaction import (
    Change,
    WriteError,
    apply_changes,
    recover,
)
from sphinx_seminar.model.finding import nearest
from sphinx_seminar.parsing.bibtex import parse_library
from sphinx_seminar.parsing.today import day_in

if TYPE_CHECKING:
    from datetime import date, datetime

    from sphinx_seminar.importers.mapping import Mappings
    from sphinx_seminar.model.series import Series

_FOUND = 1


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was called with, by the names of its options."""

    sources: tuple[Path, ...]
    write: bool
    as_json: bool
    fetch: bool
    as_of: datetime | None
    series: str
    mapped: tuple[str, ...]
    base_url: str
    timeout: float


@click.command("import")
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    metavar="SOURCE...",
    type=click.Path(path_type=Path),
)
@click.option("--write", is_flag=True, help="Write; without it, only show what would be written.")
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
@click.option("--fetch", is_flag=True, help="Complete readings with an identifier from doi.org.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day as of which the source is read; by default that of its last commit, or today.",
)
@click.option("--series", default="", help="The series that the sessions belong to.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="NAME=PLACE",
    help=f"What a column or key means, kept in {MAPPING}; may be repeated. Places: "
    f"{', '.join(PLACES)}.",
)
@click.option("--base-url", default="", help="The address of the page, for links relative to it.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=20.0,
    show_default=True,
    help="Seconds to wait for an answer, with --fetch.",
)
@click.pass_context
def import_pages(ctx: click.Context, /, **values: Any) -> None:
    """Import sessions and readings from pages and exports.

    A SOURCE is a file or a folder. Nothing is written without --write: the report shows
    how many sessions were found, complete, flagged and skipped, one line for each question
    with file and line, and the difference that --write makes. A second import adds only
    what is new, and never touches a page that was edited since.

    The archive.json of another archive becomes that archive, in an empty folder.

    Meeting links, ids and passcodes go to access.toml alone; e-mail addresses and other
    private data are not taken over.

    Exit codes: 0 no question, 1 something should be looked at, 2 nothing could be read
    or written.
    """
    options = Options(**values)
    if is_archive(options.sources):
        start = ctx.find_object(Path) or Path()
        import_archive(options.sources[0], start, write=options.write)
        return
    folder = _folder(ctx)
    if folder is None and options.write:
        raise CannotError("no conf.py here or above: name an archive with -C DIR to write into")
    try:
        _import(ctx, options, folder)
    except SourceError as error:
        raise CannotError(source_line(error)) from error
    except AppendError as error:
        raise CannotError(append_line(error)) from error
    except WriteError as error:
        raise CannotError(write_line(error)) from error


def _folder(ctx: click.Context) -> Path | None:
    try:
        return find_folder(ctx.find_object(Path) or Path())
    except CannotError:
        return None


def _import(ctx: click.Context, options: Options, folder: Path | None) -> None:
    if folder is not None and options.write:
        for path in recover(folder):
            click.echo(one_line(f"{path}: put in place, as an interrupted import meant it"))
    before = _bytes_of(folder / MAPPING) if folder else None
    mappings = read_mappings(before)
    _take_mapped(options, mappings)
    gathered = gather(options.sources, mappings, partial(_as_of, options))
    if folder is not None and options.write and _ask_about_columns(gathered, mappings):
        gathered = gather(options.sources, mappings, partial(_as_of, options))
    target = _target(folder, options) if folder is not None and gathered.found else None
    plan = make_plan(gathered.found, target) if target is not None else None
    if options.as_json:
        click.echo(found_json(gathered.found, gathered.errors, plan))
    else:
        print_report(gathered.found, gathered.errors, plan, target, with_diff=not options.write)
    if folder is not None and options.write:
        after = mappings_bytes(mappings)
        mapping = [Change(MAPPING, before, after)] if mappings and after != before else []
        _write(folder, plan, mapping, quiet=options.as_json)
    elif not options.as_json and plan is not None and plan.changes:
        click.echo("Nothing written: --write writes.")
    ctx.exit(_code(gathered))


def _code(gathered: Gathered) -> int:
    if gathered.errors and not gathered.found:
        return CannotError.exit_code
    asked = any(
        session.is_flagged for found in gathered.found for session in found.sessions
    ) or any(found.problems for found in gathered.found)
    return _FOUND if asked or gathered.errors else 0


def _take_mapped(options: Options, mappings: Mappings) -> None:
    """Add what ``--map`` says to the mappings of all sources."""
    for text in options.mapped:
        name, equals, place = text.rpartition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--map {text!r}: give NAME=PLACE")
        slot = parse_place(place)
        for source in options.sources:
            mappings.setdefault(source_name(source.as_posix()), {})[name.strip()] = slot


def _ask_about_columns(gathered: Gathered, mappings: Mappings) -> bool:
    """Ask a person what unknown columns mean; return whether anything was said."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    is_said = False
    for found in gathered.found:
        for problem in found.problems:
            if problem.kind is not ProblemKind.UNKNOWN_COLUMN:
                continue
            click.echo(f"{problem.source}:{problem.line}: what is “{one_line(problem.value)}”?")
            for example in problem.examples:
                click.echo(f"    {one_line(example)[:100]}")
            place = click.prompt(
                "Its place", default="note", type=click.Choice(PLACES), show_choices=False
            )
            slot = parse_place(place)
            mappings.setdefault(source_name(problem.source), {})[problem.value] = slot
            is_said = True
    return is_said


def _target(folder: Path, options: Options) -> Target:
    """Return the archive that is imported into."""
    loaded = load_archive(folder)
    paths = bib_files(folder)
    files = [read_bib_file(path) for path in paths]
    library = parse_library([(one.path.name, one.text) for one in files])
    proposer = Proposer(
        Known(library.readings), learn_layout(files[0].entries()), allow_nameless=True
    )
    network = network_of(options.timeout) if options.fetch else None
    shelf = Shelf(proposer, network, _say)
    series = _series(loaded.archive.series, options.series)
    return Target(folder, loaded.archive, files[0], shelf, series, options.base_url)


def _say(name: str) -> None:
    click.echo(one_line(f"asking about {name}"), err=True)


def _series(known: tuple[Series, ...], name: str) -> Series | None:
    if not name:
        return known[0] if known else None
    found = next((one for one in known if one.name == name), None)
    if found is None:
        names = [one.name for one in known]
        near = nearest(name, names)
        hint = f"; did you mean {near}?" if near else f"; there are {', '.join(names)}"
        raise CannotError(one_line(f"there is no series {name!r}{hint}"))
    return found


def _as_of(options: Options, path: Path) -> date | None:
    """Return the day as of which *path* is read: as said, of its last commit, or today."""
    if options.as_of is not None:
        return options.as_of.date()
    return changed_on(path) or day_in("UTC", os.environ)


def _write(folder: Path, plan: Plan | None, mapping: list[Change], *, quiet: bool) -> None:
    changes = [*(plan.changes if plan else ()), *mapping]
    if any(change.path == ACCESS for change in changes) and would_take(folder / ACCESS):
        raise CannotError(
            f"git does not ignore {ACCESS}, which will hold ways into meetings: "
            f"add it to .gitignore; nothing was written"
        )
    apply_changes(folder, changes)
    if not quiet:
        words = f"Wrote {len(changes)} files." if changes else "Nothing to write."
        click.echo(words)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
