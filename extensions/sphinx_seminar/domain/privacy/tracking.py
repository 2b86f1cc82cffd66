"""What git knows of a file: whether it tracks it, and whether it leaves it alone.

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


def _says_yes(path: Path, *question: str) -> bool:
    git = shutil.which("git")
    if git is None or not is_in_repository(path.parent):
        return False
    try:
        finished = subprocess.run(  # noqa: S603 (git itself; nothing is fetched)
            [git, "-c", "core.fsmonitor=false", *question],
            cwd=path.parent,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0
