"""``seminar announce``: what is said of a session before it, in the form in which it is needed.

It writes to the standard output or to a file, and sends nothing. How to join is read from the
private file on request alone (``--join``), and only then can stand in what is written.
"""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import click

from sphinx_seminar.cli.announcing import FORMATS, Made, Request, make_announcement
from sphinx_seminar.cli.choosing import DAY, chosen_series, chosen_session, chosen_zones, day_of
from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.joining import joining_of
from sphinx_seminar.cli.loading import load_archive
from sphinx_seminar.cli.outlets import must_be_private, write_file
from sphinx_seminar.cli.remembering import note_announced, read_announced
from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.privacy.typed import harmless_texts
from sphinx_seminar.model.upcoming import next_session, sessions_between, week_end
from sphinx_seminar.outputs.announcements.guarding import find_leak
from sphinx_seminar.outputs.announcements.mail import Envelope
from sphinx_seminar.outputs.announcements.poster import PAPERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sphinx_seminar.cli.joining import Joining
    from sphinx_seminar.cli.loading import Loaded
    from sphinx_seminar.model.session import Session

_NOTHING = 1
_NEXT, _WEEK, _POSTER = "next", "week", "poster"
_OPTIONS = (
    click.option("--series", "names", multiple=True, metavar="NAME",
                 help="For next and week: only this series; may be repeated."),
    click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text",
                 show_default=True, help="The form of the announcement."),
    click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE",
                 help="Write this file; for a poster .pdf or .png, or a folder for both.",
                 show_default="standard output"),
    click.option("--zone", "zones", multiple=True, metavar="ZONE",
                 help="Give the time in this zone as well; may be repeated."),
    click.option("--join", is_flag=True, help="Say how to join, from the private file."),
    click.option("--record", is_flag=True,
                 help="Note in announced.json what is announced, to tell later what changed."),
    click.option("--today", "typed", type=DAY, metavar="YYYY-MM-DD", help="As of this day.",
                 show_default="today"),
    click.option("--sender", default="", metavar="ADDRESS", help="For eml: from whom."),
    click.option("--to", multiple=True, metavar="ADDRESS", help="For eml: a recipient."),
    click.option("--cc", multiple=True, metavar="ADDRESS", help="For eml: one who gets a copy."),
    click.option("--bcc", multiple=True, metavar="ADDRESS", help="For eml: an unnamed recipient."),
    click.option("--paper", type=click.Choice(PAPERS), default=PAPERS[0], show_default=True,
                 help="For a poster: its size."),
    click.option("--builder", type=click.Choice(["html", "dirhtml"]), default="html",
                 show_default=True, help="Which builder makes the site, for the addresses."),
)  # fmt: skip


class _Chosen(NamedTuple):
    """The sessions to announce; ``days`` are the first and the last of a week."""

    sessions: tuple[Session, ...]
    days: tuple[date, date] | None = None


def _with_options(command: Any) -> Any:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("what", default=_NEXT, metavar="[SESSION|next|week]")
@_with_options
@click.pass_context
def announce(ctx: click.Context, /, what: str, **options: Any) -> None:
    """Write the announcement of a session; nothing is sent.

    SESSION is an id or a day; "next" is the next session that takes place, "week" are all
    sessions of the coming seven days in one announcement.

    Exit codes: 0 written, 1 there is no such session ahead, 2 it cannot be written.
    """
    folder = folder_of(ctx)
    output = options["output"]
    if output is not None and str(output) == "-":
        output = None
    _check(options, output, what, folder)
    loaded = load_archive(folder, options["builder"])
    today = day_of(options["typed"], loaded)
    chosen = _choose(what, options["names"], loaded, today)
    if not chosen.sessions:
        click.echo("seminar: no session is announced for that time", err=True)
        ctx.exit(_NOTHING)
    joining = joining_of(chosen.sessions, folder, asked=options["join"])
    before = read_announced(folder)
    request = Request(
        loaded,
        folder,
        chosen.sessions,
        chosen.days,
        before=before,
        access=joining.fields,
        zones=chosen_zones(options["zones"]),
        envelope=_envelope(options, loaded, today),
        paper=options["paper"],
        today=today,
    )
    made = make_announcement(request, options["form"])
    _must_not_leak(made, joining, loaded)
    _write(made, output, private=options["join"])
    if options["record"]:
        note_announced(folder, before, request.facts())
    for note in made.notes:
        click.echo(f"seminar: {one_line(note)}", err=True)


def _check(options: dict[str, Any], output: Path | None, what: str, folder: Path) -> None:
    """Refuse what cannot go together, before anything is read."""
    if options["form"] == _POSTER:
        if options["join"]:
            raise click.UsageError("a poster never says how to join")
        if what == _WEEK:
            raise click.UsageError("a poster announces one session, not a week")
        if output is None:
            raise click.UsageError("a poster needs --output: a .pdf or .png file, or a folder")
        if not output.is_dir() and output.suffix.lower() not in {".pdf", ".png"}:
            raise click.UsageError(f"{output} is neither .pdf nor .png nor a folder")
    elif output is not None and options["join"]:
        must_be_private(output, folder)


def _choose(what: str, names: Sequence[str], loaded: Loaded, today: date) -> _Chosen:
    archive = loaded.archive
    series = {one.name for one in chosen_series(names, archive)}
    if what == _NEXT:
        found = next_session(archive, series, today)
        return _Chosen((found,) if found else ())
    if what == _WEEK:
        end = week_end(today)
        days = today, end.fromordinal(end.toordinal() - 1)
        return _Chosen(sessions_between(archive, series, today, end), days)
    if names:
        raise click.UsageError("--series goes with next and week")
    return _Chosen((chosen_session(what, archive),))


def _envelope(options: dict[str, Any], loaded: Loaded, today: date) -> Envelope:
    zone = loaded.archive.series[0].zone if loaded.archive.series else "UTC"
    return Envelope(
        datetime.combine(today, time(), ZoneInfo(zone)),
        options["sender"],
        options["to"],
        options["cc"],
        options["bcc"],
    )


def _must_not_leak(made: Made, joining: Joining, loaded: Loaded) -> None:
    """Look at what was made as a build looks at what it wrote.

    :raises CannotError: when it holds an access that nobody asked for.
    """
    harmless = harmless_texts(loaded.env.config)
    hit = find_leak(made.parts, joining.secrets, harmless, joining.asked)
    if hit is not None:
        found = f"access.toml: {hit.name}" if "." in hit.name else f"{hit.name} {hit.shown}"
        raise CannotError(
            one_line(f"nothing is written: access to a meeting stands in it, {found}")
        )


def _write(made: Made, output: Path | None, *, private: bool) -> None:
    if output is None:
        click.echo(made.files[""], nl=False)
    elif "" in made.files:
        write_file(output, made.files[""], private=private)
    elif output.is_dir():
        for name, data in made.files.items():
            write_file(output / name, data)
    else:
        suffix = output.suffix.lower()
        data = next(data for name, data in made.files.items() if name.endswith(suffix))
        write_file(output, data)
    if private:
        warning = "this lets people into the meeting: pass it on to those alone who may join"
        click.echo(f"seminar: {warning}", err=True)
