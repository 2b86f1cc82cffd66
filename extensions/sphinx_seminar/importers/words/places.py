"""Rooms in running text, and whether a meeting is online."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.model.venue import Format

if TYPE_CHECKING:
    from sphinx_seminar.importers.texts import Text

_ROOM_WORDS = (
    r"(?:room|rm\.?|aud(?:itorium|\.)?|(?:lecture|seminar|meeting|conference) ?(?:hall|room"
    r"|theat(?:re|er))|raum|saal|hörsaal|hs|salle|aula|sala|amphi(?:théâtre)?|zi(?:mmer)?\.?"
    r"|lokale)"
)
_NUMBERED = r"[A-Z]{1,5}[-. ]?\d{1,4}(?:[./-]\d+)*[A-Z]?\b"
_COUNTED = (
    r"(?:(?:chapters?|ch|parts?|weeks?|lectures?|talks?|sessions?|sections?|sec|vol(?:ume)?|no|pp?"
    r"|days?|meeting|kapitel|teil|woche|version|covid)\b|[\w'-]+[ .-]?(?:19|20)\d\d\b)"
)
ROOM = re.compile(rf"\b{_ROOM_WORDS}\b\s?[\w./-]*|\b{_NUMBERED}|\bonline\b|\bzoom\b", re.IGNORECASE)
_ALONE = re.compile(
    rf"\W*(?:(?:[\w'-]+ ){{0,2}}{_ROOM_WORDS}\b[\w ./-]{{0,30}}"
    # "ICML 2021" and "Chapter 12" are no rooms
    rf"|(?!{_COUNTED})(?:{_NUMBERED}|[A-Z][\w'-]+ \d{{2,4}}[A-Z]?)"
    r"|\d{3,4}[A-Z]? [A-Z][\w'-]+(?: (?:hall|building|center|lab))?)\W*",
    re.IGNORECASE,
)
_BEGINNING = re.compile(rf"(?:[\w-]+ )?{_ROOM_WORDS}\b", re.IGNORECASE)
#: "the year 1615" and "the 1930s" are no rooms.
_TIMES = r"(?!(?:the\s+)?(?:year\s|\d{4}s?\b|\d{1,2}(?:st|nd|rd|th)\b))"
_STATED = re.compile(
    rf"(?:^|[\s,;(])(?:(?:in|at)\s+{_TIMES}(?:the\s+)?|(?:venue|where|place|location)\s*:\s*)"
    rf"(?P<place>[^.,;()\n]{{0,30}}?\b(?:{_ROOM_WORDS}|building|hall)\b[^;()\n.]*"
    rf"|{_NUMBERED}[^,;()\n]*)",
    re.IGNORECASE,
)
#: "On snow (Room 5)"; a bare number in brackets may be anything.
_ASIDE = re.compile(rf"\s*\(([^()]*\b{_ROOM_WORDS}\b[^()]*)\)\s*$", re.IGNORECASE)
_AT = re.compile(r"(?:^|\s|(?<=[mM\d]))@\s*(?P<place>[^@;\n]{2,60})")
_ONLINE = re.compile(
    r"\b(?:online|on-line|zoom|virtual(?:ly)?|remote(?:ly)?|webinar|ms teams|google meet|webex"
    r"|skype|tencent meeting|en ligne|en línea|digital)\b|线上|オンライン|腾讯会议",
    re.IGNORECASE,
)
_SCREEN = re.compile(
    r"\W*(?:on |via |held )?(zoom|online|virtual(?:ly)?|hybrid|(?:ms )?teams)\b\W*?"
    r"(?:[:,;–—-]|$)\s*",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bhybrid\b|\b(?:and|or|&|\+|/|und|et|y)\b|/|&|\+", re.IGNORECASE)
_LONGEST_ROOM = 60
_EDGES = " \t\n\x0b\x0c,;:.|–—-()[]"


def place_in(text: Text) -> tuple[str, Text]:
    """Return the room that *text* says in so many words ("in room 3", "@ B12"), and the rest."""
    if screen := _SCREEN.match(text.plain):
        return screen[1], text.cut(screen.end())
    if (aside := _ASIDE.search(text.plain)) and is_room(aside[1]):
        return aside[1].strip(_EDGES), text.without([aside.span()]).trimmed("", _EDGES)
    for pattern in (_AT, _STATED):
        match = pattern.search(text.plain)
        if match and ROOM.search(
            match["place"] if pattern is _STATED else f"room {match['place']}"
        ):
            before = text.cut(0, match.start()).trimmed("", _EDGES)
            behind = text.cut(match.end())
            rest = before if not behind else type(text)((*before.pieces, *behind.pieces), text.line)
            return match["place"].strip(_EDGES), rest
    return "", text


def is_room(text: str) -> bool:
    """Tell whether *text* is a room and nothing else ("LH 101", "room B 7")."""
    return len(text) < _LONGEST_ROOM and _ALONE.fullmatch(text) is not None


def format_of(venue: str, *, has_access: bool) -> Format | None:
    """Return how people take part, as far as *venue* says it."""
    online = _ONLINE.search(venue)
    if "hybrid" in venue.casefold():
        return Format.HYBRID
    if not online:
        return Format.HYBRID if venue and has_access else None
    rest = _ONLINE.sub("", venue)
    if _BOTH.search(rest) and ROOM.search(rest.replace(online[0], "")):
        return Format.HYBRID
    return Format.ONLINE


def is_online(text: str) -> bool:
    """Tell whether *text* speaks of a meeting on a screen."""
    return _ONLINE.search(text) is not None


def looks_like_place(text: str) -> bool:
    """Tell whether *text* holds a room, a building or an address."""
    return ROOM.search(text) is not None or _STATED.search(f"in {text}") is not None


def begins_with_room(text: str) -> bool:
    """Tell whether *text* begins with a word for a room ("Aud 7", "Small auditorium")."""
    return _BEGINNING.match(text) is not None
