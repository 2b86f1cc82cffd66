from __future__ import annotations

import pytest

from sphinx_seminar.cli.typesetting import missing_characters
from sphinx_seminar.rendering.latex.scripts import runs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain, ünïcödé, 朱爱清, кириллица", [""]),
        ("by אברהם כהן 2", ["", "HEBREW", ""]),
        ("עברית: מבוא, קצר.", ["HEBREW", ""]),
        ("أحمد (2025) بن", ["ARABIC", "", "ARABIC"]),
        ("سنة ١٢٣", ["ARABIC"]),
        ("go 🚀👩\u200d🔬!", ["", "EMOJI", ""]),
        ("हिन्दी ไทย", ["DEVANAGARI", "", "THAI"]),
    ],
)
def test_letters_are_told_apart_by_their_script(text: str, expected: list[str]) -> None:
    found = list(runs(text))
    assert [script for script, _run in found] == expected
    assert "".join(run for _script, run in found) == text


def test_what_tex_left_out_is_named_once() -> None:
    line = "Missing character: There is no 漢 (U+6F22) in font [FreeSerif.otf]!\n"
    assert missing_characters(line * 3, "archive.log") == [
        "archive.log: no font has the characters 漢 (U+6F22)"
    ]
    line = 'Missing character: There is no α ("3B1) in font cmmi10!\n'
    assert missing_characters(line, "a.log") == ["a.log: no font has the characters α (U+03B1)"]
    assert missing_characters("Output written on archive.pdf", "archive.log") == []
