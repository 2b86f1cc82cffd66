"""Measure what the commands cost: the help, checks against a cold build, and an import.

All runs of one round take turns on the same machine: compare the ratios, not the seconds.
CPU seconds are those of the whole process tree, and numbers are medians over the rounds.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import sys
from datetime import date, timedelta
from pathlib import Path

from generate import write_archive
from run import HERE, Cost, measure

SEED = 19531105
SEMINAR = [sys.executable, "-m", "sphinx_seminar"]
_FIRST_DAY = date(2010, 1, 1)
#: How many talks of one conference share a day.
_TALKS_A_DAY = 12


def write_talks(folder: Path, talks: int) -> None:
    """Write *talks* as pyvideo.org keeps them: a JSON file for each, in a folder a conference."""
    chance = random.Random(SEED)  # noqa: S311 - numbers to measure with, no secrets
    for number in range(talks):
        day = _FIRST_DAY + timedelta(days=number // _TALKS_A_DAY)
        name = f"Speaker{number % 997} Family{number % 1009}"
        record = {
            "title": "Lightning Talks" if number % 40 == 0 else f"Talk {number} on things",
            "speakers": [name] if number % 11 else [name, f"Second {name}"],
            "recorded": day.isoformat(),
            "description": " ".join(chance.choices(["rain", "snow", "hail", "fog"], k=80)),
            "language": "eng",
            "tags": ["testing", "packaging"],
            "videos": [{"type": "youtube", "url": f"https://www.youtube.com/watch?v=x{number}"}],
            "related_urls": [{"label": "Slides", "url": f"https://example.org/{number}.pdf"}],
        }
        path = folder / f"conf-{day:%Y}" / "videos" / f"{number}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(record), "utf-8")


class Archive:
    """A generated archive with its build folder."""

    def __init__(self, work: Path, sessions: int) -> None:
        self.source = work / f"commands-{sessions}"
        shutil.rmtree(self.source, ignore_errors=True)
        write_archive(self.source, sessions, "seminar")

    def cost(self, name: str) -> Cost:
        """Return what the step *name* costs, after what it needs."""
        if name in {"build", "check"}:
            shutil.rmtree(self.source / "_build", ignore_errors=True)
        command = "build" if name == "build" else "check"
        # The generated archive lacks nothing that would be an error.
        return measure([*SEMINAR, "-C", str(self.source), command], is_quiet=True)


def checks(work: Path, sessions: int, rounds: int) -> None:
    """Print what a check costs against a cold build, in CPU."""
    archive = Archive(work, sessions)
    taken = [{name: archive.cost(name).cpu for name in ("build", "check", "again")}
             for _ in range(rounds)]  # fmt: skip
    print(f"\n{sessions} sessions, {rounds} rounds\n\n| command | CPU s | of a cold build |")
    print("|---|---|---|")
    for name in ("build", "check", "again"):
        cpu = statistics.median(each[name] for each in taken)
        ratio = statistics.median(each[name] / each["build"] for each in taken)
        print(f"| {name} | {cpu:.2f} | {ratio:.1%} |")


def imports(work: Path, sizes: list[int]) -> None:
    """Print what an import of talks costs, reading alone and with its pages written."""
    print("\n| talks | step | CPU s | talks a CPU second | peak MB |\n|---|---|---|---|---|")
    for talks in sizes:
        folder, archive = work / f"pyvideo-{talks}", work / f"imported-{talks}"
        for old in (folder, archive):
            shutil.rmtree(old, ignore_errors=True)
        write_talks(folder, talks)
        measure([*SEMINAR, "init", "--yes", "--zone", "UTC", str(archive)], is_quiet=True)
        # What is read is no archive: nothing is planned there.
        for step, place, option in (
            ("read", folder, "--json"),
            ("write", archive, "--write"),
            ("again", archive, "--write"),
        ):
            command = [*SEMINAR, "-C", str(place), "import", str(folder), option]
            cost = measure(command, is_quiet=True, codes=(0, 1))
            rate = talks / cost.cpu
            print(f"| {talks} | {step} | {cost.cpu:.2f} | {rate:.0f} | {cost.peak_mb:.0f} |")


def main() -> None:
    """Measure, and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--talks", type=int, nargs="*", default=[1000, 3000])
    parser.add_argument("--work", type=Path, default=HERE / "_work")
    arguments = parser.parse_args()
    costs = [measure([*SEMINAR, "--help"], is_quiet=True).cpu for _ in range(9)]
    print(f"`seminar --help`: {statistics.median(costs):.2f} CPU s", flush=True)
    checks(arguments.work, arguments.sessions, arguments.rounds)
    imports(arguments.work, arguments.talks)


if __name__ == "__main__":
    main()
