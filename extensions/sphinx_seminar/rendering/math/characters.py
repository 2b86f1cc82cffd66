"""How single characters and texts are written in Typst math.

Nothing relies on Typst's names of symbols, which change between releases: a
character is itself, escaped where Typst would read it as syntax.
"""

from __future__ import annotations

import unicodedata

#: Invisible operators: application, times, separator, plus.
INVISIBLE = frozenset("\u2061\u2062\u2063\u2064")
#: Spacing accents as MathML has them -> the combining characters Typst's accent() takes.
ACCENTS = {
    "ˆ": "\u0302",
    "^": "\u0302",
    "\u0302": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "\u0303": "\u0303",
    "¯": "\u0304",
    "‾": "\u0305",
    "˙": "\u0307",
    "¨": "\u0308",
    "⃛": "\u20db",
    "⃜": "\u20dc",
    "ˇ": "\u030c",
    "´": "\u0301",
    "`": "\u0300",
    "˘": "\u0306",
    "˚": "\u030a",
    "⃗": "\u20d7",
    "→": "\u20d7",
    "←": "\u20d6",
    "↔": "\u20e1",
    "⇀": "\u20d1",
    "↼": "\u20d0",
}
#: Marks as long as what they stand over, and the Typst functions that draw them.
OVER = {
    "\u0332": "overline",
    "_": "overline",
    "⏞": "overbrace",
    "⎴": "overbracket",
    "⏜": "overparen",
    "⏠": "overshell",
}
UNDER = {
    "\u0332": "underline",
    "_": "underline",
    "⏟": "underbrace",
    "⎵": "underbracket",
    "⏝": "underparen",
    "⏡": "undershell",
}

#: Drawn as long as what stands over or under them.
ARROWS = frozenset("→←↔⇒⇐⇔↦↪↩⇀⇁↼↽⇌⟶⟵=")
#: Signs that stand without the space of an operator where an author has put them in braces.
ORDINARY = frozenset("+−±=≡∼·×⋯/<>↑↓→←,")
#: Operators whose limits Typst places as TeX does.
LARGE = frozenset("∑∏∐⋃⋂⨁⨂⨀⋁⋀⨆⨄⨅")

_SELECTORS = frozenset("\ufe00\ufe01\ufe0e\ufe0f")


def string(text: str) -> str:
    """Return *text* as a string literal; strings stand upright in Typst math."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def symbols(text: str) -> str:
    """Return *text*, one symbol after the other; what is no letter of a formula as a string."""
    kept = [character for character in text if character not in INVISIBLE | _SELECTORS]
    return join([_symbol(character) for character in kept])


def join(parts: list[str]) -> str:
    """Return *parts* side by side: a blank only where two words would become one.

    A blank beside a string literal would be typeset.
    """
    result = ""
    for part in parts:
        if result and part and _wordlike(result[-1]) and _wordlike(part[0]):
            result += " "
        result += part
    return result


def _symbol(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else f"\\{character}"
    if unicodedata.east_asian_width(character) in "WF" or unicodedata.combining(character):
        return string(character)
    if character.isspace():
        return string(" ")
    return character if character.isalnum() else f"\\u{{{ord(character):x}}}"


def _wordlike(character: str) -> bool:
    return character.isalnum() or character in "._"
