"""Where a meeting begins: a text that begins with a date, before which there is hardly a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.dating.names import weekday_of
from sphinx_seminar.importers.dating.spotting import find_dates
from sphinx_seminar.importers.pages.blocks import BREAK, SOFT
from sphinx_seminar.importers.texts import Text, joined

if TYPE_CHECKING:
    from sphinx_seminar.importers.dating.spot import Spot

#: What may stand before the date of a meeting; numbers too.
_LEADING_WORDS = (
    "upcoming next past new date dates when talk talks seminar session meeting week lecture"
    " colloquium no nr number the on of for and at part day today tomorrow latest previous"
    " scheduled schedule presentation class discussion workshop event current last this"
    " am den le el il datum termin tentative tentatively rescheduled moved postponed cancelled"
    " canceled special extra joint online hybrid zoom virtual sitzung vortrag séance semaine"
    " woche first second third fourth reading group journal club kickoff"
)
_LEADING = frozenset(_LEADING_WORDS.split())
_MOST_BEFORE = 48
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?[a-z]?(?:\s*[&+]\s*\d+)?")
_SPACE = " \t\n\xa0" + SOFT + BREAK
_BEHIND = _SPACE + ":：,;|–—-~•·*_)]）.@>"
_ENDS = _SPACE + ":：,;|–—-~•·([（"
_PLACEHOLDER = re.compile(
    r"[\s*_(\[]*(?:tba|tbd|tbc|to be (?:announced|determined|confirmed|decided)|\?\?+|未定)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:was|were|is|are|will|has|have|please|we|you|due|deadline)\b", re.IGNORECASE
)
_LONGEST_HEADING = 160


class Anchor(NamedTuple):
    """A date at the beginning of a text: what it is, a number before it, and what follows."""

    spot: Spot
    date: Text
    number: str
    rest: Text


def leading_anchor(text: Text) -> Anchor | None:
    """Return the date with which *text* begins, None when it begins with something else."""
    plain = text.plain
    head = plain[: _MOST_BEFORE + 80]
    for spot in find_dates(head):
        if not spot.has_day:
            continue
        before = plain[: spot.start]
        if len(before) > _MOST_BEFORE or not _is_leading(before):
            return None
        return _anchor(text, spot, before)
    return None


def heading_anchor(text: Text) -> Anchor | None:
    """Return the one date in a heading, wherever it stands in it."""
    leading = leading_anchor(text)
    if leading or len(text.plain) > _LONGEST_HEADING:
        return leading
    spots = [spot for spot in find_dates(text.plain) if spot.has_day]
    if len(spots) != 1 or _PROSE.search(text.plain):
        return None
    spot = spots[0]
    before = text.cut(0, spot.start).trimmed(_SPACE, _ENDS)
    behind = text.cut(spot.end).trimmed(_BEHIND, _SPACE)
    return Anchor(spot, text.cut(spot.start, spot.end).stripped(), "", joined((before, behind)))


def trailing_anchor(text: Text) -> Anchor | None:
    """Return the date with which *text* ends, in parentheses or behind a comma."""
    plain = text.plain.rstrip(" .)]）\n" + SOFT + BREAK)
    spots = [spot for spot in find_dates(plain) if spot.has_day]
    if len(spots) != 1 or spots[0].end < len(plain) or not spots[0].start:
        return None
    spot = spots[0]
    rest = text.cut(0, spot.start).trimmed(_SPACE, _ENDS)
    return Anchor(spot, text.cut(spot.start, spot.end).stripped(), "", rest)


def is_placeholder(text: Text) -> bool:
    """Tell whether *text* begins with "TBA" or its like, where a date could stand."""
    return _PLACEHOLDER.match(text.plain) is not None


def _is_leading(before: str) -> bool:
    words = _WORDS.findall(before)
    return all(word.casefold() in _LEADING or weekday_of(word) is not None for word in words)


def _anchor(text: Text, spot: Spot, before: str) -> Anchor:
    number = _NUMBER.search(before)
    rest = text.cut(spot.end).trimmed(_BEHIND, _SPACE)
    date = text.cut(spot.start, spot.end).stripped()
    return Anchor(spot, date, number[0] if number else "", rest)
