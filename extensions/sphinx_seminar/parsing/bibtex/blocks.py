"""A bibliography file as its blocks: entries and @string definitions, each with its exact line.

bibtexparser splits; its line numbers drift after a line that ends in a backslash,
so that a block's line is found by searching for its raw text from the end of the
block before (0 wrong in 34,600 real entries). A field's line is found in the same
way, and only when a finding needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.finding import Location


class RawField(NamedTuple):
    """A field as written: name (any case) and the expression to the right of ``=``."""

    name: str
    expression: str


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as written; ``entry_type`` is lower case, ``raw`` the whole text of the block.

    ``mended``: comments were taken out of it before it could be split.
    """

    entry_type: str
    key: str
    fields: tuple[RawField, ...]
    raw: str
    location: Location
    mended: bool = False

    def lines(self) -> tuple[int, ...]:
        """Return the line of each field, 1-based: that of its name."""
        found = []
        line, counted = self.location.line, 0
        position = self.raw.find(self.key, len(self.entry_type) + 1) + len(self.key)
        for name, expression in self.fields:
            # A comment before the name was split off with it: the name ends the text.
            position = self.raw.find(name, position) + len(name)
            line += self.raw.count("\n", counted, position)
            counted = position
            found.append(line)
            position = self.raw.find(expression, position) + len(expression)
        return tuple(found)


class RawString(NamedTuple):
    """A macro definition; ``name`` is lower case, since BibTeX ignores the case of macros."""

    name: str
    expression: str
    raw: str
    location: Location


class RawFailure(NamedTuple):
    """A block that could not be split, with the splitter's reason."""

    entry_type: str
    key: str
    reason: str
    location: Location


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of one file or several, in order."""

    entries: tuple[RawEntry, ...] = ()
    strings: tuple[RawString, ...] = ()
    failures: tuple[RawFailure, ...] = ()

    @classmethod
    def merged(cls, parts: Iterable[Blocks]) -> Blocks:
        """Return the blocks of *parts* as one."""
        kept = list(parts)
        return cls(
            tuple(entry for part in kept for entry in part.entries),
            tuple(string for part in kept for string in part.strings),
            tuple(failure for part in kept for failure in part.failures),
        )


class Place(NamedTuple):
    """Where a block begins: its index, its line, and the character before it ('' at the start)."""

    start: int
    line: int
    before: str


class LineFinder:
    """Where the blocks of one text begin; they are asked for in the order of the text."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self._text = text
        self._searched = 0
        self._counted = 0
        self._line = first_line

    def find(self, raw: str, *, whole: bool) -> Place:
        """Return where the block *raw* begins.

        The next one begins after it, or, when it is not *whole*, perhaps within it.
        """
        start = self._text.find(raw, self._searched)
        if start < 0:
            start = self._searched
        self._searched = start + (len(raw) if whole else 1)
        self._line += self._text.count("\n", self._counted, start)
        self._counted = start
        return Place(start, self._line, self._text[start - 1 : start])
