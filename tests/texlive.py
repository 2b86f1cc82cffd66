"""What TeX makes of a volume, in the tests that need it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

#: TeX is large and slow: tests of it run where it is asked for, as in a job of its own.
needs_tex = pytest.mark.skipif(
    "SEMINAR_TEX" not in os.environ, reason="SEMINAR_TEX is not set: TeX is needed"
)


def typeset(folder: Path) -> str:
    """Run XeLaTeX once and return its log."""
    subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "archive.tex"],
        cwd=folder,
        env={**os.environ, "max_print_line": "10000"},
        capture_output=True,
        check=False,
    )
    return (folder / "archive.log").read_text(encoding="utf-8", errors="replace")
