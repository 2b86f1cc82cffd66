"""Measure builds of generated archives: what they cost, and what changes cost afterwards.

Each round runs every form once, in turn, so that a busy machine slows all alike; numbers
are medians over the rounds, ratios are medians of the ratios inside one round. CPU seconds
are those of the whole process tree.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generate import Source, write_archive

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).resolve().parent
STEPS = ("cold", "none", "edit", "retitle", "reading", "parallel")
EPOCH = "1737100800"


@dataclass(frozen=True)
class Cost:
    """What one build cost."""

    cpu: float
    wall: float
    peak_mb: float


def measure(arguments: list[str], *, is_quiet: bool = False, codes: Sequence[int] = (0,)) -> Cost:
    """Run a program to its end, which is one of *codes*, and return what it all cost."""
    environment = dict(os.environ, SOURCE_DATE_EPOCH=EPOCH, PYTHONHASHSEED="0")
    before = os.times()
    output = subprocess.DEVNULL if is_quiet else None
    with subprocess.Popen(arguments, env=environment, stdout=output) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    wall = os.times().elapsed - before.elapsed
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


class Project:
    """One form of the archive with its output."""

    def __init__(self, work: Path, sessions: int, form: str) -> None:
        self.form = form
        self.source = work / f"{form}-{sessions}"
        self.out = work / f"{form}-{sessions}-out"
        self.doctrees = work / f"{form}-{sessions}-doctrees"
        self.edits = 0
        shutil.rmtree(self.source, ignore_errors=True)
        write_archive(self.source, sessions, form)
        content = Source(sessions)
        middle = content.sessions[sessions // 2]
        self.page = self.source / f"{middle.docname}.md"
        self.title = middle.title
        self.reading = next(
            reading
            for session in content.sessions[sessions // 2 :]
            for talk in session.talks
            for reading in talk.readings
        ).title

    def build(self, *options: str) -> Cost:
        """Build the archive as it is now."""
        arguments = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options]
        return measure([*arguments, "-d", str(self.doctrees), str(self.source), str(self.out)])

    def step(self, name: str) -> Cost:
        """Make the change that *name* says, and build."""
        self.edits += 1
        if name in {"cold", "parallel"}:
            shutil.rmtree(self.out, ignore_errors=True)
            shutil.rmtree(self.doctrees, ignore_errors=True)
            return self.build(*(["-j", "2"] if name == "parallel" else []))
        if name == "edit":
            text = self.page.read_text(encoding="utf-8")
            word = f"edited{self.edits} "
            place = text.index("\n\n", len(text) // 2) + 2
            self.page.write_text(text[:place] + word + text[place:], encoding="utf-8")
        elif name == "retitle":
            self._replace(self.title, f"{self.title.split(' (')[0]} ({self.edits})")
        elif name == "reading":
            self._replace(self.reading, f"{self.reading.split(' (')[0]} ({self.edits})")
        return self.build()

    def _replace(self, old: str, new: str) -> None:
        """Replace *old* wherever it stands, as an author would have to."""
        for path in self.source.rglob("*"):
            if path.suffix in {".md", ".bib"}:
                text = path.read_text(encoding="utf-8")
                if old in text:
                    path.write_text(text.replace(old, new), encoding="utf-8")
        if old == self.title:
            self.title = new
        else:
            self.reading = new

    def sizes(self) -> tuple[float, float]:
        """Return the output in MB, and the mean of the pages of sessions in KB."""
        total = sum(path.stat().st_size for path in self.out.rglob("*") if path.is_file())
        pages = [path.stat().st_size for path in self.out.glob("sessions/*/*-*.html")]
        return total / 1e6, statistics.mean(pages) / 1e3


def main() -> None:
    """Measure, and print a Markdown table for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--forms", nargs="+", default=["plain", "hooks", "seminar"])
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=list(STEPS))
    parser.add_argument("--work", type=Path, default=HERE / "_work")
    arguments = parser.parse_args()
    for sessions in arguments.sizes:
        projects = [Project(arguments.work, sessions, form) for form in arguments.forms]
        rounds = [
            {name: {p.form: p.step(name) for p in projects} for name in arguments.steps}
            for _ in range(arguments.rounds)
        ]
        print(f"\n## {sessions} sessions, {arguments.rounds} rounds\n", flush=True)
        print_table(rounds, projects, arguments.steps)


def print_table(
    rounds: list[dict[str, dict[str, Cost]]], projects: list[Project], steps: list[str]
) -> None:
    """Print medians, and ratios to the first form."""
    first = projects[0].form
    heads = [f"{name} CPU s (ratio)" for name in steps]
    columns = ["form", *heads, "peak MB", "output MB", "page KB"]
    print("| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns))
    for project in projects:
        cells = [project.form]
        for name in steps:
            costs = [each[name] for each in rounds]
            cpu = statistics.median(cost[project.form].cpu for cost in costs)
            ratio = statistics.median(cost[project.form].cpu / cost[first].cpu for cost in costs)
            cells.append(f"{cpu:.2f} ({ratio:.2f})")
        peak = max(cost[project.form].peak_mb for each in rounds for cost in each.values())
        total, page = project.sizes()
        cells += [f"{peak:.0f}", f"{total:.1f}", f"{page:.1f}"]
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
