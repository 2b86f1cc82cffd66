"""``seminar search``: talks, readings and speakers of the archive as it was built last.

The records that a build left are indexed once, into one file; later searches only ask it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.loading import DOCTREES
from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.outputs.search.asking import Answer, Hit, Wanted, ask
from sphinx_seminar.outputs.search.excerpts import excerpt
from sphinx_seminar.outputs.search.record import DATABASE, RECORDS, RecordKind, read_lines
from sphinx_seminar.outputs.search.sqlite import (
    MissingFtsError,
    digest_of_database,
    write_database,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Below the archive's folder.
INDEX = "_build/search.sqlite"
_KINDS = [kind.value for kind in RecordKind]
_EXCERPT_LINE = 12


@click.command()
@click.argument("query", nargs=-1)
@click.option("--kind", type=click.Choice(_KINDS), multiple=True, help="Only records of this kind.")
@click.option("--year", multiple=True, metavar="YYYY", help="Only this year.")
@click.option("--speaker", multiple=True, help="Only talks of this speaker, or part of the name.")
@click.option("--topic", multiple=True, help="Only this topic, or part of it.")
@click.option("--series", multiple=True, help="Only this series, by its title.")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="The order of the results.",
)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True,
              help="How many results to show.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write the results as JSON.")
@click.option(
    "--archive",
    type=click.Path(exists=True, path_type=Path),
    help="Search this archive.sqlite, records file or built folder instead.",
)
@click.pass_context
def search(
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    archive: Path | None,
    *,
    as_json: bool,
    limit: int,
    sort: str,
    **filters: tuple[str, ...],
) -> None:
    """Search talks, sessions, readings, speakers and pages for QUERY.

    Words of QUERY must all be there; "speaker:zhu", "read:weinan", "topic:modelling",
    "year:2024-2025" and "kind:talk" ask for fields, quotation marks for a phrase. Without
    QUERY, everything is listed, newest first.

    Exit codes: 0 something was found, 1 nothing, 2 there is nothing to search.
    """
    chosen = {("years" if name == "year" else name): values for name, values in filters.items()}
    chosen = {("speakers" if name == "speaker" else name): v for name, v in chosen.items()}
    chosen = {("topics" if name == "topic" else name): v for name, v in chosen.items()}
    database = _database(ctx, archive)
    try:
        answer = ask(database, " ".join(query), Wanted(chosen, limit, sort))
    except OSError as error:
        raise CannotError(one_line(str(error))) from error
    if as_json:
        click.echo(json.dumps(_as_data(answer), ensure_ascii=False, indent=2))
    else:
        _show(answer)
    ctx.exit(0 if answer.hits else 1)


def _database(ctx: click.Context, archive: Path | None) -> Path:
    """Return a database that is up to date with the records it was made of.

    :raises CannotError: when there are no records, or they cannot be indexed.
    """
    if archive is None:
        folder = folder_of(ctx)
        return _indexed(folder / DOCTREES / RECORDS, folder / INDEX)
    if archive.is_dir():
        for found in (archive / DATABASE, archive / RECORDS, archive / DOCTREES / RECORDS):
            if found.is_file():
                archive = found
                break
    if archive.suffix == ".jsonl":
        return _indexed(archive, archive.with_suffix(".sqlite"))
    if not digest_of_database(archive):
        raise CannotError(f"{archive} holds no search index of this version")
    return archive


def _indexed(records: Path, database: Path) -> Path:
    try:
        found = records.stat()
    except OSError as error:
        raise CannotError("the archive was not built yet: run make html first") from error
    # A build leaves a file of the same bytes alone; at 20,000 sessions it has 70 MB.
    stamp = f"{found.st_size} {found.st_mtime_ns}"
    try:
        if digest_of_database(database) != stamp:
            write_database(database, read_lines(records.read_bytes()), stamp)
    except ValueError as error:
        raise CannotError(one_line(f"{records}: {error}")) from error
    except (OSError, MissingFtsError) as error:
        raise CannotError(one_line(str(error))) from error
    return database


def _as_data(answer: Answer) -> dict[str, object]:
    asked = answer.query.words()
    return {
        "total": answer.total,
        "corrections": dict(answer.corrections),
        "results": [_hit_data(hit, asked) for hit in answer.hits],
    }


def _hit_data(hit: Hit, asked: Sequence[str]) -> dict[str, object]:
    record = {name: value for name, value in hit.record.items() if value and name != "text"}
    text = "".join(piece for piece, _marked in excerpt(hit.record["text"], asked))
    return {**record, "excerpt": text, "score": round(hit.score, 3)}


def _show(answer: Answer) -> None:
    # A terminal obeys no text of the archive: rich's Text is no markup, and controls are gone.
    console = Console(highlight=False, soft_wrap=not os.isatty(1))
    for wrong, right in answer.corrections.items():
        console.print(
            Text(one_line(f"Nothing for “{wrong}”; these are the results for “{right}”."))
        )
    if answer.query.cut:
        console.print(Text("The query is long: only its beginning is searched."))
    for hit in answer.hits:
        console.print(_hit_text(hit, answer.query.words()))
    more = "" if answer.total <= len(answer.hits) else f", the first {len(answer.hits)} shown"
    results = "1 result" if answer.total == 1 else f"{answer.total} results"
    console.print(Text(f"{results}{more}" if answer.total else "Nothing found."), style="bold")


def _hit_text(hit: Hit, asked: Sequence[str]) -> Text:
    record = hit.record
    shown = Text()
    for piece, marked in excerpt(record["title"], asked, width=10_000):
        shown.append(one_line_kept(piece), style="bold underline" if marked else "bold")
    names = record["speakers"] if record["kind"] != RecordKind.SPEAKER else ""
    facts = " · ".join(
        part for part in (record["kind"], record["date"], names, record["detail"]) if part
    )
    shown.append(f"\n  {one_line(facts)}", style="dim")
    if record["text"]:
        shown.append("\n  ")
        for piece, marked in excerpt(record["text"], asked):
            shown.append(one_line_kept(piece), style="bold" if marked else "")
    shown.append(f"\n  {one_line(record['url'])}\n", style="cyan")
    return shown


def one_line_kept(piece: str) -> str:
    """Return *piece* without characters that a terminal would obey; its spaces stay."""
    return "".join(char for char in piece if char.isprintable())
