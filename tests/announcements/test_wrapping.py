from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.outputs.announcements.wrapping import COLUMNS, width, wrapped

ADDRESS = "https://example.org/" + "a" * 90


def test_a_short_line_stays_as_it_is() -> None:
    text = "One line.\n\n    indented code\n- an item"
    assert wrapped(text) == text


@pytest.mark.parametrize(
    ("head", "rest"),
    [("", ""), ("- ", "  "), ("10. ", "    "), ("> ", "> "), ("> - ", ">   "), ("    ", "    ")],
)
def test_lines_of_an_item_stand_below_its_text(head: str, rest: str) -> None:
    first, *others = wrapped(head + "word " * 40).split("\n")
    assert first.startswith(head + "word")
    assert others
    assert all(line.startswith(rest + "word") for line in others)


def test_an_address_is_never_broken() -> None:
    lines = wrapped(f"See the notes at {ADDRESS}, which are long.").split("\n")
    assert lines == ["See the notes at", f"{ADDRESS},", "which are long."]


def test_chinese_is_broken_between_characters_and_not_before_a_mark() -> None:
    text = (
        "信息论是运用概率论与数理统计的方法研究信息、信息熵、通信系统的应用数学学科（第一讲），" * 3
    )
    lines = wrapped(text).split("\n")
    assert len(lines) > 2
    assert "".join(lines) == text
    assert all(width(line) <= COLUMNS for line in lines)
    assert not any(line[0] in "，、）" or line[-1] == "（" for line in lines)


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("林小雨", 6), ("e\u0301", 1), ("ａ", 2)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


words = st.text(st.sampled_from("abc林，（）。é-\u0301"), min_size=1, max_size=12)


@given(st.lists(words, max_size=40), st.sampled_from(["", "- ", "> ", "3. "]))
def test_nothing_is_lost_and_lines_are_short(parts: list[str], head: str) -> None:
    text = head + " ".join(parts)
    lines = wrapped(text).split("\n")

    def kept(shown: str) -> str:
        return "".join(shown.replace(">", "").split())

    assert kept("".join(lines)) == kept(text)
    assert all(line == line.rstrip() for line in lines)
    # A line is longer only when it cannot be broken: words here have at most 24 columns.
    assert all(width(line) <= COLUMNS for line in lines)
