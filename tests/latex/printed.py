"""An archive of one page in LaTeX, and what TeX says of it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seminar_site import Built, Site

_CONF = """
latex_engine = "xelatex"
latex_documents = [("index", "archive.tex", "Volume", "Organisers", "manual")]
"""

#: TeX is large and slow: tests of it run where it is asked for, as in a job of its own.
needs_tex = pytest.mark.skipif(
    "SEMINAR_TEX" not in os.environ, reason="SEMINAR_TEX is not set: TeX is needed"
)


def built(
    make_site: Callable[..., Site],
    text: str,
    files: dict[str, str | bytes] | None = None,
    conf: str = "",
) -> Built:
    """Build a page with *text* beside *files*, and *conf* at the end of conf.py."""
    site = make_site({"index.md": f"# Volume\n\n{text}\n", **(files or {})})
    site.configure(_CONF)
    site.configure(conf)
    return site.build("latex")


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
