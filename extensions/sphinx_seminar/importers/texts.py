r"""Text as a reader of a format hands it on: pieces with their link and their marks.

Positions are those of :attr:`Text.plain`, so that what was found in the plain text (a
date, a separator) can be cut out of the text with its links. Breaks are white space: ``\n``,
and those of :mod:`~.pages.blocks`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mark(StrEnum):
    """How a piece is set off from its neighbours."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"
    CODE = "code"
    #: LaTeX between its dollar signs.
    MATH = "math"


class Piece(NamedTuple):
    """A stretch of text under one link and one set of marks; ``url`` '' is no link."""

    text: str
    url: str = ""
    marks: frozenset[Mark] = frozenset()


class Linked(NamedTuple):
    """A link in a text: its label, its address, and where the label stands."""

    label: str
    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """Pieces in order, and the line (counted from 1) on which they begin."""

    pieces: tuple[Piece, ...] = ()
    line: int = 0

    @classmethod
    def of(cls, text: str, line: int = 0, url: str = "") -> Text:
        """Return *text* without marks, as one link if there is an *url*."""
        return cls((Piece(text, url),) if text or url else (), line)

    def __bool__(self) -> bool:
        return any(piece.text.strip() or piece.url for piece in self.pieces)

    @property
    def plain(self) -> str:
        """The characters, as they stand."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def words(self) -> str:
        """The characters with single spaces, stripped."""
        return " ".join(self.plain.split())

    @property
    def links(self) -> tuple[Linked, ...]:
        """The links in order; neighbouring pieces under one address are one link."""
        found: list[Linked] = []
        position = 0
        for url, group in groupby(self.pieces, key=lambda piece: piece.url):
            label = "".join(piece.text for piece in group)
            if url:
                found.append(Linked(" ".join(label.split()), url, position, position + len(label)))
            position += len(label)
        return tuple(found)

    def has(self, mark: Mark) -> bool:
        """Whether all words carry *mark*."""
        worded = [piece for piece in self.pieces if piece.text.strip()]
        return bool(worded) and all(mark in piece.marks for piece in worded)

    def marked(self, mark: Mark) -> str:
        """Return the words that carry *mark*, with single spaces."""
        return " ".join("".join(p.text for p in self.pieces if mark in p.marks).split())

    def cut(self, start: int, end: int | None = None) -> Text:
        """Return the text between two positions; its line is that of its first character."""
        plain = self.plain
        end = len(plain) if end is None else end
        kept: list[Piece] = []
        position = 0
        for piece in self.pieces:
            first, last = max(start - position, 0), min(end - position, len(piece.text))
            if first < last or (not piece.text and start <= position <= end):
                kept.append(piece._replace(text=piece.text[first:last]))
            position += len(piece.text)
        return Text(tuple(kept), self.line + _ends(plain[: max(start, 0)]))

    def stripped(self, characters: str | None = None) -> Text:
        """Return the text without *characters* (white space) at its ends."""
        plain = self.plain
        start = len(plain) - len(plain.lstrip(characters))
        return self.cut(start, start + len(plain.strip(characters)))

    def without(self, spans: Iterable[tuple[int, int]]) -> Text:
        """Return the text without the characters in *spans*, and trimmed where they were."""
        pieces: list[Piece] = []
        position = 0
        for start, end in sorted(spans):
            if start > position:
                pieces += self.cut(position, start).pieces
            position = max(position, end)
        pieces += self.cut(position).pieces
        return Text(tuple(pieces), self.line)

    def trimmed(self, left: str, right: str) -> Text:
        """Return the text without the characters *left* at its beginning, *right* at its end."""
        plain = self.plain
        start = len(plain) - len(plain.lstrip(left))
        return self.cut(start, max(start, len(plain.rstrip(right))))

    def without_links(self, unwanted: Iterable[Linked]) -> Text:
        """Return the text without the *unwanted* links and their labels."""
        ends = {link.start: max(link.end, 1) for link in unwanted}
        kept = []
        position, end = 0, -1
        for piece in self.pieces:
            end = max(end, ends.get(position, -1))
            if not (piece.url and position < end):
                kept.append(piece)
            position += len(piece.text)
        return replace(self, pieces=tuple(kept))


def _ends(plain: str) -> int:
    """Return how many lines of the source end in *plain*."""
    return plain.count("\n") + plain.count("\x0b")


def joined(texts: Iterable[Text], between: str = " ") -> Text:
    """Return *texts* as one, with *between* them; the line is the first one's."""
    kept = [text for text in texts if text.pieces]
    pieces: list[Piece] = []
    for index, text in enumerate(kept):
        pieces += [Piece(between)] * bool(index) + list(text.pieces)
    return Text(tuple(pieces), kept[0].line if kept else 0)
