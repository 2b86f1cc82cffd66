"""What a person names on the command line: a series, a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.config import build_day
from sphinx_seminar.model.finding import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sphinx_seminar.cli.loading import Loaded
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.series import Series

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
