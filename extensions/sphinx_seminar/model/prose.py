"""Text of several paragraphs as data: abstracts, and what a session says beside its talks.

A prose is a row of blocks; a block holds pieces, or proses of its own (the items of a list,
the lines of a table). A piece is text in one set of styles. Where the words of a piece are the
archive's (a citation, the title of another session) it holds a *mention* instead, which is
put in words when the archive is whole: so a prose depends on its own document alone.

The record of a talk holds no prose but a :class:`Passage`: enough to tell whether it changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sphinx_seminar.model.citation import Citation, CitationForm, CitationItem
from sphinx_seminar.model.richtext import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


#: Before the form of a citation, in the kind of a mention.
_CITATION = "cite-"


class Mention(NamedTuple):
    """A reference to something of the archive.

    ``kind`` is the type of the object (``session``, ``talk``, ``doc``, …), or the form of a
    citation (``cite-reading``); ``target`` is its name as typed. A citation names several: each
    key is followed by its locator, its prefix and its suffix.
    """

    kind: str
    target: tuple[str, ...]

    @classmethod
    def of_citation(cls, citation: Citation) -> Mention:
        """Return *citation* as a mention."""
        parts = [(one.key, one.locator, one.prefix, one.suffix) for one in citation.items]
        return cls(f"{_CITATION}{citation.form}", tuple(text for part in parts for text in part))

    @property
    def citation(self) -> Citation | None:
        """The citation that this is, None when it is none."""
        if not self.kind.startswith(_CITATION):
            return None
        texts = iter(self.target)
        items = map(CitationItem, texts, texts, texts, texts)
        return Citation(CitationForm(self.kind.removeprefix(_CITATION)), tuple(items))


class Piece(NamedTuple):
    """A stretch of text; ``url`` is where it leads.

    With a ``mention`` and no text, the words are the archive's; with both, the author's.
    """

    text: str
    styles: tuple[Style, ...] = ()
    url: str = ""
    mention: Mention | None = None


class BlockKind(StrEnum):
    """What a block is; the values stand in the files that keep proses."""

    PARAGRAPH = "p"
    HEADING = "h"
    CODE = "code"
    FORMULA = "math"
    BULLETS = "ul"
    NUMBERS = "ol"
    QUOTE = "quote"
    TABLE = "table"


class Block(NamedTuple):
    """A paragraph, a list, …: of ``pieces``, or of ``parts`` that are proses.

    The parts of a list are its items, those of a quotation are one, those of a table its rows,
    whose blocks are the cells. ``first`` is the number of a numbered list's first item.
    """

    kind: BlockKind
    pieces: tuple[Piece, ...] = ()
    parts: tuple[Prose, ...] = ()
    first: int = 1


Prose: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What a record keeps of a prose: a digest of all it shows, and whom it mentions."""

    digest: str
    mentions: tuple[Mention, ...] = ()


def passage(prose: Prose) -> Passage | None:
    """Return the record of *prose*, ``None`` for an empty one."""
    if not prose:
        return None
    digest = blake2b(json.dumps(as_data(prose)).encode(), digest_size=12).hexdigest()
    found = dict.fromkeys(piece.mention for piece in pieces_of(prose) if piece.mention)
    return Passage(digest, tuple(found))


def pieces_of(prose: Prose) -> Iterator[Piece]:
    """Yield every piece of *prose* in the order of reading."""
    for block in prose:
        yield from block.pieces
        for part in block.parts:
            yield from pieces_of(part)


def in_words(prose: Prose, word: Callable[[Piece], Iterable[Piece]]) -> Prose:
    """Return *prose* with every piece that mentions something replaced by what *word* says."""
    return tuple(
        block._replace(
            pieces=tuple(
                shown
                for piece in block.pieces
                for shown in (word(piece) if piece.mention else (piece,))
            ),
            parts=tuple(in_words(part, word) for part in block.parts),
        )
        for block in prose
    )


# -- as plain text ---------------------------------------------------------------------------


