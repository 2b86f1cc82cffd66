"""Of a large text that was clean, what changed is looked at, and all of what changed."""

from __future__ import annotations

import json
import random

import pytest

from sphinx_seminar.outputs.leaks.pieces import (
    SMALLEST_PIECE,
    SMALLEST_TEXT,
    changed_pieces,
)
from sphinx_seminar.outputs.leaks.searching import Search

WORDS = ("multiscale", "closure", "learning", "gradient", "flow", "of", "the", "a", "kernel")
LINK = b"https://zoom.us/j/81726354000?pwd=abc"


def _text(*, line: int, seed: int = 7, size: int = 3 * SMALLEST_TEXT) -> bytes:
    """Return about *size* bytes of words in lines of about *line* words."""
    dice = random.Random(seed)  # noqa: S311 (text, no secret)
    lines: list[str] = []
    written = 0
    while written < size:
        lines.append(" ".join(dice.choice(WORDS) for _ in range(dice.randint(1, 2 * line))))
        written += len(lines[-1]) + 1
    return "\n".join(lines).encode()


def _known(data: bytes) -> str:
    looked = Search((), ()).look("calendar.ics", data)
    assert looked.hit is None
    assert looked.pieces
    return looked.pieces


@pytest.mark.parametrize("line", [3, 40, 900])
def test_a_link_is_found_wherever_it_is_put_into_a_clean_text(line: int) -> None:
    data = _text(line=line)
    known = _known(data)
    for place in range(0, len(data), len(data) // 40):
        leaky = data[:place] + b" " + LINK + b" " + data[place:]
        assert Search((), ()).look("calendar.ics", leaky, known).hit is not None, place


@pytest.mark.parametrize("line", [3, 40, 900])
def test_an_edit_has_little_looked_at(line: int) -> None:
    data = _text(line=line)
    known = changed_pieces(data, "").keys
    for place in range(0, len(data), len(data) // 15):
        changed = changed_pieces(data[:place] + b"edited " + data[place:], known)
        assert b"edited " in changed.parts
        assert len(changed.parts) < SMALLEST_TEXT
    assert changed_pieces(data, known).parts == b""


def test_an_edit_of_compact_json_has_little_looked_at() -> None:
    dice = random.Random(3)  # noqa: S311 (numbers, no secret)
    terms = {f"word{n}": [dice.randrange(900) for _ in range(9)] for n in range(9000)}
    known = changed_pieces(json.dumps(terms, separators=(",", ":")).encode(), "").keys
    terms["word4000"].append(7)
    changed = changed_pieces(json.dumps(terms, separators=(",", ":")).encode(), known)
    assert b"word4000" in changed.parts
    assert len(changed.parts) < SMALLEST_TEXT


def test_what_a_removed_part_kept_apart_is_looked_at_together() -> None:
    first, last = _text(line=9, seed=1), _text(line=9, seed=2)
    word, code = b"\nThe passcode is:\n", b"402817 it is.\n"
    for between in (SMALLEST_PIECE // 2, SMALLEST_PIECE * 3, SMALLEST_TEXT):
        apart = first + word + b"nothing, " * (between // 9) + b"\n" + _text(line=9) + code + last
        known = changed_pieces(apart, "").keys
        search = Search((), ())
        together = first + word + code + last
        assert search.look("page.txt", together, known).hit is not None


def test_the_pieces_of_a_text_do_not_depend_on_what_was_known() -> None:
    data = _text(line=12)
    known = changed_pieces(data, "").keys
    assert changed_pieces(data, known).keys == known
    assert changed_pieces(data, known[: len(known) // 32 * 16]).keys == known
