"""The rule for keys: family name, year, first significant word of the title (``wang2019machine``).

The family name is the first author's, without particles, folded to ASCII in small
letters; a part that is unknown is left out; when the key is taken, ``a``, ``b``, …
is appended. The case of letters makes no new key.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "ı": "i", "ŋ": "n", "ħ": "h",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: Articles, prepositions and conjunctions that begin titles.
_INSIGNIFICANT = frozenset({
    "a", "an", "the", "on", "in", "of", "for", "from", "and", "or", "to", "with", "by", "at",
    "as", "is", "are", "do", "does", "how", "what", "why", "when", "where", "some", "new",
    "towards", "toward", "about", "into", "via", "using", "der", "die", "das", "ein", "eine",
    "zur", "zum", "uber", "ueber", "le", "la", "les", "l", "un", "une", "des", "du", "de",
    "sur", "el", "los", "las", "una", "il", "lo", "i", "gli",
})  # fmt: skip
_LONGEST_PART = 30


def key_for(family: str, year: int | None, title: str, taken: Container[str]) -> str:
    """Return a key that is not *taken*; *family* and *title* are plain text, '' when unknown.

    :param taken: keys in small letters
    """
    year_text = str(year) if year else ""
    base = f"{_folded(_without_particles(family))}{year_text}{_first_word(title)}"
    if not base or base.isdecimal():
        base = f"reading{base}"
    return free_key(base, taken)


def free_key(base: str, taken: Container[str]) -> str:
    """Return *base*, with a letter appended when a key that differs in nothing but case exists.

    :param taken: keys in small letters
    """
    if base.casefold() not in taken:
        return base
    return next(key for key in map(base.__add__, _suffixes()) if key.casefold() not in taken)


def _suffixes() -> Iterable[str]:
    """Yield a, b, …, z, aa, ab and so on."""
    for number in count(1):
        letters, rest = "", number
        while rest:
            rest, index = divmod(rest - 1, 26)
            letters = chr(ord("a") + index) + letters
        yield letters


def _folded(text: str) -> str:
    spelled = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(c for c in spelled if c.isascii() and c.isalnum())[:_LONGEST_PART]


def _without_particles(family: str) -> str:
    words = family.split()
    while len(words) > 1 and words[0][:1].islower():
        words = words[1:]
    return " ".join(words)


def _first_word(title: str) -> str:
    folded = (_folded(word) for word in _WORD.findall(title))
    words = [word for word in folded if word and not word.isdecimal()]
    return next((word for word in words if word not in _INSIGNIFICANT), next(iter(words), ""))
