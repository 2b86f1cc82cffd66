"""Which way each character of a paragraph is read: the rules of Unicode (UAX 9), as levels.

An even level is read from the left, an odd one from the right. Marks that embed or isolate
text are taken as characters without a direction: authors of an archive do not type them.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

#: The class of what is no text, as a formula: it has no direction of its own.
OBJECT = "ON"
#: The classes of letters.
STRONG = frozenset({"L", "R", "AL"})
_BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩"}
_CLOSING = frozenset(_BRACKETS.values())
_FROM_RIGHT = frozenset({"R", "AL", "AN"})
_NUMBERS = frozenset({"EN", "AN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
#: They have the class of what stands before them, as marks on letters.
_ATTACHED = frozenset({"NSM", "BN", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def classes_of(text: str) -> list[str]:
    """Return the class of each character of *text*."""
    return [unicodedata.bidirectional(character) or "L" for character in text]


def levels(text: str, classes: list[str], base: int) -> list[int]:
    """Return the level of each character of *text* in a paragraph whose own level is *base*."""
    if not base and _FROM_RIGHT.isdisjoint(classes):
        return [0] * len(classes)
    own = "R" if base else "L"
    kinds = _weak(classes, own)
    _pair_brackets(text, kinds, own)
    _neutral(kinds, own)
    if base:
        return [base + (kind != "R") for kind in kinds]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]


def _weak(classes: list[str], own: str) -> list[str]:
    """Return *classes* with numbers, and what belongs to them, resolved (rules W1 to W7)."""
    kinds: list[str] = []
    for kind in classes:
        kinds.append((kinds[-1] if kinds else own) if kind in _ATTACHED else kind)
    strong = own
    for at, kind in enumerate(kinds):
        strong = kind if kind in STRONG else strong
        kinds[at] = "AN" if kind == "EN" and strong == "AL" else kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and (
            (kind == "ES" and before == "EN") or (kind == "CS" and before in _NUMBERS)
        ):
            kinds[at] = before
    for order in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        for at in order:
            if kinds[at] == "ET" and kinds[at - order.step] == "EN":
                kinds[at] = "EN"
    kinds = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]
    strong = own
    for at, kind in enumerate(kinds):
        strong = kind if kind in STRONG else strong
        kinds[at] = "L" if kind == "EN" and strong == "L" else kind
    return kinds


def _pair_brackets(text: str, kinds: list[str], own: str) -> None:
    """Give both brackets of a pair one direction, by what stands in and before it (rule N0)."""
    for start, end in _pairs(text, kinds):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} - {""}
        if not inside:
            continue
        direction = own
        if own not in inside:
            before = (_direction(kind) for kind in reversed(kinds[:start]))
            direction = next(filter(None, before), own)
        kinds[start] = kinds[end] = direction


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """Return the places of the brackets that belong together, by the first's."""
    found = []
    opened: list[int] = []
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _BRACKETS:
            opened.append(at)
        elif character in _CLOSING:
            matching = [one for one in opened if _BRACKETS[text[one]] == character]
            if matching:
                found.append((matching[-1], at))
                del opened[opened.index(matching[-1]) :]
    return sorted(found)


def _neutral(kinds: list[str], own: str) -> None:
    """Give what has no direction that of its neighbours where they agree (rules N1 and N2)."""
    places = [at for at, kind in enumerate(kinds) if kind not in _NEUTRAL]
    for start, end in pairwise([-1, *places, len(kinds)]):
        before = _direction(kinds[start]) if start >= 0 else own
        after = _direction(kinds[end]) if end < len(kinds) else own
        direction = before if before == after else own
        kinds[start + 1 : end] = [direction] * (end - start - 1)


def _direction(kind: str) -> str:
    """Return the direction that *kind* has for what stands beside it, '' for none."""
    if kind in _NUMBERS:
        return "R"
    return kind if kind in {"L", "R"} else ""
