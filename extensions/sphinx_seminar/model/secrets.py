"""What gives access to a meeting: found in any text by its shape, and masked.

A finder of shapes errs on the side of silence where a text is plainly harmless (a
recording, a telephone, "no password needed") and on the side of noise where a link would let
strangers in. What it must leave alone is named exactly, by the owner of the site.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.meetinglinks import CODES, INVITATIONS, MEETINGS
from sphinx_seminar.model.secretwords import (
    MEET_CODE,
    MEET_CODE_TRIGGERS,
    MEETING_ID,
    MEETING_ID_TRIGGERS,
    NO_PASSCODE,
    ONE_TAP,
    ONE_TAP_TRIGGERS,
    PASSCODE_TRIGGERS,
    PASSCODES,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

#: What stands in the place of a secret, in messages and in pages.
MASK = "•••"
#: How far an address reaches around the part that betrays it, in characters.
_REACH = 2048
#: How far a pattern can reach before and behind what triggers it, generously.
_BEFORE, _AFTER = 120, 320
_LEFT = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:/%@+\\")
#: Characters that no address holds, and those that end one only at its end.
_STOPS = re.compile(r"[\s<>\"'`|{}()\[\]（）。，；、“”„«»\x00-\x1f]")
_TRAILING = ".,;:!?*_~"
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*(?=[\w?&=%.-]*[\d=%?&])")


class SecretKind(StrEnum):
    """What kind of access a text gives away."""

    LINK = "link"
    INVITATION = "invitation"
    MEETING_ID = "meeting-id"
    PASSCODE = "passcode"


_WORDS = (
    (SecretKind.MEETING_ID, MEETING_ID_TRIGGERS, (MEETING_ID,)),
    (SecretKind.MEETING_ID, MEET_CODE_TRIGGERS, (MEET_CODE,)),
    (SecretKind.MEETING_ID, ONE_TAP_TRIGGERS, (ONE_TAP,)),
    (SecretKind.PASSCODE, PASSCODE_TRIGGERS, PASSCODES),
)


def _rooted(triggers: Iterable[str]) -> dict[str, list[str]]:
    """Return the shortest of *triggers*, each with those that hold it: absent where it is."""
    roots: dict[str, list[str]] = {}
    for trigger in sorted(set(triggers), key=lambda one: (len(one), one)):
        root = next((one for one in roots if one in trigger), None)
        if root is None:
            roots[trigger] = []
        else:
            roots[root].append(trigger)
    return roots


#: Without one of these a text holds no secret of any kind.
_TRIGGERS = _rooted(
    chain.from_iterable(
        (
            *(shape.triggers for shape in (*MEETINGS, CODES, *INVITATIONS)),
            *(triggers for _, triggers, _ in _WORDS),
        )
    )
)


class Secret(NamedTuple):
    """Where a secret stands in a text, and its kind."""

    kind: SecretKind
    start: int
    end: int


def find_secrets(text: str, harmless: Container[str] = (), *, words: bool = True) -> list[Secret]:
    """Return the secrets in *text* in their order, none overlapping another.

    A secret that is one of the *harmless* texts, exactly, is left out. Without *words*
    only links are looked for.

    >>> find_secrets("Passcode: 402817")
    [Secret(kind=<SecretKind.PASSCODE: 'passcode'>, start=10, end=16)]
    >>> find_secrets("no password needed")
    []
    """
    small = _lowered(text)
    triggers = _triggers_in(small)
    if not triggers:
        return []
    found = sorted(_all(text, small, triggers, words=words), key=lambda one: (one.start, -one.end))
    kept: list[Secret] = []
    for secret in found:
        if text[secret.start : secret.end] in harmless:
            continue
        if kept and secret.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = last._replace(end=max(last.end, secret.end))
        else:
            kept.append(secret)
    return kept


def masked(text: str, secrets: Iterable[Secret] | None = None) -> str:
    """Return *text* with a mask for each of its secrets; the lines keep their numbers."""
    shown: list[str] = []
    position = 0
    for secret in find_secrets(text) if secrets is None else secrets:
        shown += [text[position : secret.start], MASK]
        shown.append("\n" * text.count("\n", secret.start, secret.end))
        position = secret.end
    return "".join((*shown, text[position:]))


def hint(secret: str) -> str:
    """Return a form of *secret* by which its author knows it and nobody else uses it.

    >>> hint("https://uni.zoom.us/j/81234567890?pwd=abc")
    'uni.zoom.us/•••'
    """
    host = re.search(r"(?:://|^)([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/", secret[:300])
    return f"{host[1]}/{MASK}" if host else MASK


def _triggers_in(small: str) -> frozenset[str]:
    """Return the triggers in a text, each looked for once."""
    found = [root for root in _TRIGGERS if root in small]
    found += [one for root in found for one in _TRIGGERS[root] if one in small]
    return frozenset(found)


def _all(text: str, small: str, there: frozenset[str], *, words: bool) -> Iterator[Secret]:
    """Yield the secrets in *text*, which has the triggers that are *there*."""
    for kind, shapes in (
        (SecretKind.LINK, (*MEETINGS, CODES)),
        (SecretKind.INVITATION, INVITATIONS),
    ):
        for shape in shapes:
            for start, end in _near(small, there.intersection(shape.triggers)):
                for match in shape.pattern.finditer(text, start, end):
                    yield Secret(kind, *_address(text, match))
    for kind, triggers, patterns in _WORDS if words else ():
        for start, end in _near(small, there.intersection(triggers)):
            for pattern in patterns:
                yield from _worded(kind, text, pattern.finditer(text, start, end))


def _near(small: str, triggers: Iterable[str]) -> list[tuple[int, int]]:
    """Return the parts of a text around the *triggers* in it, in order and apart."""
    places: list[int] = []
    for trigger in triggers:
        place = small.find(trigger)
        while place >= 0:
            places.append(place)
            place = small.find(trigger, place + 1)
    parts: list[tuple[int, int]] = []
    for place in sorted(places):
        start, end = max(0, place - _BEFORE), place + _AFTER
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _lowered(text: str) -> str:
    """Return *text* in small letters, each character at its place."""
    # the one character whose small form is two (Unicode's SpecialCasing.txt)
    return text.replace("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i").lower()


def _worded(kind: SecretKind, text: str, matches: Iterable[re.Match[str]]) -> Iterator[Secret]:
    for match in matches:
        start, end = match.span("secret")
        while end > start and text[end - 1] in _TRAILING:
            end -= 1
        if kind is not SecretKind.PASSCODE or _is_code(text[start:end]):
            yield Secret(kind, start, end)


def _is_code(token: str) -> bool:
    """Tell whether *token*, found where a passcode could stand, can be one."""
    word = token.strip("*_:").lower()
    return bool(word) and word not in NO_PASSCODE and not word.startswith(("http:", "https:"))


def _address(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the address around *match* begins and ends."""
    start, end = match.span()
    first = max(0, start - _REACH)
    while start > first and text[start - 1] in _LEFT:
        start -= 1
    last = min(len(text), end + _REACH)
    while True:
        stop = _STOPS.search(text, end, last)
        end = stop.start() if stop else last
        # an address that goes on in the next line
        wrapped = _LINE_BREAK.match(text, end, last)
        if wrapped is None or text[end - 1] not in "/?&=-":
            break
        end = wrapped.end()
    while end > match.end() and text[end - 1] in _TRAILING:
        end -= 1
    return start, end
