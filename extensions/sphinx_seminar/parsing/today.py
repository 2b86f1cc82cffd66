"""The day of a build: SOURCE_DATE_EPOCH where it is set, else the clock.

https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH = "SOURCE_DATE_EPOCH"


def day_in(zone: str, environ: Mapping[str, str]) -> date:
    """Return the day that it is in *zone*."""
    epoch = environ.get(EPOCH, "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return now.astimezone(ZoneInfo(zone)).date()
