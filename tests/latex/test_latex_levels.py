"""Which way letters are read, by the rules of Unicode.

In these texts capitals stand for Hebrew and the last letters of the alphabet for Arabic.
"""

from __future__ import annotations

import pytest

from sphinx_seminar.rendering.latex.levels import levels

_LEFT, _RIGHT = 0, 1
_CLASSES = {
    **dict.fromkeys("abcdefgh", "L"),
    **dict.fromkeys("ABCDEFGH", "R"),
    **dict.fromkeys("wxyz", "AL"),
    **dict.fromkeys("0123456789", "EN"),
    **dict.fromkeys("+-", "ES"),
    **dict.fromkeys(",.:", "CS"),
    **dict.fromkeys("%$", "ET"),
    "'": "NSM",
    " ": "WS",
}


@pytest.mark.parametrize(
    ("base", "text", "expected"),
    [
        (_LEFT, "ab AB cd", "00011000"),
        (_LEFT, "ab A B cd", "000111000"),
        (_LEFT, "ab AB, 12 C d", "0001111221100"),
        (_LEFT, "ab (AB) cd", "0000110000"),
        (_LEFT, "ab A (B) cd", "00011111000"),
        (_RIGHT, "AB cd EF", "11122111"),
        (_RIGHT, "A c d E", "1122211"),
        (_RIGHT, "A (b) C", "1112111"),
        (_RIGHT, "A b (c) D", "112222211"),
        (_RIGHT, "A 1,000.5 B", "11222222211"),
        (_RIGHT, "A 12-34 B", "112222211"),
        (_RIGHT, "w 12-34 z", "112212211"),
        (_RIGHT, "A 10% B", "1122211"),
        (_RIGHT, "A b 10% C", "112222211"),
        (_RIGHT, "A'b'", "1122"),
        (_RIGHT, "A?!", "111"),
        (_RIGHT, "1. A", "2111"),
        (_RIGHT, "A (b] c) D", "1112222111"),
        (_LEFT, "", ""),
    ],
)
def test_a_character_has_the_level_of_its_direction(base: int, text: str, expected: str) -> None:
    classes = [_CLASSES.get(character, "ON") for character in text]
    assert "".join(map(str, levels(text, classes, base))) == expected
