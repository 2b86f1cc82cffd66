"""What git knows of files that are imported, and the day that it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sphinx_seminar.domain.privacy.tracking import asked
from sphinx_seminar.importers.writing.accesses import FILENAME as ACCESS

if TYPE_CHECKING:
    from pathlib import Path


def today() -> date:
    """Return today: SOURCE_DATE_EPOCH, else now, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def committed_on(path: Path) -> date | None:
    """Return the day of the last commit of the file at *path*, None where git knows none."""
    told = asked(path.absolute().parent, "log", "-1", "--format=%cs", "--", path.name)
    try:
        return date.fromisoformat(told.stdout.decode().strip()) if told else None
    except ValueError:
        return None


def ignores_access(folder: Path) -> bool:
    """Tell whether git ignores the private file; True where there is no git to publish it."""
    told = asked(folder, "check-ignore", "-q", "--", ACCESS)
    return told is None or told.returncode != 1
