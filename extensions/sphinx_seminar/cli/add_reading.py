"""``seminar add-reading``: a DOI, arXiv id, ISBN or address becomes an entry of refs.bib.

The entry is shown before it is written. Without a terminal there is nobody to ask:
then ``--yes`` writes, ``--dry-run`` only shows (exit code 0), and anything else
shows, writes nothing and ends with exit code 2.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
from rich.console import Console
from rich.text import Text

from sphinx_seminar.cli.folder import find_folder
from sphinx_seminar.cli.loading import load_archive
from sphinx_seminar.cli.network import network_of
from sphinx_seminar.cli.settings import bib_files
from sphinx_seminar.cli.wording import (
    CannotError,
    append_line,
    duplicate_line,
    failure_line,
    one_line,
)
from sphinx_seminar.importers.lookup.appending import (
    AppendError,
    BibFile,
    appended,
    read_bib_file,
    write_bib_file,
)
from sphinx_seminar.importers.lookup.duplicates import Known
from sphinx_seminar.importers.lookup.failure import FetchError
from sphinx_seminar.importers.lookup.foreign import read_foreign
from sphinx_seminar.importers.lookup.given import Given
from sphinx_seminar.importers.lookup.layout import learn_layout
from sphinx_seminar.importers.lookup.proposing import KnownError, Proposal, Proposer
from sphinx_seminar.importers.lookup.target import parse_target
from sphinx_seminar.model.health import days_read
from sphinx_seminar.parsing.bibtex import parse_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_seminar.model.archive import Archive

TYPES = (
    "article", "book", "booklet", "inbook", "incollection", "inproceedings", "manual",
    "mastersthesis", "misc", "online", "phdthesis", "proceedings", "report", "software",
    "techreport", "thesis", "unpublished",
)  # fmt: skip
_FOUND = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where entries go, and everything that they may repeat."""

    folder: Path | None
    file: BibFile
    others: tuple[BibFile, ...]

    def archive(self) -> Archive | None:
        """Return the archive, None where none can be loaded."""
        if self.folder is None:
            return None
        try:
            return load_archive(self.folder).archive
        except CannotError as error:
            click.echo(f"seminar: {error.format_message()}", err=True)
            return None


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was called with, by the names of its options."""

    ids: tuple[str, ...]
    yes: bool
    dry_run: bool
    bib: Path | None
    title: str
    authors: tuple[str, ...]
    no_author: bool
    year: int | None
    entry_type: str | None
    bibtex: TextIO | None
    anyway: bool
    offline: bool
    timeout: float

    @property
    def given(self) -> Given:
        """What is said of the work."""
        return Given(self.title, self.authors, self.year, self.entry_type or "")


@click.command("add-reading")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option(
    "--bib",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to add to; by default the first one that conf.py names.",
)
@click.option("--title", default="", help="The title, instead of the one found.")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="'Family, Given', 'Given Family' or '{Body}'; once for each author.",
)
@click.option("--no-author", is_flag=True, help="Add a work whose record names nobody.")
@click.option("--year", type=click.IntRange(1, 9999), help="The year, instead of the one found.")
@click.option("--type", "entry_type", type=click.Choice(TYPES), help="The type of the entry.")
@click.option(
    "--bibtex",
    type=click.File("r", encoding="utf-8"),
    help="Take the entries in this file (- for the standard input) as they are.",
)
@click.option("--anyway", is_flag=True, help="Add a work that seems to be there already.")
@click.option("--offline", is_flag=True, help="Ask nobody: take what is given.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=20.0,
    show_default=True,
    help="Seconds to wait for an answer.",
)
@click.pass_context
def add_reading(ctx: click.Context, /, **values: Any) -> None:
    """Add readings to the bibliography.

    An ID is a DOI, an arXiv id, an ISBN, a number of PubMed Central (PMC…) or PubMed
    (pmid:…), or an address. Metadata come from doi.org and Open Library. An address that
    shows no identifier becomes a stub with a note of what is missing; so does anything
    with --offline and nothing given.

    The key is the first author's family name, the year and the first significant word
    of the title (wang2019machine), with a letter when it is taken.

    Exit codes: 0 written (or declined, or --dry-run), 1 already there, 2 not found,
    or nobody there to be asked.
    """
    options = Options(**values)
    _check_usage(options)
    place = _place(ctx.find_object(Path) or Path(), options.bib)
    library = parse_library([(one.path.name, one.text) for one in (place.file, *place.others)])
    proposer = Proposer(
        Known(library.readings),
        learn_layout(place.file.entries()),
        allow_known=options.anyway,
        allow_nameless=options.no_author,
    )
    proposals, code = _proposals(place, _tasks(proposer, options))
    if proposals:
        code = max(code, _write(place.file, proposals, options))
    ctx.exit(code)


def _check_usage(options: Options) -> None:
    described = options.given != Given()
    if options.bibtex and (options.ids or described):
        raise click.UsageError("--bibtex stands alone: its entries say everything themselves")
    if not (options.ids or options.title or options.bibtex):
        raise click.UsageError("name an ID, or give --title, or --bibtex")
    if len(options.ids) > 1 and described:
        raise click.UsageError("--title, --author, --year and --type describe one ID")


def _place(start: Path, bib: Path | None) -> Place:
    try:
        folder = find_folder(start)
        paths = bib_files(folder)
    except CannotError:
        if bib is None:
            raise
        folder, paths = None, []
    target = bib or paths[0]
    others = [path for path in paths if path.resolve() != target.resolve()]
    try:
        return Place(folder, read_bib_file(target), tuple(map(read_bib_file, others)))
    except AppendError as error:
        raise CannotError(append_line(error)) from error


def _tasks(proposer: Proposer, options: Options) -> list[tuple[str, Callable[[], Proposal]]]:
    """Return what is asked for, each with the way to its entry."""
    if options.bibtex is not None:
        return _foreign_tasks(proposer, options.bibtex)
    given, network = options.given, None if options.offline else network_of(options.timeout)
    tasks: list[tuple[str, Callable[[], Proposal]]] = []
    for text in options.ids:
        target = parse_target(text)
        if target is None:
            raise CannotError(
                one_line(f"{text!r} is no DOI, arXiv id, ISBN, PMC number or address")
            )
        tasks.append((text, partial(proposer.propose, target, given, network)))
    if not options.ids:
        tasks.append((f"“{given.title}”", partial(proposer.propose, None, given, None)))
    return tasks


def _foreign_tasks(proposer: Proposer, bibtex: TextIO) -> list[tuple[str, Callable[[], Proposal]]]:
    try:
        readings, findings = read_foreign(bibtex.read())
    except UnicodeDecodeError as error:
        raise CannotError("--bibtex: the text is not UTF-8") from error
    for finding in findings:
        raise CannotError(
            one_line(f"--bibtex, line {finding.location.line}: {finding.name} {finding.value}")
        )
    if not readings:
        raise CannotError("--bibtex: there is no entry in the text")
    return [(one.key, partial(proposer.propose_foreign, one)) for one in readings]


def _proposals(
    place: Place, tasks: Iterable[tuple[str, Callable[[], Proposal]]]
) -> tuple[list[Proposal], int]:
    """Return the entries to be added and the exit code; what is in their way is said."""
    proposals: list[Proposal] = []
    code = 0
    for name, propose in tasks:
        try:
            proposals.append(propose())
        except KnownError as error:
            archive = place.archive()
            for one in error.duplicates:
                days = days_read(archive, one.reading.key) if archive else None
                click.echo(duplicate_line(name, one, days), err=True)
            code = max(code, _FOUND)
        except FetchError as error:
            click.echo(f"seminar: {failure_line(error)}", err=True)
            code = max(code, CannotError.exit_code)
    return proposals, code


def _write(file: BibFile, proposals: Sequence[Proposal], options: Options) -> int:
    """Show the entries, ask, and write them; return the exit code."""
    try:
        data = appended(file, [proposal.text for proposal in proposals])
        _show(file, proposals)
        if options.dry_run:
            return 0
        if not options.yes:
            if options.bibtex or not is_interactive():
                click.echo("seminar: nothing written: give --yes to write without asking", err=True)
                return CannotError.exit_code
            if not click.confirm(f"Add to {file.path.name}?", default=True):
                click.echo("Nothing written.")
                return 0
        write_bib_file(file, data)
    except AppendError as error:
        raise CannotError(append_line(error)) from error
    for proposal in proposals:
        click.echo(f"Added {proposal.key} to {file.path.name}.")
    return 0


def is_interactive() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def _show(file: BibFile, proposals: Iterable[Proposal]) -> None:
    """Show the entries as a difference would."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"+++ {file.path.name}", style="bold"))
    for line in "\n\n".join(proposal.text for proposal in proposals).split("\n"):
        console.print(Text(f"+{line}", style="green"))
