from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_seminar.model.prose import Block, BlockKind, Piece
from sphinx_seminar.model.richtext import Style
from sphinx_seminar.outputs.announcements.prose_markdown import (
    escape_markdown,
    pieces_markdown,
    prose_markdown,
)

#: Reads all that GitHub reads, and raw HTML.
READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def shown(markdown: str) -> str:
    """Return the one paragraph that *markdown* is, as text."""
    html = READER.render(markdown).strip()
    assert html.startswith("<p>"), html
    assert html.endswith("</p>"), html
    inner = html.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inner, html
    return unescape(inner)


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ **c** `d` ~~e~~",
        "[a](javascript:alert(1)) ![b](c) <https://x.example> <script>alert(1)</script>",
        "# heading", "- item", "+ item", "1. one", "2) two", "=====", "---", "> quote", "| a | b |",
        "&amp; &#42; &copy;", "a\\b", "$x_1$", ":::{note}", "{cite}`a`", "[^1]: note", "a  b"[:1],
    ],
)  # fmt: skip
def test_what_an_author_wrote_is_no_markup(text: str) -> None:
    assert shown(escape_markdown(text)) == text


plain = st.text(st.sampled_from("ab 1.)*_`[]()<>#+-=|~$&;:\\!{}^\"'/?@%"), min_size=1, max_size=30)


@given(plain)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    line = " ".join(text.split())
    if line:
        assert shown(escape_markdown(line)) == line


@given(plain, st.sampled_from([(), (Style.EMPHASIS,), (Style.STRONG,), (Style.CODE,)]))
def test_a_styled_piece_holds_no_other_markup(text: str, styles: tuple[Style, ...]) -> None:
    line = " ".join(text.split())
    if not line:
        return
    html = READER.render(f"x {pieces_markdown([Piece(line, styles)])} x")
    tags = {"<p>", "</p>", "<em>", "</em>", "<strong>", "</strong>", "<code>", "</code>"}
    for tag in tags:
        html = html.replace(tag, "")
    assert "<" not in html
    if Style.CODE in styles:
        assert unescape(html).strip() == f"x {line} x"


def test_links_lead_where_they_may() -> None:
    good = pieces_markdown([Piece("the [notes]", url="https://example.org/a_(b)")])
    assert 'href="https://example.org/a_%28b%29"' in READER.render(good)
    bad = pieces_markdown([Piece("x", url="javascript:alert(1)")])
    assert "href" not in READER.render(bad)
    bare = pieces_markdown([Piece("https://example.org/a_b_c", url="https://example.org/a_b_c")])
    assert 'href="https://example.org/a_b_c"' in READER.render(bare)


def _paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, (Piece(text),))


def test_blocks_are_read_back_as_blocks() -> None:
    prose = (
        Block(BlockKind.HEADING, (Piece("Note"),)),
        Block(
            BlockKind.BULLETS, parts=((_paragraph("one"), _paragraph("more")), (_paragraph("two"),))
        ),
        Block(BlockKind.NUMBERS, parts=((_paragraph("three"),),), first=3),
        Block(BlockKind.QUOTE, parts=((_paragraph("said"),),)),
        Block(BlockKind.CODE, (Piece("a = `b`\n```\nc"),)),
        Block(BlockKind.TABLE, parts=((_paragraph("a|b"), _paragraph("c")), (_paragraph("d"),))),
        Block(BlockKind.FORMULA, (Piece("x_1"),)),
    )
    html = READER.render(prose_markdown(prose))
    for part in (
        "<strong>Note</strong>", "<ul>", "<p>more</p>", '<ol start="3">', "<blockquote>",
        "a = `b`\n```\nc\n</code></pre>", "<th>a|b</th>", "<td>d</td>", "$$",
    ):  # fmt: skip
        assert part in html