def plain_prose(prose: Prose) -> str:
    """Return *prose* as plain text, blocks apart by empty lines, with addresses of the web."""
    return "\n".join(_lines(prose))


def prose_lines(prose: Prose) -> Iterator[str]:
    """Yield the text of each block of *prose* on one line, without addresses and marks."""
    for block in prose:
        text = " ".join("".join(map(_plain_piece, block.pieces)).split())
        if text:
            yield text
        for part in block.parts:
            yield from prose_lines(part)


def _lines(prose: Prose) -> Iterator[str]:
    for position, block in enumerate(prose):
        if position:
            yield ""
        yield from _WRITERS.get(block.kind, _text)(block)


def _text(block: Block) -> Iterator[str]:
    text = "".join(map(_with_address, block.pieces))
    yield from (" ".join(line.split()) for line in text.split("\n"))


def _verbatim(block: Block) -> Iterator[str]:
    for line in "".join(piece.text for piece in block.pieces).split("\n"):
        yield f"    {line}".rstrip()


def _formula(block: Block) -> Iterator[str]:
    text = " ".join("".join(piece.text for piece in block.pieces).split())
    yield f"    ${text}$"


def _list(block: Block) -> Iterator[str]:
    for number, part in enumerate(block.parts, block.first):
        mark = "- " if block.kind is BlockKind.BULLETS else f"{number}. "
        for line in _lines(part):
            yield f"{mark}{line}".rstrip()
            mark = " " * len(mark)


def _quote(block: Block) -> Iterator[str]:
    for part in block.parts:
        yield from (f"> {line}".rstrip() for line in _lines(part))


def _table(block: Block) -> Iterator[str]:
    for row in block.parts:
        yield " | ".join(" ".join(prose_lines((cell,))) for cell in row)


_WRITERS = {
    BlockKind.CODE: _verbatim,
    BlockKind.FORMULA: _formula,
    BlockKind.BULLETS: _list,
    BlockKind.NUMBERS: _list,
    BlockKind.QUOTE: _quote,
    BlockKind.TABLE: _table,
}


def _plain_piece(piece: Piece) -> str:
    if piece.mention and not piece.text:
        return " ".join(filter(None, piece.mention.target))
    return f"${piece.text}$" if Style.MATH in piece.styles else piece.text


def _with_address(piece: Piece) -> str:
    """Return *piece* with where it leads, unless that is what it says or a page of the archive."""
    text = _plain_piece(piece)
    shown = piece.url.removeprefix("mailto:").removeprefix("tel:")
    if not shown or piece.mention or shown.rstrip("/") == text.strip().rstrip("/"):
        return text
    return f"{text} ({shown})" if text.strip() else shown


# -- as data of JSON -------------------------------------------------------------------------


def as_data(prose: Prose) -> list[Any]:
    """Return *prose* in lists, numbers and texts."""
    return [
        [
            block.kind.value,
            [_piece_data(piece) for piece in block.pieces],
            [as_data(part) for part in block.parts],
            block.first,
        ]
        for block in prose
    ]


def _piece_data(piece: Piece) -> str | list[Any]:
    if not (piece.styles or piece.url or piece.mention):
        return piece.text
    return [piece.text, piece.styles, piece.url, piece.mention or ()]


def from_data(data: Sequence[Any]) -> Prose:
    """Return the prose that :func:`as_data` made *data* of.

    :raises ValueError: when it made none of it.
    """
    try:
        return tuple(
            Block(
                BlockKind(kind),
                tuple(map(_piece, pieces)),
                tuple(map(from_data, parts)),
                int(first),
            )
            for kind, pieces, parts, first in data
        )
    except (TypeError, LookupError, RecursionError) as problem:
        raise ValueError(str(problem)) from problem


def _piece(data: Any) -> Piece:
    if isinstance(data, str):
        return Piece(data)
    text, styles, url, mention = data
    return Piece(
        str(text),
        tuple(map(Style, styles)),
        str(url),
        Mention(str(mention[0]), tuple(map(str, mention[1]))) if mention else None,
    )
