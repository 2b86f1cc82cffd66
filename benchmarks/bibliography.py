"""Measure what a bibliography costs: reading it, converting it, exporting reading lists of it.

The yardstick is bibtexparser's bare split of the same text (``parse_stack=[]``). Each
round runs in a process of its own, because what was converted once is remembered. The step
``again`` is the second reading of the same text. CPU seconds are medians over the rounds,
ratios are medians of the ratios inside one round.

The entries are generated and seeded. How many have braces, commands, formulas, macros
and abstracts is what was counted in files that people keep by hand or export.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from generate import EXTENSIONS, Source

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 19531105
#: How many readings go into the exports.
EXPORTED = 1000
#: How many journals have macros.
MACROS = 40
STEPS = ("split", "parse", "csl", "exports", "again")
_ACCENTED = (
    r"{\"o}", r"{\'e}", r"\'{a}", r"{\`e}", r"{\^o}", r"\c{c}", r"{\ss}", r"{\o}", r"{\aa}",
    r"\v{s}", r"{\v z}", r"\~{n}", r"{\l}", r"\'\i", r"{\H o}",
)  # fmt: skip
_FORMULAS = ("$n$-body", r"$\alpha$-stable", "$L^2$", r"$\mathbb{R}^3$", r"$O(n \log n)$")
_PARTICLES = ("van ", "de ", "von der ", "{de la} ")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KINDS = ("article",) * 11 + ("inproceedings",) * 4 + ("book",) * 3 + ("misc", "phdthesis")


class Bibliography:
    """A seeded BibTeX file; the same number of entries gives the same text."""

    def __init__(self, entries: int) -> None:
        self._source = Source(1)
        self._random = random.Random(SEED)  # noqa: S311 - numbers to measure with, no secrets
        self._journals = [f"Journal of {self._words(2)}" for _ in range(400)]
        macros = [f"@string{{j{n} = {{{name}}}}}" for n, name in enumerate(self._journals[:MACROS])]
        self.text = "\n\n".join([*macros, *map(self._entry, range(entries))]) + "\n"

    def _often(self, share: float) -> bool:
        return self._random.random() < share

    def _words(self, count: int) -> str:
        words: str = self._source._phrase(count)  # noqa: SLF001 - the same words as the pages
        return words

    def _word(self) -> str:
        word = self._words(1).split()[0].capitalize()
        if self._often(0.04):
            place = self._random.randrange(1, len(word) + 1)
            word = word[:place] + self._random.choice(_ACCENTED) + word[place:]
        return word

    def _name(self) -> str:
        given = self._word() if self._often(0.7) else f"{self._random.choice('ABCDEFGHJ')}."
        middle = f" {self._random.choice('ABCDEFGHJ')}." if self._often(0.4) else ""
        family = (self._random.choice(_PARTICLES) if self._often(0.04) else "") + self._word()
        if self._often(0.02):
            return f"{{{family} Collaboration}}"
        return f"{family}, {given}{middle}" if self._often(0.7) else f"{given}{middle} {family}"

    def _names(self) -> str:
        count = min(int(self._random.expovariate(0.45)) + 1, 12)
        others = " and others" if self._often(0.02) else ""
        return " and ".join(self._name() for _ in range(count)) + others

    def _title(self) -> str:
        words = self._words(self._random.randint(5, 14)).split()
        if self._often(0.45):
            for _ in range(self._random.randint(1, 3)):
                place = self._random.randrange(len(words))
                words[place] = f"{{{words[place].capitalize()}}}"
        if self._often(0.04):
            words.insert(1, self._random.choice(_FORMULAS))
        if self._often(0.05):
            words[0] = rf"\emph{{{words[0]}}}"
        if self._often(0.2):
            words[len(words) // 2] += ":"
        return " ".join(words)

    def _journal(self) -> str:
        number = int(self._random.paretovariate(0.6)) % len(self._journals)
        is_macro = number < MACROS and self._often(0.2)
        return f"j{number}" if is_macro else f"{{{self._journals[number]}}}"

    def _entry(self, number: int) -> str:
        kind = self._random.choice(_KINDS)
        year = self._random.randint(1950, 2025)
        fields = {
            "author": f"{{{self._names()}}}",
            "title": f"{{{self._title()}}}",
            **self._host(kind, year),
            "year": str(year) if self._often(0.3) else f"{{{year}}}",
            **self._ways(number),
            **self._more(),
        }
        lines = ",\n".join(f"  {name:<12} = {value}" for name, value in fields.items())
        return f"@{kind}{{key{number}:{year},\n{lines},\n}}"

    def _host(self, kind: str, year: int) -> dict[str, str]:
        first = self._random.randint(1, 900)
        pages = {"pages": f"{{{first}--{first + self._random.randint(1, 40)}}}"}
        if kind == "article":
            volume, number = self._random.randint(1, 400), self._random.randint(1, 12)
            numbers = {"volume": f"{{{volume}}}", "number": f"{{{number}}}"}
            return {"journal": self._journal(), **numbers, **pages}
        if kind == "inproceedings":
            booktitle = f"{{Proceedings of the {year} {self._words(4)}}}"
            return {"booktitle": booktitle, "editor": f"{{{self._names()}}}", **pages}
        return {"publisher": f"{{{self._word()} \\& Sons}}", "address": f"{{{self._word()}}}"}

    def _ways(self, number: int) -> dict[str, str]:
        found = {}
        if self._often(0.6):
            found["doi"] = f"{{10.5555/{self._words(1).split()[0]}.{number}}}"
        elif self._often(0.4):
            found["url"] = f"{{https://example.org/~x/{number}_a%20b}}"
        if self._often(0.15):
            found |= {"eprint": f"{{2101.{number % 100_000:05d}}}", "archivePrefix": "{arXiv}"}
        return found

    def _more(self) -> dict[str, str]:
        found = {}
        if self._often(0.15):
            found["month"] = self._random.choice(_MONTHS)
        if self._often(0.3):
            found |= {"note": f"{{{self._words(5)}}}", "keywords": f"{{{self._words(6)}}}"}
        if self._often(0.3):
            found |= {"issn": "{1234-5679}", "language": "{english}", "timestamp": "{2020-01-01}"}
        if self._often(0.04):
            found["abstract"] = f"{{{self._words(150)}}}"
        return found


def measure(entries: int) -> dict[str, float]:
    """Return the CPU seconds of every step, each run once in this process."""
    sys.path.insert(0, str(EXTENSIONS))
    # Imports cost the same for any number of entries, and belong to no step.
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    from sphinx_seminar.model.csl import csl_item  # noqa: PLC0415
    from sphinx_seminar.model.scope import ListFormat  # noqa: PLC0415
    from sphinx_seminar.outputs.readinglists import Exporter  # noqa: PLC0415
    from sphinx_seminar.parsing.bibtex import parse_library  # noqa: PLC0415

    logging.disable()
    text = Bibliography(entries).text
    spent: dict[str, float] = {}

    def timed(step: str, work: Callable[[], object]) -> object:
        begins = time.process_time()
        result = work()
        spent[step] = time.process_time() - begins
        return result

    timed("split", lambda: parse_string(text, parse_stack=[]))
    library = timed("parse", lambda: parse_library([("refs.bib", text)]))
    readings = library.readings  # type: ignore[attr-defined]
    timed("csl", lambda: [csl_item(reading) for reading in readings])
    exporter = Exporter(library)  # type: ignore[arg-type]
    formats = [form for form in ListFormat if form is not ListFormat.ASCII]
    some = readings[:EXPORTED]
    timed("exports", lambda: [exporter.export(some, form) for form in formats])
    timed("again", lambda: parse_library([("refs.bib", text)]))
    return spent


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=7000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path, help="write the entries to this file and stop")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write:
        arguments.write.write_text(Bibliography(arguments.entries).text, encoding="utf-8")
        return
    if arguments.once:
        print(json.dumps(measure(arguments.entries)))
        return
    command = [sys.executable, __file__, "--once", "--entries", str(arguments.entries)]
    rounds = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(arguments.rounds)
    ]
    print(f"{arguments.entries} entries, {arguments.rounds} rounds\n")
    print("| step | CPU s | times the split |\n|---|---|---|")
    for step in STEPS:
        seconds = statistics.median(one[step] for one in rounds)
        ratio = statistics.median(one[step] / one["split"] for one in rounds)
        print(f"| {step} | {seconds:.3f} | {ratio:.2f} |")
    both = statistics.median((one["parse"] + one["csl"]) / one["split"] for one in rounds)
    print(f"\nparse and csl together: {both:.2f} times the split")


if __name__ == "__main__":
    main()
