"""Labels in texts: "Speaker: A. Lee", "**Title** On rain", several of them on a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.pages.blocks import BREAK, SOFT
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Mark, Text
from sphinx_seminar.importers.words.names import is_name

if TYPE_CHECKING:
    from sphinx_seminar.importers.columns import Columns

_MOST_WORDS = 5
_LABEL = re.compile(
    r"[\s*_•·>-]*([^\W\d_][^:：\n\x0b\x0c]{0,44}?)[\s*_]*[:：](?!//|\d\d)[\s*_]*", re.UNICODE
)
_DASHED = re.compile(r"[\s*_]*([^\W\d_][\w ]{2,20}?)\s+[-–—]\s+")
_FURTHER = re.compile(
    r"(?:(?<=[,;|.•·)/]\s)|(?<=[\n\x0b\x0c|]))[*_]*([^\W\d_][\w ]{2,20})[*_]*\s*[:：](?!//|\d\d)"
)
#: Slots whose labels are never a person's name or the beginning of a title.
_SURE = frozenset(Slot) - {Slot.LINE, Slot.UNKNOWN, Slot.IGNORED, Slot.NUMBER, Slot.TOPICS}
#: Slots whose labels stand behind other text as well ("On rain. Presenter: A. Lee").
_BEHIND = frozenset({Slot.SPEAKER, Slot.CHAIR, Slot.ABSTRACT, Slot.VENUE})
#: Likewise, where a link follows: "On rain. Slides: https://…".
LINKED = frozenset({Slot.SLIDES, Slot.RECORDING, Slot.CODE, Slot.NOTES, Slot.LINK})
_SPACE = " \t\n\xa0*_" + SOFT + BREAK


class Label(NamedTuple):
    """A label: as written, the slot that it means, and the text behind it."""

    name: str
    slot: Slot
    rest: Text


def split_label(text: Text, columns: Columns, *, is_among: bool = False) -> Label | None:
    """Return the label with which *text* begins, None where there is none.

    A bold word before a colon is a label even when nobody knows it; one that looks like a
    name is a name, unless it *is_among* labels of the speaker or the title.
    """
    plain = text.plain
    match = _LABEL.match(plain)
    if match and len(match[1].split()) <= _MOST_WORDS:
        slot = columns.slot(match[1])
        is_unknown = slot is Slot.UNKNOWN and (is_among or not is_name(match[1]))
        if slot in _SURE or (is_unknown and _is_bold(text, match.end(1))):
            rest = text.cut(match.end()).trimmed(_SPACE, " \n")
            return Label(match[1].strip(), slot, _linked_by_label(text, match.end(), rest))
    dashed = _DASHED.match(plain)
    if dashed and columns.slot(dashed[1]) in {Slot.SPEAKER, Slot.TITLE, Slot.ABSTRACT}:
        return Label(dashed[1], columns.slot(dashed[1]), text.cut(dashed.end()))
    return _bold_label(text, columns)


def _linked_by_label(text: Text, end: int, rest: Text) -> Text:
    """Return *rest* as the link that the label is: "[Paper](…): On rain"."""
    links = text.cut(0, end).links
    if len(links) != 1 or rest.links:
        return rest
    return Text.of(rest.plain or links[0].label, text.line, links[0].url)


def _is_bold(text: Text, end: int) -> bool:
    return text.cut(0, end).has(Mark.STRONG)


def _bold_label(text: Text, columns: Columns) -> Label | None:
    first = next((piece for piece in text.pieces if piece.text.strip()), None)
    if first is None or Mark.STRONG not in first.marks or first.url:
        return None
    slot = columns.slot(first.text) if columns.knows(first.text) else Slot.UNKNOWN
    if slot not in {Slot.SPEAKER, Slot.TITLE, Slot.ABSTRACT, Slot.DATE, Slot.TIME, Slot.VENUE}:
        return None
    end = text.plain.index(first.text) + len(first.text)
    return Label(first.text.strip(), slot, text.cut(end).trimmed(f"{_SPACE}.-–—", " \n"))


def split_labels(text: Text, columns: Columns, *, is_among: bool = False) -> list[Label]:
    """Return all labels of a *text* that begins with one, each with its part of the text."""
    found: list[Label] = []
    label = split_label(text, columns, is_among=is_among)
    while label is not None:
        rest = label.rest
        cut = next(
            (m.start() for m in _FURTHER.finditer(rest.plain) if columns.slot(m[1]) in _SURE), None
        )
        if cut is None or label.slot is Slot.ABSTRACT:
            return [*found, label]
        found.append(
            label._replace(rest=rest.cut(0, cut).trimmed(_SPACE, " \n.,;|•·/" + SOFT + BREAK))
        )
        label = split_label(rest.cut(cut), columns)
    return found


def split_behind(text: Text, columns: Columns) -> tuple[Text, list[Label]]:
    """Return *text*, which begins with no label, and the labels that stand behind a sign in it."""
    for match in _FURTHER.finditer(text.plain):
        slot = columns.slot(match[1])
        if slot in _BEHIND or (slot in LINKED and text.cut(match.end()).links):
            labels = split_labels(text.cut(match.start()), columns)
            if labels:
                return text.cut(0, match.start()).trimmed(_SPACE, _SPACE + ".,;|•·/"), labels
    return text, []
