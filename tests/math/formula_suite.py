# ruff: noqa: INP001 - a package named math would hide the standard library's
r"""The formulas of the tests: valid ones by kind, and ones that LaTeX refuses.

One formula a line; a line that begins with ``# `` names the kind of those below it.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent

#: The macros of the archive that the formulas are of.
MACROS = {
    "RR": r"\mathbb{R}",
    r"\norm": r"\lVert #1\rVert",
    "E": r"\operatorname{\mathbb{E}}",
    "pd": r"\frac{\partial #1}{\partial #2}",
    "grad": r"\nabla",
    "water": r"\ce{H2O}",
    "gram": r"\qty{#1}{\gram}",
    "set": r"\{#1 \mid #2\}",
}


def _by_kind(name: str) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kinds[line[2:]] = []
        elif line:
            kinds[list(kinds)[-1]].append(line)
    return kinds


VALID = _by_kind("formulas.txt")
#: The kind that stands in no line of text.
DISPLAYS = "AMS displays"
INVALID = (_FOLDER / "invalid.txt").read_text(encoding="utf-8").splitlines()
