"""``seminar withdraw``: one option in the source makes a tombstone in every output."""

from __future__ import annotations

from pathlib import Path

import click

from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.loading import load_archive
from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.rebuild.output import replace_file
from sphinx_seminar.model.finding import nearest
from sphinx_seminar.model.session import Status
from sphinx_seminar.parsing.optionlines import add_option


@click.command()
@click.argument("name", metavar="ID")
@click.option("--reason", default="", help="Shown in the place of what was withdrawn.")
@click.pass_context
def withdraw(ctx: click.Context, name: str, reason: str) -> None:
    """Withdraw the session or the talk ID.

    Writes ``:withdrawn: REASON`` into its source. The next build leaves a tombstone on the
    page, in listings, calendars, feeds, exports, the search and the PDF; ids stay.
    What was published before may live on elsewhere: in caches and in git's history.

    Exit codes: 0 withdrawn, 2 unknown, or the source cannot be changed.
    """
    folder = folder_of(ctx)
    loaded = load_archive(folder)
    archive = loaded.archive
    found = archive.talk_of(name)
    session = archive.session_of(name)
    if session is None and found is None:
        near = nearest(name, (*archive.session_by_id, *archive.talk_by_id))
        hint = f"; did you mean {near}?" if near else ""
        raise CannotError(one_line(f"no session and no talk {name}{hint}"))
    is_withdrawn = session.status is Status.WITHDRAWN if session else False
    if is_withdrawn or (session is None and found and found.talk.withdrawn):
        click.echo(one_line(f"{name} is withdrawn already"))
        return
    location = session.location if session else found.talk.location if found else None
    path = Path(loaded.env.doc2path(location.source)) if location else folder
    try:
        text = path.read_bytes().decode("utf-8")
        changed = add_option(text, location.line if location else 0, "withdrawn", reason)
        if changed is None:
            raise CannotError(one_line(f"{path}: the directive of {name} was not found"))
        replace_file(path, changed.encode())
    except (OSError, UnicodeError) as error:
        raise CannotError(one_line(f"{path}: {error}")) from error
    click.echo(one_line(f"{path.relative_to(folder)}: {name} is withdrawn; build and publish"))
