"""``seminar new``: a file for the next session, at a free date, in an editor."""

from __future__ import annotations

import os
import re
import sys
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.choosing import chosen_series, day_of
from sphinx_seminar.cli.drafting import Draft, folder_for, year_page
from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.loading import Loaded, load_archive
from sphinx_seminar.model.identity import free_id
from sphinx_seminar.model.slots import SlotState, slots_of
from sphinx_seminar.parsing.spans import DATE_FORMS, TIME_FORMS, parse_date, parse_times

if TYPE_CHECKING:
    from sphinx_seminar.model.series import Series

#: Beside conf.py: an archive's own template.
_OWN = "session-template.md"
_AHEAD = timedelta(days=731)


@click.command()
@click.argument("date", required=False)
@click.option("--series", "name", metavar="NAME", help="The series, where there are several.")
@click.option("--title", default="", help="The title of the talk, in Markdown.")
@click.option("--speaker", "speakers", multiple=True, metavar="'NAME (AFFILIATION)'",
              help="Who speaks; may be repeated.")  # fmt: skip
@click.option("--time", default="", metavar="HH:MM-HH:MM",
              help="The time, where it is not the usual one.")  # fmt: skip
@click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help=f"A file to begin with; else {_OWN} beside conf.py.")  # fmt: skip
@click.option("--no-edit", is_flag=True, help="Write the file, and open no editor.")
@click.pass_context
def new(
    ctx: click.Context,
    /,
    date: str | None,
    name: str | None,
    title: str,
    speakers: tuple[str, ...],
    time: str,
    template: Path | None,
    *,
    no_edit: bool,
) -> None:
    """Write the file of a new session and open it in an editor.

    DATE is YYYY-MM-DD; without it, the next free date of the series' rhythm. The file
    goes beside those of the other sessions, and a new year gets its page. The editor is
    the one that VISUAL or EDITOR names; without a terminal none is opened.

    In a template, {{ date }}, {{ year }}, {{ when }}, {{ title }} and {{ talk }} are
    replaced.

    Exit codes: 0 written, 2 no free date, or the file cannot be written.
    """
    folder = folder_of(ctx)
    loaded = load_archive(folder)
    series = chosen_series((name,) if name else (), loaded.archive)[0]
    day = _typed_day(date) if date else _free_day(loaded, series)
    draft = _draft(loaded, series, day, title=title, speakers=speakers, time=time)
    text = draft.fill(_template(folder, template))
    place = folder_for(day[:4], _sources(loaded, series))
    several = len(loaded.archive.series) > 1
    path = _free_path(folder / place, f"{day}-{series.name}" if several else day)
    _write(path, text)
    _say(path)
    _add_year_page(folder, place, day[:4])
    if not no_edit and sys.stdin.isatty():
        click.edit(filename=str(path))


def _typed_day(text: str) -> str:
    day, findings = parse_date(text)
    if day is None:
        near = findings[0].nearest
        forms = f"did you mean {near}?" if near else f"write {DATE_FORMS[0]}"
        raise click.BadParameter(one_line(f"{text!r} is not a date; {forms}"), param_hint="DATE")
    return day.isoformat()


def _free_day(loaded: Loaded, series: Series) -> str:
    """Return the next free date of *series*.

    :raises CannotError: when there is none.
    """
    if series.rhythm is None:
        raise CannotError(one_line(f"no rhythm in conf.py for {series.name}: give a DATE"))
    today = day_of(None, loaded)
    found = slots_of(loaded.archive, series, today, today + _AHEAD)
    free = next((slot for slot in found if slot.state is SlotState.FREE), None)
    if free is None:
        raise CannotError(one_line(f"{series.name} has no free date; see seminar slots --all"))
    return free.day.isoformat()


def _draft(
    loaded: Loaded,
    series: Series,
    day: str,
    *,
    title: str,
    speakers: tuple[str, ...],
    time: str,
) -> Draft:
    if time and parse_times(time)[1]:
        forms = ", ".join(TIME_FORMS)
        raise click.BadParameter(one_line(f"{time!r}; write {forms}"), param_hint="--time")
    known = loaded.archive.series
    default = f"{day}-{series.name}" if len(known) > 1 else day
    own_id = free_id(default, loaded.archive.session_by_id)
    options = {
        "id": own_id if own_id != default else "",
        "series": series.name if series is not known[0] else "",
        "status": "" if title or speakers else "tba",
    }
    return Draft(
        day,
        f"{day} {time.strip()}".strip(),
        one_line(title),
        {key: value for key, value in options.items() if value},
        {"speaker": "; ".join(map(one_line, speakers))},
    )


def _sources(loaded: Loaded, series: Series) -> list[str]:
    """Return the sources of the sessions by date, those of *series* last."""
    env = loaded.env
    sessions = sorted(loaded.archive.sessions, key=lambda one: one.series == series.name)
    return [env.doc2path(one.docname, base=False).as_posix() for one in sessions]


def _template(folder: Path, given: Path | None) -> str:
    own = folder / _OWN
    try:
        if given is not None or own.is_file():
            return (given or own).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotError(one_line(f"the template cannot be read: {error}")) from error
    return (files("sphinx_seminar.cli") / "starter" / "session.md").read_text("utf-8")


def _free_path(folder: Path, name: str) -> Path:
    numbers = ("", *(f"-{number}" for number in range(2, 100)))
    free = (folder / f"{name}{number}.md" for number in numbers)
    return next((path for path in free if not os.path.lexists(path)), folder / f"{name}.md")


def _add_year_page(folder: Path, place: str, year: str) -> None:
    """Write the page of *year* like that of the last year before, where years have pages."""
    parent = (folder / place).parent
    page = folder / place / "index.md"
    if not place.endswith(year) or page.exists():
        return
    years = sorted(
        one.name for one in parent.iterdir()
        if re.fullmatch(r"\d{4}", one.name) and (one / "index.md").is_file()
    )  # fmt: skip
    if not years:
        return
    old = next((one for one in reversed(years) if one < year), years[0])
    try:
        text = (parent / old / "index.md").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotError(one_line(str(error))) from error
    _write(page, year_page(text, old, year))
    _say(page)


def _write(path: Path, text: str) -> None:
    """Write a new file.

    :raises CannotError: when it exists, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except (OSError, UnicodeError) as error:
        raise CannotError(one_line(str(error))) from error


def _say(path: Path) -> None:
    click.echo(one_line(Path(os.path.relpath(path)).as_posix()))
