r"""A field of names divided: into names at ``and``, parts at commas, and words.

BibTeX's rules (Patashnik, *BibTeXing*, section 4): braces protect what is in them, and a
tie is a space. bibtexparser has functions for this; they take the accent in ``I\~naki``
for a tie and lose it.
"""

from __future__ import annotations

import re

from sphinx_seminar.parsing.bibtex.latex import plain_text

_AND = re.compile(r"(?:(?<=\s)|^)and(?=\s)", re.IGNORECASE)
#: What is typed instead of "and".
_MEANT = re.compile(r";(?=\s)|(?<=\s)(?:nd|adn)(?=\s)")
_MARK = re.compile(r"\\.|[{}]", re.DOTALL)
_SPACE = re.compile(r"[\s~]+")
_COMMA = re.compile(",")


def split_names(text: str) -> list[str]:
    """Return the names that ``and`` separates."""
    return split_outside_braces(text, _AND)


def split_meant(text: str) -> list[str]:
    """Return the names that a semicolon or a misspelt ``and`` separates."""
    return split_outside_braces(text, _MEANT)


def split_at_commas(text: str) -> list[str]:
    """Return the parts between commas; one that is empty is left out."""
    return split_outside_braces(text, _COMMA)


def words_of(text: str) -> list[str]:
    """Return the words of *text*, braces and commands included."""
    return split_outside_braces(text, _SPACE)


def is_lower(word: str) -> bool:
    """Whether *word* begins with a small letter; one that is all in braces does not."""
    if word.startswith("{") and not word.startswith("{\\") and is_enclosed(word):
        return False
    first = next(filter(str.isalpha, plain_text(word)), "")
    return first.islower()


def is_enclosed(text: str) -> bool:
    """Whether one pair of braces encloses all of *text*."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for match in _MARK.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end() == len(text)
    return False


def split_outside_braces(text: str, separator: re.Pattern[str]) -> list[str]:
    """Return the parts between *separator*, stripped; a separator in braces is none."""
    if "{" not in text and "\\" not in text:
        found = separator.split(text)
    else:
        found = [*_protected(text, separator)]
    return [part for part in map(str.strip, found) if part]


def _protected(text: str, separator: re.Pattern[str]) -> list[str]:
    parts: list[str] = []
    start = position = 0
    depth = 0
    while position < len(text):
        mark = _MARK.search(text, position)
        end = mark.start() if mark else len(text)
        if depth <= 0:
            for match in separator.finditer(text, position, end):
                parts.append(text[start : match.start()])
                start = match.end()
        if mark is None:
            break
        depth = max(depth + {"{": 1, "}": -1}.get(mark[0], 0), 0)
        position = mark.end()
    return [*parts, text[start:]]
