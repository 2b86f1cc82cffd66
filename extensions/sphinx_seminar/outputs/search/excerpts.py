"""The place in a text that answers a query, as pieces that are marked or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.outputs.search.normalising import is_single, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable

Piece = tuple[str, bool]

#: Characters shown of a text, and before the first word that answers.
WIDTH, LEAD = 240, 60
_PIECE = re.compile(r"[^\W_]+")


def excerpt(text: str, asked: Iterable[str], width: int = WIDTH) -> list[Piece]:
    """Return *width* characters of *text* around the first words *asked* for."""
    wanted = tuple(dict.fromkeys(asked))
    line = " ".join(text.split())
    spans = _spans(line, wanted)
    start = 0
    if spans and spans[0][0] > LEAD and len(line) > width:
        start = line.rfind(" ", 0, spans[0][0] - LEAD) + 1
    end = len(line) if len(line) - start <= width else max(line.rfind(" ", start, start + width), 0)
    end = end or min(len(line), start + width)
    pieces: list[Piece] = [("… ", False)] if start else []
    at = start
    for first, last in spans:
        if first < at or last > end:
            continue
        if first > at:
            pieces.append((line[at:first], False))
        pieces.append((line[first:last], True))
        at = last
    if at < end:
        pieces.append((line[at:end], False))
    return [*pieces, (" …", False)] if end < len(line) else pieces


def _spans(line: str, wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where the words stand that begin with a word asked for, or have its stem."""
    whole = tuple(word for word in wanted if not is_single(word))
    stems = {stem(word) for word in whole}
    single = {word for word in wanted if is_single(word)}
    spans = []
    for found in _PIECE.finditer(line):
        folded = words(found[0])
        if len(folded) == 1 and not is_single(folded[0]):
            if whole and (folded[0].startswith(whole) or stem(folded[0]) in stems):
                spans.append(found.span())
            continue
        spans += [
            (found.start() + offset, found.start() + offset + 1)
            for offset, char in enumerate(found[0])
            if single & set(words(char))
        ]
    return _joined(spans)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined
