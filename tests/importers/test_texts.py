from __future__ import annotations

from sphinx_seminar.importers.pages.blocks import BREAK, SOFT, lines_of
from sphinx_seminar.importers.texts import Mark, Piece, Text

TEXT = Text(
    (
        Piece("2 May: ", marks=frozenset({Mark.STRONG})),
        Piece("On ", "https://example.org/paper"),
        Piece("rain", "https://example.org/paper", frozenset({Mark.EMPHASIS})),
        Piece(" by A. Lee\nRoom 3"),
    ),
    7,
)


def test_neighbouring_pieces_under_one_address_are_one_link() -> None:
    (link,) = TEXT.links
    assert (link.label, link.url) == ("On rain", "https://example.org/paper")
    assert TEXT.plain[link.start : link.end] == "On rain"


def test_a_cut_keeps_links_and_marks_and_knows_its_line() -> None:
    cut = TEXT.cut(TEXT.plain.index("rain"))
    assert cut.links[0].label == "rain"
    assert cut.pieces[0].marks == {Mark.EMPHASIS}
    room = TEXT.cut(TEXT.plain.index("Room"))
    assert (room.plain, room.line) == ("Room 3", 8)


def test_links_are_taken_out_with_their_labels() -> None:
    assert TEXT.without_links(TEXT.links).words == "2 May: by A. Lee Room 3"


def test_lines_are_the_parts_between_breaks() -> None:
    text = Text.of(f"one{SOFT}two\nthree{BREAK}four", 7)
    assert [(line.words, line.line) for line in lines_of(text)] == [
        ("one two", 7),
        ("three", 9),
        ("four", 9),
    ]
    assert [line.plain for line in lines_of(text, soft=True)] == ["one", "two", "three", "four"]
