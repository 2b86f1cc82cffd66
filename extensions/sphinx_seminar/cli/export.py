"""``seminar export``: the search records for an engine outside of the site, as files or sent.

The records are those of the last build, as on the search page. The key of who may write
comes from the environment alone: no command line, no file and no log has it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sphinx_seminar.cli.folder import DOCTREES, folder_of
from sphinx_seminar.cli.settings import settings_of
from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.messages import describe
from sphinx_seminar.domain.rebuild.output import replace_file
from sphinx_seminar.importers.engines import meilisearch as ask_meilisearch
from sphinx_seminar.importers.engines import opensearch as ask_opensearch
from sphinx_seminar.importers.engines import typesense as ask_typesense
from sphinx_seminar.importers.engines.asking import EngineClient
from sphinx_seminar.importers.engines.failure import PushError, PushProblem
from sphinx_seminar.importers.engines.pushing import BATCH, push
from sphinx_seminar.outputs.search.engines import meilisearch, opensearch, typesense
from sphinx_seminar.outputs.search.engines.document import documents
from sphinx_seminar.outputs.search.record import RECORDS, read_lines
from sphinx_seminar.parsing.engines import (
    INDEX_FORM,
    KEY_VARIABLE,
    EngineKind,
    EngineSetting,
    is_engine_address,
    is_index_name,
    parse_engine,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_seminar.importers.engines.pushing import Engine, Pushed
    from sphinx_seminar.outputs.search.engines.document import Document

_FOUND = 1
OUTPUT = "_build/engine"
SETTINGS_FILE = "settings.json"
_FORMS = {
    EngineKind.OPENSEARCH: opensearch.FORM,
    EngineKind.MEILISEARCH: meilisearch.FORM,
    EngineKind.TYPESENSE: typesense.FORM,
}
_ENGINES: dict[EngineKind, tuple[Callable[[EngineClient, str], Engine], Callable[[str], Any]]] = {
    EngineKind.OPENSEARCH: (ask_opensearch.OpenSearch, ask_opensearch.key_header),
    EngineKind.MEILISEARCH: (ask_meilisearch.Meilisearch, ask_meilisearch.key_header),
    EngineKind.TYPESENSE: (ask_typesense.Typesense, ask_typesense.key_header),
}
_PROBLEMS = {
    PushProblem.UNREACHABLE: "it cannot be reached ({detail})",
    PushProblem.TIMEOUT: "it does not answer in time",
    PushProblem.INSECURE: "an address without https is asked on this machine alone",
    PushProblem.HTML: "a web page answers, not an engine: is the address right?",
    PushProblem.NO_JSON: "what answers is not such an engine",
    PushProblem.REFUSED: "it refuses the key in {variable} ({detail})",
    PushProblem.NOT_FOUND: "it has nothing under this address ({detail})",
    PushProblem.BUSY: "it asks to wait, again and again ({detail}); run the command later",
    PushProblem.FULL: "it is full: make room and run the command again ({detail})",
    PushProblem.TOO_LARGE: "it takes no answer of this size ({detail})",
    PushProblem.STATUS: "it answers with the error: {detail}",
    PushProblem.CHANGED: (
        "its index {detail} has other fields: --recreate deletes it and makes it anew, or "
        "--index names another"
    ),
    PushProblem.FOREIGN: (
        "its index holds documents that are not of this program ({detail}): name another "
        "index with --index"
    ),
    PushProblem.TASK: "it failed: {detail}",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was called with, by the names of its options."""

    engine: str | None
    output: Path | None
    push: str | None
    index: str | None
    batch: int
    own: bool
    recreate: bool
    private: bool
    timeout: float


@click.command("export")
@click.option(
    "--engine",
    type=click.Choice([kind.value for kind in EngineKind]),
    help="The engine; by default that of seminar_search_engine.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"The folder for the files; by default {OUTPUT} in the archive's folder.",
)
@click.option(
    "--push", metavar="URL", help=f"Send them to the engine; the key is in {KEY_VARIABLE}."
)
@click.option("--index", help="The name of the index; by default seminar.")
@click.option(
    "--batch",
    type=click.IntRange(1, 10_000),
    default=BATCH,
    show_default=True,
    help="How many records to send at once.",
)
@click.option("--own", is_flag=True, help="Leave out what other archives hold.")
@click.option("--recreate", is_flag=True, help="Delete the index first and make it anew.")
@click.option(
    "--private", is_flag=True, help="Allow an address without https in a private network."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=60.0,
    show_default=True,
    help="Seconds to wait for each answer.",
)
@click.pass_context
def export(ctx: click.Context, /, **values: Any) -> None:
    """Write what can be found for a search engine outside of the site.

    Writes the settings of the index and a bulk file of the records of the last build.
    With --push, sends them instead: only what is new, in batches, again where the engine
    is busy; what the archive holds no more is removed. A push that was interrupted goes
    on where it stopped when the command is run again.

    Exit codes: 0 done, 1 the engine did not take some records, or the key of
    seminar_search_engine is not fit to be published, 2 it cannot be done.
    """
    options = Options(**values)
    folder = folder_of(ctx)
    setting = _setting(folder)
    name = options.engine or (setting.kind.value if setting else "")
    if not name:
        raise click.UsageError("name an engine with --engine, or set seminar_search_engine")
    kind = EngineKind(name)
    index = options.index or (setting.index if setting and setting.kind is kind else "seminar")
    if not is_index_name(index):
        raise click.UsageError(f"an index is named by {INDEX_FORM}")
    found = _documents(folder, own=options.own)
    if options.push is None:
        _write(options.output or folder / OUTPUT, kind, index, found)
    else:
        ctx.exit(_push(options, kind, index, found, setting))


