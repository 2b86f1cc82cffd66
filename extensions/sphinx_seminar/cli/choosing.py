"""What a person names on the command line: a series, a day, a session, a zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.config import build_day
from sphinx_seminar.model.finding import nearest
from sphinx_seminar.parsing.spans import is_zone, parse_zone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sphinx_seminar.cli.loading import Loaded
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.series import Series
    from sphinx_seminar.model.session import Session

#: A day as it is typed.
DAY = click.DateTime(formats=["%Y-%m-%d"])


def day_of(typed: datetime | None, loaded: Loaded) -> date:
    """Return the day that was *typed*, else today as a build would see it."""
    if typed is not None:
        return typed.date()
    return build_day(loaded.env.config, loaded.archive.series)


def chosen_series(names: Sequence[str], archive: Archive) -> tuple[Series, ...]:
    """Return the series called *names*, every series where none is named.

    :raises CannotError: for a name that no series has.
    """
    known = archive.series_by_name
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f"; did you mean {near}?" if near else f"; there are {', '.join(known)}"
            raise CannotError(one_line(f"no series {name}{hint}"))
    return tuple(series for series in archive.series if not names or series.name in names)


def chosen_session(name: str, archive: Archive) -> Session:
    """Return the session whose id, earlier id or day is *name*.

    :raises CannotError: when none has, or several lie on that day.
    """
    found = archive.session_of(name)
    if found is not None:
        return found
    on_day = [one for one in archive.sessions if str(one.span.date) == name]
    if len(on_day) == 1:
        return on_day[0]
    if on_day:
        ids = " or ".join(one.id for one in on_day)
        raise CannotError(one_line(f"{name} may be {ids}"))
    near = nearest(name, archive.session_by_id)
    hint = f"; did you mean {near}?" if near else ""
    raise CannotError(one_line(f"no session {name}{hint}"))


def chosen_zones(names: Sequence[str]) -> tuple[str, ...]:
    """Return the zones called *names*.

    :raises CannotError: for a name that no zone has.
    """
    for name in names:
        if not is_zone(name):
            near = parse_zone(name)[1][0].nearest
            hint = f"; did you mean {near}?" if near else ""
            raise CannotError(one_line(f"no time zone {name}{hint}"))
    return tuple(dict.fromkeys(names))
