"""What git knows of a file: whether it tracks it, whether it leaves it alone, when it changed.

git itself is asked, with fixed arguments; nothing is fetched, and no hook runs.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: The private file of meeting access, beside conf.py.
FILENAME = "access.toml"
_SECONDS = 10


def is_in_repository(folder: Path) -> bool:
    """Tell whether *folder* lies in the work tree of a repository."""
    return any((one / ".git").exists() for one in (folder, *folder.parents))


def is_tracked(path: Path) -> bool:
    """Tell whether git tracks *path*; False where git cannot tell."""
    return _says_yes(path, "ls-files", "--error-unmatch", "--", path.name)


def is_ignored(path: Path) -> bool:
    """Tell whether git ignores *path*; False where git cannot tell."""
    return _says_yes(path, "check-ignore", "-q", "--", path.name)


def changed_at(folder: Path) -> int | None:
    """Return when *folder* was last changed by a commit, in seconds since 1970 in UTC."""
    told = asked(folder, "log", "-1", "--format=%ct", "--", ".")
    time = told.stdout.decode("ascii", "replace").strip() if told else ""
    return int(time) if time.isdecimal() else None


def _says_yes(path: Path, *question: str) -> bool:
    told = asked(path.parent, *question)
    return told is not None and told.returncode == 0


def asked(folder: Path, *question: str) -> subprocess.CompletedProcess[bytes] | None:
    """Return what git answers in *folder*; None where there is no git or repository to ask."""
    git = shutil.which("git")
    if git is None or not is_in_repository(folder):
        return None
    try:
        return subprocess.run(  # noqa: S603 (git itself; nothing is fetched)
            [git, "-c", "core.fsmonitor=false", *question],
            cwd=folder,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
