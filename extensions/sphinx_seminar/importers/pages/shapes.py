"""What a paragraph looks like: a programme, an abstract, nothing but links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.people import people_likeness
from sphinx_seminar.importers.pages.blocks import (
    SOFT,
    Item,
    first_text,
    lines_of,
)
from sphinx_seminar.importers.texts import Mark, Text, joined
from sphinx_seminar.importers.words.addresses import is_generic
from sphinx_seminar.importers.words.clocks import find_times
from sphinx_seminar.importers.words.names import NAME, is_place

if TYPE_CHECKING:
    from sphinx_seminar.importers.pages.labels import Label


#: A paragraph without a label and longer than this is an abstract.
_LONG = 300
#: A line that ends so goes on in the next one.
_OPEN_END = re.compile(
    r"(?:[,;:(&–—-]|\b(?:a|an|and|by|for|from|in|of|on|or|the|to|with|und|von|et|par|y|por))\s*$",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[.!?]\s+[A-Z„“(]")
_FEW_WORDS = 3


def timed_talks(text: Text) -> list[tuple[Text, Text]]:
    """Return the talks of a programme, each its time and the rest, [] where it is none.

    They stand on a line each, or all on one.
    """
    found: list[tuple[Text, Text]] = []
    lines = lines_of(text, soft=True)
    for line in lines if len(lines) > 1 else _before_times(text):
        times = find_times(line.plain)
        if not times or line.plain[: times[0].start].strip(" *_([–-"):
            return []
        spot = times[0]
        rest = line.cut(spot.end).trimmed(" \t:：,;|–—-*_)]", " ")
        found.append((line.cut(spot.start, spot.end), rest))
    return found if len(found) > 1 else []


def _before_times(text: Text) -> list[Text]:
    """Return *text* cut where a time stands behind a comma, a semicolon or a bar."""
    plain = text.plain
    starts = [
        spot.start
        for spot in find_times(plain)
        if re.search(r"[,;|]\s*[*_(]*$", plain[: spot.start]) or not plain[: spot.start].strip()
    ]
    ends = [*starts[1:], len(plain)]
    parts = zip(starts, ends, strict=False)
    return [text.cut(*part).trimmed(" ", " ,;|") for part in parts] if starts else []


def set_off_lines(text: Text) -> list[Text]:
    """Return *text* cut where a line of the source is set off whole, and the next is not."""
    lines = lines_of(text, soft=True)
    for mark in (Mark.STRONG, Mark.EMPHASIS):
        if len(lines) > 1 and lines[0].has(mark) and not lines[1].has(mark):
            return [lines[0], *set_off_lines(joined(lines[1:], SOFT))]
    return [text] if lines else []


def with_name_apart(text: Text) -> list[Text]:
    """Return *text* cut where one line of the source names people, and the others a title.

    The title is above or below; an institution may stand below the name.
    """
    lines = lines_of(text, soft=True)
    named = [index for index, line in enumerate(lines) if people_likeness(line) >= NAME]
    if len(lines) < 2 or len(named) != 1:  # noqa: PLR2004
        return [text]
    start, end = named[0], named[0] + 1
    if end < len(lines) and is_place(lines[end].words) and not is_prose(lines[end], 0):
        end += 1
    before, behind = lines[:start], lines[end:]
    if (before and behind) or not (before or behind):
        return [text]
    if (before and _OPEN_END.search(before[-1].plain)) or (behind and _goes_on(behind[0])):
        return [text]
    parts = (joined(before, SOFT), joined(lines[start:end], SOFT), joined(behind, SOFT))
    return [part for part in parts if part]


def _goes_on(line: Text) -> bool:
    """Whether a line goes on with the one above: it begins in small letters or with a sign."""
    first = line.words[:1]
    return first.islower() or first in set(",;:.–—-&)|")


def line_count(text: Text) -> int:
    """Return on how many lines of the source *text* stands."""
    return 1 + text.plain.count(SOFT) + text.plain.count("\n")


def source_behind(source: str, label: Label, count: int) -> str:
    """Return the Markdown of *source* behind *label*, *count* lines of it."""
    pattern = re.compile(
        rf"(?:^|\n)[\s*_>-]*(?:\d+[.)]\s+)?[*_]*{re.escape(label.name)}[*_]*\s*[:：]?[*_]*\s*"
    )
    match = pattern.search(source)
    if match is None:
        return ""
    return "\n".join(source[match.end() :].split("\n")[:count]).strip()


def is_only_links(text: Text) -> bool:
    """Whether *text* holds nothing but links such as "slides" and "video"."""
    links = text.links
    rest = text.without_links(links).words
    return bool(links) and all(is_generic(one.label) for one in links) and is_generic(rest)


def is_long(text: Text) -> bool:
    """Whether *text* is as long as an abstract."""
    words = text.words
    return len(words) > _LONG or (len(words) > _LONG // 2 and len(_SENTENCES.findall(words)) > 1)


def is_prose(text: Text, fewest: int) -> bool:
    """Whether *text* is a sentence, and no line of facts."""
    words = text.words
    return len(words.split()) >= fewest and words.endswith((".", "!", "?"))


def is_link(item: Item) -> bool:
    """Whether an item is hardly more than one link."""
    text = first_text(item)
    links = text.links
    if len(item.blocks) != 1 or not links:
        return False
    return len(text.without_links(links).words.split()) <= _FEW_WORDS
