"""``seminar slots``: the dates that the rhythm of a series still has for speakers."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sphinx_seminar.cli.choosing import DAY, chosen_series, day_of
from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.loading import load_archive
from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.model.series import WEEKDAYS
from sphinx_seminar.model.slots import Slot, SlotState, slots_of
from sphinx_seminar.rendering.when import format_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.series import Series

#: How far one looks ahead, unless one says so: half a year.
_AHEAD = timedelta(days=183)
_NONE_FREE = 1
_WORDS = {
    SlotState.FREE: "free",
    SlotState.OPEN: "announced without a speaker",
    SlotState.TAKEN: "taken",
    SlotState.NO_MEETING: "no meeting",
    SlotState.BREAK: "in a break",
    SlotState.ROOM_TAKEN: "room taken",
    SlotState.TIME_GAP: "the clocks skip this time",
}


@click.command()
@click.option("--series", "names", multiple=True, metavar="NAME",
              help="Only this series; may be repeated.")  # fmt: skip
@click.option("--from", "first", type=DAY, metavar="YYYY-MM-DD", help="From this day on.",
              show_default="today")  # fmt: skip
@click.option("--until", "last", type=DAY, metavar="YYYY-MM-DD", help="Up to this day, included.",
              show_default="half a year later")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), help="Show so many dates at most.")
@click.option("--all", "everything", is_flag=True,
              help="Show the dates that are not free as well, each with the reason.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write the dates as JSON.")
@click.pass_context
def slots(
    ctx: click.Context,
    /,
    names: tuple[str, ...],
    first: datetime | None,
    last: datetime | None,
    limit: int | None,
    *,
    everything: bool,
    as_json: bool,
) -> None:
    """List the free dates of the series' rhythm.

    A date is free when no session of the series takes place on it, no break covers it, and
    no other series has the room at that time. A session to be announced that has no
    speaker leaves its date open, and is listed too. Where a series has terms, only
    dates in a term are listed.

    Exit codes: 0 there is a free date, 1 there is none, 2 unknown series, or no rhythm.
    """
    loaded = load_archive(folder_of(ctx))
    start = day_of(first, loaded)
    end = _later(last.date() if last else start, timedelta(days=1) if last else _AHEAD)
    chosen = _with_rhythm(chosen_series(names, loaded.archive))
    found = [one for series in chosen for one in slots_of(loaded.archive, series, start, end)]
    found.sort(key=lambda slot: slot.day)
    shown = [slot for slot in found if everything or slot.state.is_free][:limit]
    if as_json:
        click.echo(json.dumps([_as_data(slot) for slot in shown], indent=2, ensure_ascii=False))
    else:
        _print(shown, loaded.archive)
    for series in chosen:
        last_day = max((term.last for term in series.terms), default=None)
        if last_day is not None and last_day < start:
            name = one_line(series.name)
            click.echo(f"seminar: the last term of {name} in conf.py ends on {last_day}", err=True)
    ctx.exit(0 if any(slot.state.is_free for slot in found) else _NONE_FREE)


def _later(day: date, distance: timedelta) -> date:
    return day + min(distance, date.max - day)


def _with_rhythm(series: Sequence[Series]) -> tuple[Series, ...]:
    """Return the *series* that have a rhythm.

    :raises CannotError: when none has.
    """
    found = tuple(one for one in series if one.rhythm is not None)
    if not found:
        names = ", ".join(one.name for one in series)
        raise CannotError(one_line(f"no rhythm in conf.py for {names}: see the manual, Settings"))
    return found


def _as_data(slot: Slot) -> dict[str, object]:
    span = slot.span
    starts_at = span.starts_at()
    return {
        "series": slot.series,
        "date": slot.day.isoformat(),
        "start": f"{span.start:%H:%M}" if span.start else "",
        "end": f"{span.end:%H:%M}" if span.end else "",
        "zone": span.zone,
        "starts-at": f"{starts_at:%Y-%m-%dT%H:%M:%SZ}" if starts_at else "",
        "state": slot.state.value,
        "free": slot.state.is_free,
        "reason": slot.reason,
    }


def _print(found: Sequence[Slot], archive: Archive) -> None:
    if not found:
        click.echo("No date.")
        return
    several = len(archive.series) > 1
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Date", "Day", "Time", *(["Series"] if several else []), "State", "Why"):
        table.add_column(heading, overflow="fold")
    for slot in found:
        cells = [
            Text(slot.day.isoformat()),
            Text(WEEKDAYS[slot.day.weekday()].capitalize()),
            Text(format_times(slot.span)),
            *([Text(one_line(slot.series))] if several else []),
            Text(_WORDS[slot.state], style="green" if slot.state.is_free else ""),
            Text(one_line(slot.reason), style="dim"),
        ]
        table.add_row(*cells)
    Console(highlight=False).print(table)
