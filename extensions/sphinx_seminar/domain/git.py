"""What git knows of a file: whether it tracks it, whether it leaves it alone, when it changed.

git itself is asked, with fixed arguments; nothing is fetched, and no hook runs.
"""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 10
_CHECK_IGNORE = ("check-ignore", "-q", "--")
#: What git answers for "no"; more than that is for "I cannot tell".
_NO = 1


def is_in_repository(folder: Path) -> bool:
    """Tell whether *folder* lies in the work tree of a repository."""
    return any((one / ".git").exists() for one in (folder, *folder.parents))


def is_tracked(path: Path) -> bool:
    """Tell whether git tracks *path*; False where git cannot tell."""
    return _says_yes(path, "ls-files", "--error-unmatch", "--", path.name)


def is_ignored(path: Path) -> bool:
    """Tell whether git ignores *path*; False where git cannot tell."""
    return _says_yes(path, *_CHECK_IGNORE, path.name)


def would_take(path: Path) -> bool:
    """Tell whether there is a repository into which git would take *path*."""
    told = _asked(path.parent, *_CHECK_IGNORE, path.name)
    return told is not None and told.returncode == _NO


def changed_at(folder: Path) -> int | None:
    """Return when *folder* was last changed by a commit, in seconds since 1970 in UTC."""
    time = _last_commit(folder, ".", "%ct")
    return int(time) if time.isdecimal() else None


def changed_on(path: Path) -> date | None:
    """Return the day on which the file at *path* was last changed by a commit."""
    try:
        return date.fromisoformat(_last_commit(path.absolute().parent, path.name, "%cs"))
    except ValueError:
        return None


def _last_commit(folder: Path, name: str, form: str) -> str:
    told = _asked(folder, "log", "-1", f"--format={form}", "--", name)
    return told.stdout.decode("ascii", "replace").strip() if told else ""


def _says_yes(path: Path, *question: str) -> bool:
    told = _asked(path.parent, *question)
    return told is not None and told.returncode == 0


def _asked(folder: Path, *question: str) -> subprocess.CompletedProcess[bytes] | None:
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
