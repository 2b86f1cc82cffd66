"""How words are compared in a search: one table for the indices, the command line and browsers.

Compatibility forms, case and accents do not count, nor do the strokes of letters that
Unicode does not decompose (Łoś is los, Erdős erdos). Scripts written without spaces are
searched character by character, so that a part of a word is found. The browser gets the
table as JSON and applies it in the same order; one list of examples tests both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Letters whose stroke, ligature or missing dot is no combining mark (Unicode 16, NamesList).
LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŀ": "l",
    "ŋ": "n",
    "þ": "th",
    "ŧ": "t",
    "ƀ": "b",
    "ɨ": "i",
    "ʉ": "u",
    "ς": "σ",
}
#: Combining marks that are dropped: accents, not the vowel signs and voicing marks of scripts.
MARKS = ((0x300, 0x36F),)
#: Characters that are words of their own: radicals, kana, ideographs, hangul.
SINGLE = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
#: What is taken off a word again and again: English endings, Cyrillic and Greek ones.
ENDINGS = (
    "(?:ies|(?<![aeiou])y)$",
    "(?:ing|ed|er|ly|al|ion)$",
    "es$",
    "(?<!s)s$",
    "e$",
    "[аеиоуыьюя]$|(?<=[ое])в$|(?<=[аяыиое])[мх]$",
    "[αεηιουω]$|(?<=[αεηιουω])[σν]$",
)
#: Letters that stay of a word.
SHORTEST_STEM = 4
#: Longer words are cut.
LONGEST = 40


def _range(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_LETTERS = str.maketrans(LETTERS)
_MARKS = re.compile(f"[{_range(MARKS)}]")
_SINGLE = re.compile(f"[{_range(SINGLE)}]")
_ENDINGS = tuple(map(re.compile, ENDINGS))
_DOUBLED = re.compile("[bcdfghjklmnprstvz]")
_ASCII_PARTS = re.compile("[a-z0-9]+")
_PARTS = re.compile(f"[{_range(SINGLE)}]|(?:(?![{_range(SINGLE)}])[^\\W_])+")


def fold(text: str) -> str:
    """Return *text* as it is compared."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).lower()
    decomposed = unicodedata.normalize("NFD", lowered)
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed)).translate(_LETTERS)


def words(text: str) -> list[str]:
    """Return the words of *text*, folded; each single character is one."""
    pattern = _ASCII_PARTS if text.isascii() else _PARTS
    found = pattern.findall(fold(text))
    if max(map(len, found), default=0) > LONGEST:
        return [word[:LONGEST] for word in found]
    return found


def is_single(word: str) -> bool:
    """Tell whether *word* is one character of a script without spaces."""
    return len(word) == 1 and _SINGLE.match(word) is not None


@lru_cache(maxsize=1 << 12)
def stem(word: str) -> str:
    """Return *word* without the endings that its other forms have instead: models, modelling.

    Less than any dictionary's stem, and the same in every program: what is left decides only
    whether two words may stand for each other.
    """
    while shorter := _shorter(word):
        word = shorter
    if len(word) > SHORTEST_STEM and word[-1] == word[-2] and _DOUBLED.match(word[-1]):
        return word[:-1]
    return word


def _shorter(word: str) -> str:
    kept = (pattern.sub("", word) for pattern in _ENDINGS)
    return next((one for one in kept if one != word and len(one) >= SHORTEST_STEM), "")


def field_words(prefix: str, found: Iterable[str]) -> list[str]:
    """Return the words *found* as words of a field, which no text holds.

    A single character becomes its code point: ``qqsu6731``.
    """
    return [f"{prefix}u{ord(word):x}" if is_single(word) else f"{prefix}{word}" for word in found]


def table() -> dict[str, object]:
    """Return the table as browsers get it."""
    return {
        "letters": dict(sorted(LETTERS.items())),
        "marks": [list(pair) for pair in MARKS],
        "single": [list(pair) for pair in SINGLE],
        "endings": list(ENDINGS),
        "stem": SHORTEST_STEM,
        "longest": LONGEST,
    }
