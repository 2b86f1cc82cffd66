from __future__ import annotations

import pytest

from privacy.corpus import HARMLESS, LEAKS
from sphinx_seminar.model.secrets import MASK, find_secrets, hint, masked


@pytest.mark.parametrize(("text", "secret"), LEAKS)
def test_access_is_found_and_masked(text: str, secret: str) -> None:
    line = f"On Friday, 14:00: {text}\nThe end of the notice."
    assert secret in line
    assert secret not in masked(line)
    assert masked(line).endswith("\nThe end of the notice.")
    assert masked(line).count("\n") == line.count("\n")


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_text_is_left_alone(text: str) -> None:
    assert masked(text) == text
    assert find_secrets(f"Notice: {text}.\nMore.") == []


def test_the_corpora_are_large_enough() -> None:
    assert len(LEAKS) >= 60
    assert len(HARMLESS) >= 25


def test_a_masked_text_holds_no_secret() -> None:
    for text, _ in LEAKS:
        assert find_secrets(masked(text)) == []


def test_what_the_owner_calls_harmless_is_left_alone() -> None:
    link = "https://zoom.us/j/81234567890"
    assert find_secrets(link, {link}) == []
    assert find_secrets(f"{link}?pwd=abcd12", {link})


def test_a_hint_names_the_host_only() -> None:
    assert hint("https://uni.zoom.us/j/812?pwd=x") == f"uni.zoom.us/{MASK}"
    assert hint("402817") == MASK


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        "1 ",
        "/",
        "zoom",
        "zoom.us/j/",
        "zoom dot ",
        "passcode ",
        "passcode: ",
        "meeting id ",
        "meeting id: 1",
        "pwd=",
        "webex.com/a/",
        "?pwd=aaaa",
        "(",
        "password is ",
        ",,1",
        "密码",
        "a-",
    ],
)
def test_a_long_text_is_searched_to_its_end(unit: str) -> None:
    # A pattern that backtracks would not come back from this.
    text = "zoom meet passcode pwd= /j/ ,, " + unit * (100_000 // len(unit))
    last = find_secrets(f"{text}\nPasscode: 402817")[-1]
    assert last.end == len(text) + len("\nPasscode: 402817")
