"""What an author set off in a line: by a link, by quotation marks, in italics or in bold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.people import people_likeness
from sphinx_seminar.importers.deciding.splits import EDGES
from sphinx_seminar.importers.deciding.works import has_title
from sphinx_seminar.importers.found import LinkRole
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Linked, Mark, Text, joined
from sphinx_seminar.importers.words.addresses import is_generic, role_of
from sphinx_seminar.importers.words.names import MAYBE_NAME, NAME, is_place
from sphinx_seminar.importers.words.placeholders import is_open

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_TITLE_WORDS = 3
_SHORT = re.compile(r"[\"“„«]([^\"“”„«»]{2,40})[\"”“»]")
_ENDED = re.compile(r"[.:：]$|[)）]\s*[,–—-]?$")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{4,300})[\"”“»]")


def title_span(text: Text) -> tuple[int, int] | None:
    """Return where a link, a quotation or italics set off a title."""
    for link in text.links:
        if _titles(link):
            return link.start, link.end
    if opened := next((one for one in _SHORT.finditer(text.plain) if is_open(one[1])), None):
        return opened.span()
    if quoted := _QUOTED.search(text.plain):
        return quoted.span()
    for link in text.links:
        # two words with capitals: a title if a name stands beside it
        outside = joined((text.cut(0, link.start), text.cut(link.end)))
        if not is_generic(link.label) and people_likeness(outside.trimmed(EDGES, EDGES)) >= NAME:
            return link.start, link.end
    named = any(
        people_likeness(text.cut(*span)) >= NAME for span in _marked_spans(text, Mark.STRONG)
    )
    return next(
        (
            span
            for mark in (Mark.EMPHASIS, Mark.STRONG)
            for span in _marked_spans(text, mark)
            if span != (0, len(text.plain))
            and _is_title(text.cut(*span), has_name=named or _stands_behind_name(text, span[0]))
        ),
        None,
    )


def _titles(link: Linked) -> bool:
    """Whether the label of a link is a title rather than a name, an institution or a word."""
    if is_generic(link.label) or not has_title(link.label):
        return False
    role, _ = role_of(link.url, link.label, Slot.LINE)
    if people_likeness(Text.of(link.label)) >= NAME:
        # "Denoising Diffusion Models" looks like a name: what it leads to tells.
        return role is LinkRole.PAPER
    is_long = len(link.label.split()) >= _FEWEST_TITLE_WORDS and not is_place(link.label)
    return is_long or role in {LinkRole.PAPER, LinkRole.ABSTRACT}


def _is_title(text: Text, *, has_name: bool) -> bool:
    """Whether *text* is a title; one word is, where a name is set off from it."""
    if len(text.words.split()) == 1:
        return has_name and not is_generic(text.words)
    return people_likeness(text) < MAYBE_NAME


def _stands_behind_name(text: Text, start: int) -> bool:
    """Whether a name ends before *start*; a comma behind a bare name may be that before a town."""
    before = text.cut(0, start).stripped()
    return _ENDED.search(before.plain) is not None and people_likeness(before) >= NAME


def name_span(text: Text) -> tuple[int, int] | None:
    """Return where a link or bold print sets off a name."""
    spans = [(link.start, link.end) for link in text.links]
    spans += [span for mark in (Mark.STRONG, Mark.EMPHASIS) for span in _marked_spans(text, mark)]
    return next(
        (
            span
            for span in spans
            if span != (0, len(text.plain)) and people_likeness(text.cut(*span)) >= NAME
        ),
        None,
    )


def _marked_spans(text: Text, mark: Mark) -> Iterator[tuple[int, int]]:
    position, start = 0, -1
    for piece in text.pieces:
        if mark in piece.marks:
            start = position if start < 0 else start
        elif start >= 0 and piece.text.strip():
            yield start, position
            start = -1
        position += len(piece.text)
    if start >= 0:
        yield start, position
