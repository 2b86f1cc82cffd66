"""The day of a volume: an input of the build, never the clock, so that bytes are the same.

It is Sphinx's ``today``, the archive's ``seminar_today``, ``SOURCE_DATE_EPOCH``, or the last
commit that changed the archive, the first of them that there is.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Protocol

from sphinx.util.i18n import format_date

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.git import changed_at

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


class DatedBuilder(Protocol):
    """A builder of volumes; ``moment`` is the time of the archive (:func:`moment_of`)."""

    config: Config
    env: BuildEnvironment
    moment: int


def moment_of(folder: Path) -> int:
    """Return the time of the archive in *folder*, in seconds since 1970; 0 where none is told."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isdecimal() else changed_at(folder) or 0


def day_of(config: Config, moment: int) -> str:
    """Return the day of the volume as it is shown; '' where no input of the build gives one.

    *moment* is the time of the archive; the settings go before it.
    """
    if config.today:
        return str(config.today)
    if getattr(config, "seminar_today", ""):
        day = datetime.combine(build_day(config, ()), time(), UTC)
    elif moment:
        day = datetime.fromtimestamp(moment, UTC)
    else:
        return ""
    return format_date(config.today_fmt or "%b %d, %Y", date=day, language=config.language)
