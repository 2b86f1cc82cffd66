"""BibTeX: each entry as it was written, with the @string blocks and the parents that it needs.

Nothing is converted, so that nothing is lost. Parents come after their children, where
BibTeX wants them, and every block once. The ASCII form writes the same entries with
LaTeX's commands for letters beyond ASCII.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.parsing.bibtex.expressions import parse_expression
from sphinx_seminar.parsing.bibtex.latexencode import ascii_latex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_seminar.model.library import Library
    from sphinx_seminar.model.reading import Reading


class Stock(NamedTuple):
    """What entries may need: every entry by key, the @string blocks, and their order."""

    entries: Mapping[str, Reading]
    strings: Mapping[str, str]
    positions: Mapping[str, int]

    @classmethod
    def of(cls, library: Library) -> Stock:
        """Return the stock of *library*; of two entries with one key the first counts."""
        return cls(
            {reading.key: reading for reading in reversed(library.readings)},
            dict(library.strings),
            {name: position for position, name in enumerate(_definable(dict(library.strings)))},
        )

    def required(self, readings: Iterable[Reading]) -> tuple[list[str], list[Reading]]:
        """Return the @string blocks that *readings* need, and the readings with their parents."""
        entries: dict[str, Reading] = {}
        parents: dict[str, Reading] = {}
        for reading in readings:
            entries[reading.key] = reading
            for key in reading.parents:
                # A parent that an entry before it shares moves behind the last of its children.
                parents.pop(key, None)
                if key in self.entries:
                    parents[key] = self.entries[key]
        for key, parent in parents.items():
            entries.pop(key, None)
            entries[key] = parent
        macros = {name for entry in entries.values() for name in entry.macros}
        known = sorted(macros & self.strings.keys(), key=self.positions.__getitem__)
        return [self.strings[name] for name in known], list(entries.values())


def _definable(strings: Mapping[str, str]) -> list[str]:
    """Return the macros in the order of their files, but each behind those that it uses."""
    ordered: dict[str, None] = {}
    for name in strings:
        waiting = [name]
        seen: set[str] = set()
        while waiting:
            one = waiting[-1]
            used = [] if one in seen else _macros_in(strings[one])
            seen.add(one)
            missing = [
                other
                for other in used
                if other in strings and other not in ordered and other not in seen
            ]
            if missing:
                waiting += missing
            else:
                ordered.setdefault(waiting.pop())
    return list(ordered)


def _macros_in(block: str) -> list[str]:
    """Return the names of the macros that a @string *block* uses."""
    expression = block.partition("=")[2].strip().removesuffix("}").removesuffix(")")
    return [text.lower() for text, is_macro in parse_expression(expression).pieces if is_macro]


def export_bibtex(readings: Iterable[Reading], stock: Stock, *, ascii_only: bool = False) -> bytes:
    """Return a file with *readings* and what they need of *stock*."""
    strings, entries = stock.required(readings)
    head = "\n".join(block.strip() for block in strings)
    blocks = [head] if head else []
    text = "\n\n".join([*blocks, *(entry.raw.strip() for entry in entries)])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if ascii_only:
        text = ascii_latex(text)
    return f"{text}\n".encode("utf-8", "replace") if text else b""
