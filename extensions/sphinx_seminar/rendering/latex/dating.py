"""The day on LaTeX's title page is that of the other volume, not the clock's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.deferring import deferred

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_moment_of = deferred("sphinx_seminar.rendering.volume.dating:moment_of")
_day_of = deferred("sphinx_seminar.rendering.volume.dating:day_of")


def date_volume(app: Sphinx) -> None:
    """Give the builder of LaTeX the day of the volume (``builder-inited``); '' where none is."""
    builder = app.builder
    if builder.format == "latex" and hasattr(builder, "context"):
        # Sphinx has written today's there, after what latex_elements says
        builder.context["date"] = _day_of(app.config, _moment_of(Path(app.confdir)))
