"""The same sources give the same bytes, on any machine and with any number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .conftest import EXTENSIONS, HERE, Site, differences

if TYPE_CHECKING:
    from pathlib import Path

SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Singapore", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
]


def build_apart(site: Site, out: Path, doctrees: Path, surroundings: dict[str, str]) -> None:
    path = os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(EXTENSIONS), str(HERE)])
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-d", str(doctrees), str(site.source), str(out)],
        check=True,
        env={**os.environ, "PYTHONPATH": path.strip(os.pathsep), **surroundings},
    )


def test_the_surroundings_change_nothing(site: Site) -> None:
    outs = [site.folder / f"apart-{number}" for number in range(len(SURROUNDINGS))]
    for out, surroundings in zip(outs, SURROUNDINGS, strict=True):
        build_apart(site, out, out.with_suffix(".doctrees"), surroundings)
    assert differences(*outs) == []
    site.replace("sessions/2024/2024-02-02.md", "# Force fields", "# Potentials")
    site.remove("sessions/2024/2024-03-01.md")
    for out, surroundings in zip(outs, reversed(SURROUNDINGS), strict=True):
        build_apart(site, out, out.with_suffix(".doctrees"), surroundings)
    assert differences(*outs) == []
    assert differences(outs[0], site.clean()) == []


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_the_number_of_processes_changes_nothing(site: Site) -> None:
    site.build("html", "-j", "4")
    assert differences(site.out(), site.clean("html", "-j", "1")) == []
    for number in range(6):
        site.write(f"sessions/2025/2025-02-0{number + 1}.md", f"# Session {number}\n\nWords.\n")
    site.replace("sessions/2024/2024-02-02.md", "# Force fields", "# Potentials")
    site.build("html", "-j", "4")
    assert differences(site.out(), site.clean("html", "-j", "1")) == []
    assert site.rewritten("html", "-j", "4") == set()
