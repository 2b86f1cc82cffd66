"""``seminar lock``: what is published is noted in ``ids.lock``, to be committed.

Addresses that an object had are kept: they become redirects. Nothing is ever removed here.
"""

from __future__ import annotations

import click

from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.loading import load_archive
from sphinx_seminar.cli.wording import CannotError
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.permanence import read_lock
from sphinx_seminar.domain.rebuild.output import replace_file
from sphinx_seminar.parsing.idlock import FILENAME, Published, format_lock


@click.command()
@click.pass_context
def lock(ctx: click.Context) -> None:
    """Note every published id and address in ids.lock.

    Run it before you publish, and commit the file. Each build then tells of an id that
    vanished, and puts a redirect in the place of a page that was renamed.

    Exit codes: 0 noted, 2 the archive cannot be read or the file not written.
    """
    folder = folder_of(ctx)
    loaded = load_archive(folder)
    before = read_lock(folder)
    shown = seminar_domain(loaded.env).objects.shown()
    now = [
        Published(objtype, name, docname, anchor)
        for name, _title, objtype, docname, anchor, _priority in shown
        if " " not in f"{name}{docname}"
    ]
    known = {one[:4] for one in before}
    try:
        replace_file(folder / FILENAME, format_lock((*before, *now)).encode())
    except OSError as error:
        raise CannotError(f"{FILENAME} cannot be written ({error.strerror})") from error
    new = sum(one[:4] not in known for one in now)
    click.echo(f"{FILENAME}: {len(now)} published, {new} new")