def _setting(folder: Path) -> EngineSetting | None:
    config = settings_of(folder)
    setting, findings = parse_engine(config.seminar_search_engine, os.environ.get(KEY_VARIABLE, ""))
    if findings:
        raise CannotError(one_line(f"conf.py: {'; '.join(map(describe, findings))}"))
    return setting


def _documents(folder: Path, *, own: bool) -> list[Document]:
    path = folder / DOCTREES / RECORDS
    try:
        records = read_lines(path.read_bytes())
    except OSError as error:
        raise CannotError("the archive was not built yet: run make html first") from error
    except ValueError as error:
        raise CannotError(one_line(f"{path}: {error}")) from error
    # What another archive holds has an address of the web.
    return list(documents(one for one in records if not own or "://" not in one.url))


def _write(folder: Path, kind: EngineKind, index: str, found: Sequence[Document]) -> None:
    form = _FORMS[kind]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / SETTINGS_FILE, form.settings_file(index).encode())
        replace_file(folder / form.bulk_name, form.bulk(found, index).encode())
    except OSError as error:
        raise CannotError(one_line(f"{folder} cannot be written ({error.strerror})")) from error
    click.echo(one_line(f"{folder / SETTINGS_FILE}: the settings of the index {index}"))
    click.echo(one_line(f"{folder / form.bulk_name}: {len(found)} records"))


def _push(
    options: Options,
    kind: EngineKind,
    index: str,
    found: Sequence[Document],
    setting: EngineSetting | None,
) -> int:
    """Send the documents; return the exit code."""
    url = (options.push or "").rstrip("/")
    if not is_engine_address(url) and not (options.private and is_engine_address(_secured(url))):
        hint = "an address that begins with https://, without a key in it"
        raise CannotError(one_line(f"--push takes {hint}: {url.rpartition('@')[2]!r}"))
    make, header = _ENGINES[kind]
    headers = header(os.environ.get(KEY_VARIABLE, ""))
    client = EngineClient(url, headers, options.timeout, private=options.private)
    engine = make(client, index)
    try:
        pushed = _with_progress(engine, found, options)
        told = _tell(pushed, url)
        if setting and setting.kind is kind and setting.index == index:
            told = max(told, _judge_key(engine, setting))
    except PushError as error:
        reason = _PROBLEMS[error.problem].format(detail=error.detail, variable=KEY_VARIABLE)
        raise CannotError(one_line(f"{url}: {reason}")) from error
    return told


def _secured(url: str) -> str:
    return url.replace("http://", "https://", 1)


def _with_progress(engine: Engine, found: Sequence[Document], options: Options) -> Pushed:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Sending", total=None)
        return push(
            engine,
            found,
            batch=options.batch,
            recreate=options.recreate,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _tell(pushed: Pushed, url: str) -> int:
    click.echo(
        one_line(
            f"{url}: {pushed.sent} records sent, {pushed.unchanged} were there, "
            f"{pushed.removed} removed"
        )
    )
    for refusal in pushed.refusals:
        click.echo(one_line(f"seminar: not taken: {refusal.id}: {refusal.reason}"), err=True)
    return _FOUND if pushed.refusals else 0


def _judge_key(engine: Engine, setting: EngineSetting) -> int:
    """Say when the key that search pages show can do more than search, or not even that."""
    power = engine.power_of(setting.key)
    if power.administers:
        text = "may do more than search: make one that only searches, and change this one"
        click.echo(f"seminar: the key of seminar_search_engine {text}", err=True)
        return _FOUND
    if not power.searches:
        text = f"cannot search the index {setting.index}: the search page will not work"
        click.echo(f"seminar: the key of seminar_search_engine {text}", err=True)
        return _FOUND
    return 0
