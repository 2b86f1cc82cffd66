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
# A backslash before it makes an accent of a tie, and a thin space of a comma.
_SPACE = re.compile(r"(?:\s|(?<!\\)~)+")
_COMMA = re.compile(r"(?<!\\),")
_BRACE = re.compile(r"[{}]")


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
    if word[:1].isalpha():
        return word[0].islower()
    if word.startswith("{") and not word.startswith("{\\") and is_enclosed(word):
        return False
    first = next(filter(str.isalpha, plain_text(word)), "")
    return first.islower()


def is_enclosed(text: str) -> bool:
    """Whether one pair of braces encloses all of *text*."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for match in _BRACE.finditer(_unescaped(text)):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(text)
    return False


def split_outside_braces(text: str, separator: re.Pattern[str]) -> list[str]:
    """Return the parts between *separator*, stripped; a separator in braces is none."""
    if "{" not in text:
        return [part for part in map(str.strip, separator.split(text)) if part]
    counted = _unescaped(text)
    parts: list[str] = []
    start = position = depth = 0
    for match in separator.finditer(text):
        end = match.start()
        depth += counted.count("{", position, end) - counted.count("}", position, end)
        # A brace that closes nothing opens nothing either.
        depth, position = max(depth, 0), end
        if not depth:
            parts.append(text[start:end])
            start = match.end()
    return [part for part in map(str.strip, [*parts, text[start:]]) if part]


def _unescaped(text: str) -> str:
    """Return *text* with the braces that are no braces, each letter in its place."""
    return text.replace("\\{", "xx").replace("\\}", "xx") if "\\" in text else text
