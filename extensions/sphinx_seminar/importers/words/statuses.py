"""What became of a meeting: no meeting, cancelled, postponed, tentative, to be announced.

A word counts where it is the whole text, stands at its beginning or end with a sign
between, or in brackets: in the middle of a title it is part of the title.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_seminar.importers.dating.spotting import find_dates
from sphinx_seminar.importers.words.placeholders import is_open
from sphinx_seminar.model.session import Status

_MEETING = (
    r"(?:seminars?|meetings?|colloqui\w+|talks?|class(?:es)?|sessions?|lectures?|journal club"
    r"|reading(?: group)?s?|group (?:reading|meeting)s?|discussion|event|presentation|jc|rg"
    r"|vortrag|sitzung|treffen|kolloquium|séance|séminaire|réunion|seminario|reunión|riunione)"
)
_NO_MEETING = re.compile(
    rf"\b(?:no|kein(?:e)?|pas de|sin|nessun[oa]?|ingen)\s+(?:[\w-]+\s+){{0,2}}?{_MEETING}\b"
    rf"|\b{_MEETING}(?:[- ]free (?:week|day)|frei(?:e woche)?)\b|\bwe (?:do|will) not meet\b"
    rf"|^\W*(?:off|skip(?:ped)?|no {_MEETING})\W*$|^\W*skip(?:ped)?\s*[:(–—-]|休講|休み|休会"
    r"|^\W*rel[âa]che\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"\b(?:(?:spring|fall|autumn|winter|summer|christmas|xmas|easter|thanksgiving|reading|exam\w*"
    r"|mid-?term|term|semester|academic|public|bank|national|university|recess|study|chinese"
    r"|lunar|new year'?s?)\s+(?:(?:spring|fall|winter)\s+)?"
    r"(?:break|recess|holidays?|vacations?|week|day|weekend|new year)|holidays?|vacations?|recess"
    r"|thanksgiving|christmas|easter(?: monday)?|good friday|labou?r day|memorial day"
    r"|independence day|veterans'? day|martin luther king\w*(?:,? jr\.?)? day|mlk day"
    r"|presidents'? day|juneteenth|ferien\w*|feiertag|weihnacht\w*|vacances|férié|vacaciones"
    r"|feriado|festivo|\w*ferien|pfingst\w*|oster(?:n|montag\w*)|vorlesungsfrei\w*|toussaint"
    r"|ascension(?: day)?|pâques|noël|semana santa|navidad|natale|pasqua"
    r")\b|^\W*(?:\w+ )?break\W*$|休憩|休暇|祝日|节|假期|放假",
    re.IGNORECASE,
)
_CANCELLED = (
    r"cancel(?:l)?ed|entfällt|fällt (?:leider )?aus|abgesagt|annulée?|annulé|cancelad[oa]"
    r"|annullat[oa]|aflyst|inställ[td]|aflyses|did not take place|called off|中止|取消|停课|停讲"
    r"|キャンセル"
)
_POSTPONED = (
    r"postponed|re-?scheduled|verschoben|reportée?|aplazad[oa]|rinviat[oa]|adiad[oa]|延期|改期|推迟"
    r"|deferred"
)
_TENTATIVE = r"tentative(?:ly)?|to be confirmed|tbc|provisional|unconfirmed|unter vorbehalt"
_SIGNS = r"[\s:：;,.!()\[\]（）*_~–—-]"
_STARTS = (
    # In capitals a word stands out without a sign before it.
    rf"(?:^|[(\[（*_~]\s*|{_SIGNS}{{2,}}|\s(?=(?-i:[A-Z]{{6}}))"
    r"|\b(?:is|was|has been|talk|seminar|meeting|session|lecture|colloquium)\s+)"
)
_ENDS = rf"(?=$|{_SIGNS}*$|\s*[:：!()（\[\]）*_~;,.–—]|\s+-|\s+(?:due|because|wegen|today)\b)"
_CANCELLED_AT = re.compile(rf"{_STARTS}(?P<word>{_CANCELLED}){_ENDS}", re.IGNORECASE)
#: In capitals before a name or a title.
_SHOUTED = re.compile(r"^\W*(?P<word>CANCELL?ED|ABGESAGT|ANNULÉE?|CANCELAD[OA])\b")
_POSTPONED_AT = re.compile(
    rf"{_STARTS}(?P<word>{_POSTPONED}|moved)"
    rf"(?:(?P<way>\s+(?:to|until|till|auf|au|à|al|from|von|du|for))\b|{_ENDS})",
    re.IGNORECASE,
)
_TENTATIVE_AT = re.compile(
    rf"^{_SIGNS}*(?:{_TENTATIVE}){_SIGNS}*$|[(\[（]\s*(?:{_TENTATIVE})\s*[)\]）]"
    rf"|^\s*(?:{_TENTATIVE})\s*[:：–—-]",
    re.IGNORECASE,
)
_HEDGED = re.compile(r"\b(?:most )?(?:likely|probably|possibly|maybe|perhaps)\b|\?", re.IGNORECASE)
_BECAUSE = re.compile(
    r"^(?:(?:due to|because of|this week|today|wegen|for|on account of)\b\s*)+", re.IGNORECASE
)
_REASON = re.compile(
    r"[\s:,–—*_-]*(?:(?:due to|because of|wegen)\s+(.+)|[(（]([^()（）]+)[)）]\W*$)", re.IGNORECASE
)
_SUBJECT = re.compile(
    rf"\b(?:the )?(?:{_MEETING}\s+)?(?:is|was|has been)\s+|\b{_MEETING}\s+", re.IGNORECASE
)
_BREAKS = {11: " ", 12: " ", 10: " "}
_EDGES = " \t\n\x0b\x0c:：;,.!()[]（）*_~–—-"
_MOST_BREAK_WORDS, _MOST_WORDS_AROUND = 9, 3


class Told(NamedTuple):
    """What a text tells of a meeting; ``spans`` are the parts of it that tell that and no more.

    ``other_day`` is where in the text the day stands to which (``is_from``: from which) the
    meeting was moved.
    """

    status: Status
    reason: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    other_day: tuple[int, int] | None = None
    is_from: bool = False
    is_guess: bool = False


def told_by(text: str, *, has_more: bool = False) -> Told | None:
    """Return what *text* tells of its meeting, None for an ordinary text.

    *has_more* says that the meeting has a speaker or a reading beside this text: then
    "Spring break" may be a title.

    >>> told_by("No seminar - project week").reason
    'project week'
    >>> told_by("Cancelled flights and queues")
    """
    plain = text.translate(_BREAKS)
    if not plain.strip():
        return None
    if is_open(plain):
        return Told(Status.TBA, spans=((0, len(plain)),))
    return (
        _no_meeting(plain)
        or _cancelled(plain)
        or _postponed(plain)
        or (None if has_more else _break(plain))
        or _tentative(plain)
    )


def _no_meeting(plain: str) -> Told | None:
    match = _NO_MEETING.search(plain)
    if match is None:
        return None
    before, behind = plain[: match.start()].strip(_EDGES), plain[match.end() :].strip(_EDGES + "'")
    hedged = _HEDGED.search(before) is not None
    reasons = (_HEDGED.sub("", before).strip(_EDGES), _closed(_BECAUSE.sub("", behind)))
    is_long = len(plain.split()) > 3 * _MOST_BREAK_WORDS
    reason = "; ".join(" ".join(part.split()) for part in reasons if part)
    return Told(Status.NO_MEETING, reason, ((0, len(plain)),), is_guess=hedged or is_long)


def _closed(text: str) -> str:
    """Return *text* with the bracket that stripping took from its end."""
    return f"{text})" if text.count("(") > text.count(")") else text


def _break(plain: str) -> Told | None:
    match = _BREAK.search(plain)
    if match is None or len(plain.split()) > _MOST_BREAK_WORDS:
        return None
    around = plain[: match.start()] + plain[match.end() :]
    if len(re.findall(r"[^\W\d_]{3,}", around)) > _MOST_WORDS_AROUND:
        return None
    is_sure = len(plain.split()) <= 4  # noqa: PLR2004
    reason = _closed(" ".join(plain.split()).strip(_EDGES))
    return Told(Status.NO_MEETING, reason, ((0, len(plain)),), is_guess=not is_sure)


def _cancelled(plain: str) -> Told | None:
    match = _SHOUTED.match(plain) or _CANCELLED_AT.search(plain)
    if match is None:
        return None
    start, end = match.start("word"), match.end("word")
    subject = _SUBJECT.search(plain, 0, start)
    start = subject.start() if subject and subject.end() == start else start
    reason = ""
    if found := _REASON.match(plain, end):
        reason, end = (found[1] or found[2]).strip(_EDGES), len(plain)
    return Told(Status.CANCELLED, _closed(" ".join(reason.split())), ((start, end),))


def _postponed(plain: str) -> Told | None:
    match = _POSTPONED_AT.search(plain)
    if match is None:
        return None
    spots = find_dates(plain[match.end() :])
    way = (match["way"] or "").strip().lower()
    if match["word"].lower() == "moved" and not (way and spots):
        return None
    start, end = match.start("word"), match.end()
    other = None
    if spots:
        other = (end + spots[0].start, end + spots[0].end)
        end = other[1]
    is_from = way in {"from", "von", "du"}
    return Told(Status.POSTPONED, "", ((start, end),), other, is_from)


def _tentative(plain: str) -> Told | None:
    match = _TENTATIVE_AT.search(plain)
    return Told(Status.TENTATIVE, "", (match.span(),)) if match else None
