"""What git knows of files that are imported, and the day that it is."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sphinx_seminar.importers.writing.accesses import FILENAME as ACCESS

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 10


def today() -> date:
    """Return today: SOURCE_DATE_EPOCH, else now, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def committed_on(path: Path) -> date | None:
    """Return the day of the last commit of the file at *path*, None where git knows none."""
    git = shutil.which("git")
    parents = path.absolute().parents
    if git is None or not any((one / ".git").exists() for one in parents):
        return None
    command = [git, "-c", "core.fsmonitor=false", "log", "-1", "--format=%cs", "--", path.name]
    try:
        finished = subprocess.run(  # noqa: S603 (git itself, on one file; nothing is fetched)
            command, cwd=path.parent, capture_output=True, check=False, timeout=_SECONDS
        )
        return date.fromisoformat(finished.stdout.decode().strip())
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None


def ignores_access(folder: Path) -> bool:
    """Tell whether git ignores the private file; True where there is no git to publish it."""
    git = shutil.which("git")
    if git is None or not any((one / ".git").exists() for one in (folder, *folder.parents)):
        return True
    command = [git, "-c", "core.fsmonitor=false", "check-ignore", "-q", "--", ACCESS]
    try:
        finished = subprocess.run(  # noqa: S603 (git itself, on a fixed name)
            command, cwd=folder, capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return finished.returncode != 1
