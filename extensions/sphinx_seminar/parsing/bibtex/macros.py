"""The @string macros of all files: looked up in any order, expanded once, bounded in size.

Twenty definitions, each twice the one before, make a megabyte, forty a terabyte:
what one macro, and all uses of macros together, may expand to is limited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.parsing.bibtex.expressions import parse_expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.parsing.bibtex.blocks import RawString
    from sphinx_seminar.parsing.bibtex.expressions import Piece

#: Characters that one macro may expand to.
LONGEST_MACRO = 65_536
#: Characters that all uses of macros together may expand to.
LARGEST_EXPANSION = 32 * 1024 * 1024
#: How deep macros may use macros.
DEEPEST = 32
#: Suggestions cost a comparison with every name: enough to be useful, few enough to be cheap.
SUGGESTIONS = 20

#: The macros that every BibTeX style defines.
MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip


class Value(NamedTuple):
    """The text of an expression, the macros it used, and those that are not defined."""

    text: str
    macros: tuple[str, ...] = ()
    undefined: tuple[str, ...] = ()


class Macros:
    """The macros of a library. The first definition counts; a different second one is a finding."""

    def __init__(self, strings: Iterable[RawString]) -> None:
        self.findings: list[Finding] = []
        self._defined: dict[str, RawString] = {}
        self._expanded: dict[str, Value] = {name: Value(text) for name, text in MONTHS.items()}
        #: Macros whose definitions are being read: one that comes back to itself is undefined.
        self._open: set[str] = set()
        self._spent = 0
        self._suggested = 0
        for string in strings:
            first = self._defined.setdefault(string.name, string)
            if first.expression != string.expression:
                self._note_duplicate(string, first)
        for name in self._defined:
            self._expanded.pop(name, None)
        for name in self._defined:
            self._expand(name, 0)

    @property
    def blocks(self) -> tuple[tuple[str, str], ...]:
        """Name and block text of every macro, in order of definition."""
        return tuple((name, string.raw) for name, string in self._defined.items())

    def evaluate(self, pieces: Sequence[Piece]) -> Value:
        """Return the text of *pieces*; an undefined macro stands for its own name."""
        return self._evaluate(pieces, 0)

    def required(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return *names* and the macros that their definitions use, without the months."""
        found: dict[str, None] = {}
        waiting = list(names)[::-1]
        while waiting:
            name = waiting.pop()
            if name in self._defined and name not in found:
                found[name] = None
                waiting.extend(self._expanded[name].macros[::-1])
        return tuple(found)

    def suggest(self, name: str) -> str:
        """Return the defined macro most like *name*, or ''; only for the first few names."""
        self._suggested += 1
        return nearest(name, self._expanded) if self._suggested <= SUGGESTIONS else ""

    def _note_duplicate(self, string: RawString, first: RawString) -> None:
        self.findings.append(
            Finding(
                FindingKind.BIB_DUPLICATE,
                string.name,
                name="@string",
                detail=str(first.location),
                location=string.location,
            )
        )

    def _note(self, name: str, undefined: str, detail: str = "") -> None:
        string = self._defined[name]
        self.findings.append(
            Finding(
                FindingKind.BIB_MACRO,
                undefined,
                nearest="" if detail else self.suggest(undefined),
                name=f"@string {name}",
                detail=detail,
                location=string.location,
            )
        )

    def _expand(self, name: str, depth: int) -> Value | None:
        """Return the value of the macro *name*, None when it is not (or circularly) defined."""
        if name in self._expanded:
            return self._expanded[name]
        string = self._defined.get(name)
        if string is None or name in self._open or depth > DEEPEST:
            return None
        self._open.add(name)
        value = self._evaluate(parse_expression(string.expression).pieces, depth + 1)
        if len(value.text) > LONGEST_MACRO:
            self._note(name, name, f"{len(value.text)} > {LONGEST_MACRO}")
            value = value._replace(text=name)
        for undefined in value.undefined:
            self._note(name, undefined)
        self._open.discard(name)
        self._expanded[name] = value._replace(undefined=())
        return self._expanded[name]

    def _evaluate(self, pieces: Sequence[Piece], depth: int) -> Value:
        texts: list[str] = []
        used: list[str] = []
        undefined: list[str] = []
        for text, is_macro in pieces:
            if not is_macro:
                texts.append(text)
                continue
            name = text.lower()
            value = self._expand(name, depth)
            if value is None or self._spent > LARGEST_EXPANSION:
                undefined.append(text)
                texts.append(text)
                continue
            self._spent += len(value.text)
            used.append(name)
            texts.append(value.text)
        return Value("".join(texts), tuple(used), tuple(undefined))
