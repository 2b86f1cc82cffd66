"""``seminar search``: talks, readings and speakers of the archive as it was built last.

A search starts no more than it needs: neither Sphinx nor, for JSON, what paints terminals.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.searched import of_archive, of_build
from sphinx_seminar.domain.deferring import deferred
from sphinx_seminar.outputs.search.asking import Answer, Hit, Wanted, ask
from sphinx_seminar.outputs.search.excerpts import excerpt
from sphinx_seminar.outputs.search.record import RecordKind

if TYPE_CHECKING:
    from collections.abc import Sequence

show_hits = deferred("sphinx_seminar.cli.hits:show_hits")

_KINDS = [kind.value for kind in RecordKind]
#: Options by the names of the facets that they narrow.
_FACETS = {"year": "years", "speaker": "speakers", "topic": "topics"}


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
    metavar="FILE|DIR|URL",
    help="Search another archive: its archive.json or archive.sqlite, its folder, or its address.",
)
@click.pass_context
def search(
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    archive: str | None,
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
    chosen = {_FACETS.get(name, name): values for name, values in filters.items()}
    searched = of_build(folder_of(ctx)) if archive is None else of_archive(archive)
    if searched.remark:
        click.echo(f"seminar: {searched.remark}", err=True)
    try:
        answer = ask(searched.database, " ".join(query), Wanted(chosen, limit, sort))
    except OSError as error:
        raise CannotError(one_line(str(error))) from error
    if as_json:
        click.echo(json.dumps(_as_data(answer), ensure_ascii=False, indent=2))
    else:
        show_hits(answer)
    ctx.exit(0 if answer.hits else 1)


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
