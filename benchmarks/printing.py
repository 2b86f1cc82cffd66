"""Measure what the PDF costs: reading alone, the PDF by Typst, the PDF by XeLaTeX.

The archive is that of ``generate.py``; each session gets formulas in its lines and displayed
ones, and a Chinese name. CPU seconds are those of the whole process tree, the peak is that of
its largest process. ``beyond`` is what the complete volume costs beyond Sphinx's reading of the
pages; ``years`` is what the volumes by year add, which a large archive has as well.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
from pathlib import Path

from generate import write_archive
from run import Cost, measure

SIZES = (12, 100, 1000)
#: What each session gets: twelve formulas in lines and five displayed, as in a real archive.
INLINE = r"""
For $u_{%d} \in H^1_0(\Omega)$ and $f \in L^2$, $\|u_{%d}\| \le C\,\|f\|$ with 朱爱清.
"""
DISPLAYED = (
    r"""
\begin{align}
a_%d &= \int_0^1 x^{%d}\,\mathrm{d}x \\
b &= \sum_{k=1}^n k^2
\end{align}
""",
    r"""
$$
A = \begin{pmatrix} %d & 2 \\ 3 & %d \end{pmatrix}, \quad \det A \ne 0
$$
""",
)
SETTINGS = """
myst_enable_extensions = ["colon_fence", "dollarmath", "amsmath"]
latex_engine = "xelatex"
latex_documents = [("index", "archive.tex", "Archive", "The seminar", "manual")]
latex_elements = {"extraclassoptions": "openany,oneside"}
"""


def with_formulas(folder: Path) -> None:
    """Append formulas to every session, and what LaTeX needs to the settings."""
    pages = [page for page in folder.glob("sessions/*/*.md") if page.stem != "index"]
    for number, page in enumerate(sorted(pages)):
        lines = [INLINE % (number + extra, number) for extra in range(4)]
        lines += [DISPLAYED[extra % 2] % (number, extra) for extra in range(5)]
        with page.open("a", encoding="utf-8") as stream:
            stream.write("\n\n" + "\n\n".join(lines) + "\n")
    with (folder / "conf.py").open("a", encoding="utf-8") as stream:
        stream.write(SETTINGS)


def sphinx(folder: Path, builder: str, *options: str) -> Cost:
    """Build *folder* from nothing."""
    out, doctrees = folder / f"_{builder}", folder / "_doctrees"
    for path in (out, doctrees):
        shutil.rmtree(path, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(doctrees)]
    return measure([*command, *options, str(folder), str(out)])


def typeset(folder: Path) -> Cost:
    """Run TeX on what the builder for LaTeX wrote, as often as it needs."""
    options = "LATEXMKOPTS=-interaction=nonstopmode -silent"
    return measure(["make", "-s", "-C", str(folder / "_latex"), "all-pdf", options])


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--work", type=Path, default=Path("_printing"))
    parser.add_argument("--no-tex", action="store_true", help="measure the PDF by Typst alone")
    chosen = parser.parse_args()
    print(
        "sessions  reading s  PDF s  beyond s  peak MB  years s  LaTeX s  TeX s  peak MB",
        flush=True,
    )
    before: tuple[int, float] | None = None
    for size in chosen.sizes:
        folder = chosen.work / str(size)
        shutil.rmtree(folder, ignore_errors=True)
        write_archive(folder, size, "seminar")
        with_formulas(folder)
        reading = sphinx(folder, "dummy")
        pdf = sphinx(folder, "seminarpdf", "-D", "seminar_pdf_scope=archive")
        years = sphinx(folder, "seminarpdf", "-D", "seminar_volumes=year/*").cpu - pdf.cpu
        beyond = pdf.cpu - reading.cpu
        line = f"{size:8}  {reading.cpu:9.1f}  {pdf.cpu:5.1f}  {beyond:8.1f}  {pdf.peak_mb:7.0f}"
        line += f"  {years:7.1f}"
        if not chosen.no_tex:
            source, tex = sphinx(folder, "latex"), typeset(folder)
            line += f"  {source.cpu:7.1f}  {tex.cpu:5.1f}  {tex.peak_mb:7.0f}"
        if before is not None:
            growth = math.log(beyond / before[1]) / math.log(size / before[0])
            line += f"  growth of beyond {growth:.2f}"
        print(line, flush=True)
        before = (size, beyond)


if __name__ == "__main__":
    main()
