"""``seminar todo``: what somebody has yet to do for the sessions ahead and the last ones.

What is wrong at any time (a session in a break, a room or a speaker booked twice) is said by
every build as well; what depends on the day is said here alone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sphinx_seminar.cli.choosing import DAY, day_of
from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.loading import load_archive
from sphinx_seminar.cli.wording import one_line
from sphinx_seminar.domain.messages import describe
from sphinx_seminar.model.conflicts import conflicts
from sphinx_seminar.model.duties import duties
from sphinx_seminar.model.finding import Location

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.finding import Finding

_FOUND = 1


@click.command()
@click.option("--today", "typed", type=DAY, metavar="YYYY-MM-DD", help="As of this day.",
              show_default="today")  # fmt: skip
@click.option("--ahead", type=click.IntRange(min=0), metavar="DAYS",
              help="Ask for titles and abstracts of so many days ahead.",
              show_default="seminar_remind_ahead")  # fmt: skip
@click.option("--behind", type=click.IntRange(min=0), metavar="DAYS",
              help="Ask for materials and readings of so many days past.",
              show_default="seminar_remind_behind")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@click.pass_context
def todo(
    ctx: click.Context,
    /,
    typed: datetime | None,
    ahead: int | None,
    behind: int | None,
    *,
    as_json: bool,
) -> None:
    """Report what sessions lack.

    Titles and abstracts of the sessions ahead; materials and readings of the last ones;
    sessions in a break, and rooms and speakers that are booked twice.

    Exit codes: 0 nothing to do, 1 something, 2 the archive cannot be read.
    """
    loaded = load_archive(folder_of(ctx))
    config = loaded.env.config
    found = [
        *conflicts(loaded.archive),
        *duties(
            loaded.archive,
            day_of(typed, loaded),
            ahead=config.seminar_remind_ahead if ahead is None else ahead,
            behind=config.seminar_remind_behind if behind is None else behind,
        ),
    ]
    if as_json:
        click.echo(json.dumps([_as_data(one, loaded.env) for one in found], indent=2,
                              ensure_ascii=False))  # fmt: skip
    else:
        _print(found, loaded.env)
    ctx.exit(_FOUND if found else 0)


def _place(finding: Finding, env: BuildEnvironment) -> str:
    """Return file and line, the file below the archive's folder."""
    path = env.doc2path(finding.location.source, base=False)
    return str(Location(path.as_posix(), finding.location.line))


def _as_data(finding: Finding, env: BuildEnvironment) -> dict[str, str]:
    return {
        "kind": finding.kind.value,
        "value": finding.value,
        "name": finding.name,
        "message": describe(finding),
        "place": _place(finding, env),
    }


def _print(found: Sequence[Finding], env: BuildEnvironment) -> None:
    if not found:
        click.echo("Nothing to do.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("What", "Message", "Where"):
        table.add_column(heading, overflow="fold")
    for finding in found:
        place = Text(one_line(_place(finding, env)), style="dim")
        table.add_row(finding.kind.value, Text(one_line(describe(finding))), place)
    Console(highlight=False).print(table)
