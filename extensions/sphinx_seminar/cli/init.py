"""``seminar init``: a complete archive in an empty folder, which builds at once.

Files that are there already are never touched: then nothing at all is written.
"""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.cli.founding import Answers, archive_files
from sphinx_seminar.cli.systemzone import system_zone
from sphinx_seminar.model.rhythm import series_days
from sphinx_seminar.model.series import Series
from sphinx_seminar.parsing.rhythms import RHYTHM_FORMS, parse_rhythm
from sphinx_seminar.parsing.spans import TIME_FORMS, parse_times, parse_zone
from sphinx_seminar.parsing.today import day_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_RHYTHM, _TIME = "every friday", "14:00-15:30"
#: The longest rhythm has a day a year from now.
_AHEAD = timedelta(days=400)
#: Modules by which an extra is known to be installed.
_EXTRAS = {"theme": "sphinx_book_theme", "search": "pagefind_bin"}


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path(),
                metavar="[DIR]")  # fmt: skip
@click.option("--title", help="The title of the seminar.")
@click.option("--zone", help="Its time zone, such as Europe/Berlin.")
@click.option("--rhythm", help="Its regular day, such as 'every 2 weeks on friday'; '' for none.")
@click.option("--time", help="Its usual time, such as 14:00-15:30; '' for none.")
@click.option("--venue", help="Its usual room; '' for none.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is given, and usual values.")
@click.pass_context
def init(ctx: click.Context, /, folder: Path, *, yes: bool, **given: str | None) -> None:
    """Write a new archive into DIR (by default the current folder).

    Settings, pages, a bibliography, an example session, a Makefile, and what GitHub and
    GitLab need to publish it. It builds at once: seminar build. What is not given by an
    option is asked for, with a usual value that Enter takes.

    No file that exists is changed: if one is in the way, nothing is written.

    Exit codes: 0 written, 2 files are in the way, or an answer is none.
    """
    place = (ctx.find_object(Path) or Path()) / folder
    usual = {
        "title": _title_of(place),
        "zone": system_zone(os.environ),
        "rhythm": _RHYTHM,
        "time": _TIME,
        "venue": "",
    }
    is_asked = not yes and sys.stdin.isatty()
    answers = {
        name: _answer(name, given[name], value, is_asked=is_asked) for name, value in usual.items()
    }
    extras = frozenset(name for name, module in _EXTRAS.items() if find_spec(module))
    first = _first_day(answers["rhythm"], answers["zone"])
    written = archive_files(Answers(**answers, first=first, extras=extras))
    _write(place, written)
    _say_next(place, written, extras)


def _answer(name: str, given: str | None, usual: str, *, is_asked: bool) -> str:
    """Return what is given, else the answer to a question, else the usual value; as it is valid."""
    check = _CHECKS[name]
    if given is None and is_asked:
        words = f"{_QUESTIONS[name]}"
        asked: str = click.prompt(words, default=usual, value_proc=check, show_default=bool(usual))
        return asked
    return check(usual if given is None else given)


def _title(text: str) -> str:
    title = _one_text(text)
    if not title:
        raise click.BadParameter("a title is needed", param_hint="title")
    return title


def _zone(text: str) -> str:
    zone, findings = parse_zone(text.strip())
    if not zone:
        near = findings[0].nearest
        hint = f"; did you mean {near}?" if near else ", such as Europe/Berlin"
        raise click.BadParameter(f"no IANA time zone{hint}", param_hint="zone")
    return zone


def _rhythm(text: str) -> str:
    rhythm = _one_text(text)
    if rhythm and parse_rhythm(rhythm)[0] is None:
        forms = "; ".join(RHYTHM_FORMS)
        raise click.BadParameter(f"no rhythm; write it as: {forms}", param_hint="rhythm")
    return rhythm


def _time(text: str) -> str:
    time = _one_text(text)
    times, findings = parse_times(time) if time else (None, ())
    if time and (times is None or findings):
        forms = ", ".join(TIME_FORMS)
        raise click.BadParameter(f"no time; write it as: {forms}", param_hint="time")
    return time


def _one_text(text: str) -> str:
    """Return *text* on one line.

    :raises click.BadParameter: when it is no text of Unicode.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise click.BadParameter("the text is not UTF-8") from error
    return one_line(text)


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "title": _title,
    "zone": _zone,
    "rhythm": _rhythm,
    "time": _time,
    "venue": _one_text,
}
_QUESTIONS = {
    "title": "Title of the seminar",
    "zone": "Time zone",
    "rhythm": "Regular day",
    "time": "Usual time",
    "venue": "Usual room (Enter for none)",
}


def _title_of(place: Path) -> str:
    words = place.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(words).capitalize() or "Seminar"


def _first_day(rhythm: str, zone: str) -> date:
    """Return the next day of *rhythm* from today, today where there is none."""
    today = day_in(zone, os.environ)
    series = Series("seminar", "", zone, rhythm=parse_rhythm(rhythm)[0] if rhythm else None)
    return next(iter(series_days(series, (), today, today + _AHEAD)), today)


def _write(place: Path, files: Mapping[str, str]) -> None:
    """Write *files* below *place*, all or none.

    :raises CannotError: when one exists, or cannot be written.
    """
    there = [name for name in files if os.path.lexists(place / name)]
    if there:
        raise CannotError(one_line(f"nothing written: {', '.join(there)} exist in {place}"))
    done: list[Path] = []
    try:
        for name, text in files.items():
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                done.append(path)
                file.write(text)
    except OSError as error:
        for path in done:
            path.unlink(missing_ok=True)
        raise CannotError(one_line(f"nothing written: {error}")) from error


def _say_next(place: Path, files: Mapping[str, str], extras: frozenset[str]) -> None:
    for name in files:
        click.echo(one_line(str(place / name)))
    missing = sorted(_EXTRAS.keys() - extras)
    if missing:
        click.echo(
            f"\nNot installed, so the settings do without: pip install "
            f"'sphinx-seminar[{','.join(missing)}]'",
            err=True,
        )
    if not find_spec("typst"):
        click.echo("For the PDF: pip install 'sphinx-seminar[pdf]'", err=True)
    inside = "" if place.resolve() == Path.cwd() else f"cd {one_line(str(place))} && "
    click.echo(f"\nNext: {inside}seminar build, then open _build/html/index.html")
    click.echo(f"An old page becomes sessions: {inside}seminar import PAGE")
