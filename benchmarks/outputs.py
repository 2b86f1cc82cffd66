"""Measure the calendars, feeds and ``archive.json`` of an archive, against its HTML build.

An archive is built once from nothing, which is what the shares are of. Its publications are
then made again in this process, from the environment that the build left, for another folder
and with the texts of all pages taken from the doctrees anew: as a first build makes them.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from run import HERE, Project
from sphinx.application import Sphinx

from sphinx_seminar.outputs.texts import FILENAME as TEXTS
from sphinx_seminar.outputs.whole import whole_publications

KINDS = {".ics": "calendars", ".atom": "feeds", ".json": "archive.json"}


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000])
    parser.add_argument("--work", type=Path, default=HERE / "_work")
    arguments = parser.parse_args()
    print("| sessions | build CPU s | what | files | MB | CPU s | share |")
    print("|---|---|---|---|---|---|---|")
    for sessions in arguments.sizes:
        project = Project(arguments.work, sessions, "seminar")
        build = project.step("cold").cpu
        head = f"| {sessions:,} | {build:.1f} "
        for what, (files, size, cpu) in publishing_costs(project).items():
            row = f"{head}| {what} | {files:,} | {size / 1e6:.1f} | {cpu:.2f} |"
            print(f"{row} {100 * cpu / build:.1f} % |", flush=True)
            head = "| | "


def publishing_costs(project: Project) -> dict[str, tuple[int, int, float]]:
    """Return files, bytes and CPU seconds by kind, and of all together."""
    (project.doctrees / TEXTS).unlink(missing_ok=True)
    # nothing is taken from what the build published
    other = project.out.with_name(f"{project.out.name}-again")
    folders = [project.source, project.source, other, project.doctrees]
    app = Sphinx(*map(str, folders), "html", status=None, warning=None)
    began = time.process_time()
    publications = list(whole_publications(app, app.env, app.builder))
    digests = time.process_time() - began
    costs = dict.fromkeys(KINDS.values(), (0, 0, 0.0))
    for one in publications:
        # The schema is a file of the package.
        what = KINDS.get(Path(one.path).suffix, "feeds")
        began = time.process_time()
        size = len(one.make())
        spent = time.process_time() - began
        files, total, cpu = costs[what]
        costs[what] = (files + 1, total + size, cpu + spent)
    costs["what each is made of"] = (0, 0, digests)
    files, total, cpu = zip(*costs.values(), strict=True)
    costs["together"] = (sum(files), sum(total), sum(cpu))
    return costs


if __name__ == "__main__":
    main()
