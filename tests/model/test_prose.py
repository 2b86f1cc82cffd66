from __future__ import annotations

import json

import pytest

from sphinx_seminar.model.prose import (
    Block,
    BlockKind,
    Mention,
    Piece,
    as_data,
    from_data,
    in_words,
    passage,
    plain_prose,
    prose_lines,
)
from sphinx_seminar.model.richtext import Style

MENTION = Mention("session", ("2025-01-31",))


def paragraph(*pieces: Piece | str) -> Block:
    found = tuple(Piece(one) if isinstance(one, str) else one for one in pieces)
    return Block(BlockKind.PARAGRAPH, found)


PROSE = (
    paragraph("Text with ", Piece("x^2", (Style.MATH,)), " and ", Piece("", mention=MENTION), "."),
    Block(BlockKind.BULLETS, parts=((paragraph("one"), paragraph("more")), (paragraph("two"),))),
    Block(BlockKind.NUMBERS, parts=((paragraph("three"),), (paragraph("four"),)), first=3),
    Block(BlockKind.QUOTE, parts=((paragraph("said"),),)),
    Block(BlockKind.CODE, (Piece("a = 1\n\nb = 2"),)),
    Block(BlockKind.FORMULA, (Piece("\\int\n f"),)),
    Block(BlockKind.TABLE, parts=((paragraph("a"), paragraph("b")), (paragraph("1"),))),
)


def test_plain_text_keeps_the_shape_of_the_blocks() -> None:
    assert plain_prose(PROSE) == (
        "Text with $x^2$ and 2025-01-31.\n"
        "\n- one\n\n  more\n- two\n"
        "\n3. three\n4. four\n"
        "\n> said\n"
        "\n    a = 1\n\n    b = 2\n"
        "\n    $\\int f$\n"
        "\na | b\n1"
    )


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        (Piece("the book", url="https://example.org/b"), "the book (https://example.org/b)"),
        (Piece("https://example.org/", url="https://example.org"), "https://example.org/"),
        (Piece("a@example.org", url="mailto:a@example.org"), "a@example.org"),
        (Piece("", url="https://example.org/b"), "https://example.org/b"),
        (Piece("that day", url="https://own.example/s", mention=MENTION), "that day"),
    ],
)
def test_plain_text_says_where_a_link_leads_unless_it_says_so_itself(
    piece: Piece, shown: str
) -> None:
    assert plain_prose((paragraph(piece),)) == shown


def test_a_line_break_stays_one() -> None:
    assert plain_prose((paragraph("one \n two"),)) == "one\ntwo"


def test_lines_have_neither_addresses_nor_marks() -> None:
    prose = (paragraph(Piece("a", url="https://example.org")), *PROSE[1:3])
    assert list(prose_lines(prose)) == ["a", "one", "more", "two", "three", "four"]


def test_data_of_json_become_the_same_prose() -> None:
    assert from_data(json.loads(json.dumps(as_data(PROSE)))) == PROSE


@pytest.mark.parametrize("data", [[1], [["p"]], [["x", [], [], 1]], [["p", [["a"]], [], 1]]])
def test_other_data_are_an_error(data: list[object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_data(data)


def test_a_record_changes_with_what_is_shown_and_with_nothing_else() -> None:
    found = passage(PROSE)
    assert found is not None
    assert found == passage(from_data(as_data(PROSE)))
    assert found.mentions == (MENTION,)
    assert passage((*PROSE, paragraph("more"))) != found
    styled = paragraph(Piece("one", (Style.EMPHASIS,)))
    assert passage((paragraph("one"),)) != passage((styled,))
    assert passage(()) is None


def test_mentions_are_put_in_words_wherever_they_stand() -> None:
    inner = Block(BlockKind.BULLETS, parts=((paragraph(Piece("", mention=MENTION)),),))
    worded = in_words((inner,), lambda piece: (Piece("On "), piece._replace(text="scales")))
    assert plain_prose(worded) == "- On scales"
