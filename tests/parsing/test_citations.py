"""What a citation role may hold, what is told of one that is wrong, and what locators mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.citation import CitationItem
from sphinx_seminar.model.finding import FindingKind
from sphinx_seminar.parsing.citations import parse_citation, proposed, written
from sphinx_seminar.parsing.locators import Locator, parse_locator

typed = st.text(st.sampled_from("ab,;(){}\n .-é朱"), max_size=40) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("doe", [CitationItem("doe")]),
        ("doe (p. 7); roe", [CitationItem("doe", "p. 7"), CitationItem("roe")]),
        ("doe, roe", [CitationItem("doe"), CitationItem("roe")]),
        ("{see} doe", [CitationItem("doe", prefix="see")]),
        ("{see, e.g.;} doe (ch. 1)", [CitationItem("doe", "ch. 1", "see, e.g.;")]),
        ("doe {and (more), there}", [CitationItem("doe", suffix="and (more), there")]),
        (
            "{see} doe\n (ch. 1) {for a review}; roe",
            [CitationItem("doe", "ch. 1", "see", "for a review"), CitationItem("roe")],
        ),
        # sphinxcontrib-bibtex
        ("{see}doe{ch. 1}", [CitationItem("doe", "ch. 1", "see")]),
        ("", []),
    ],
)  # fmt: skip
def test_a_citation_has_words_before_a_locator_and_words_behind(
    text: str, items: list[CitationItem]
) -> None:
    assert parse_citation(text) == (tuple(items), ())


@pytest.mark.parametrize(
    ("text", "item", "nearest"),
    [
        ("see doe (p. 5)", CitationItem("doe", "p. 5", "see"), "{see} doe (p. 5)"),
        ("doe (x) and more", CitationItem("doe", "x", suffix="and more"), "doe (x) {and more}"),
        ("doe page 1", CitationItem("doe", "page 1"), "doe (page 1)"),
        ("see doe", CitationItem("", prefix="see doe"), ""),
        ("doe ()", CitationItem("doe"), ""),
        ("doe (p. 5", CitationItem("doe", "p. 5"), ""),
        ("{see} ", CitationItem("", prefix="{see}"), ""),
        ("(p. 5)", CitationItem("", prefix="(p. 5)"), ""),
    ],
)
def test_what_cannot_be_read_is_told_with_the_nearest_form_and_kept(
    text: str, item: CitationItem, nearest: str
) -> None:
    items, (finding,) = parse_citation(text)
    assert items == (item,)
    assert (finding.kind, finding.nearest) == (FindingKind.LOCATOR, nearest)
    assert "{see} key (p. 7) {and more}" in finding.allowed


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("see doe2019", "{see} doe2019"),
        ("see doe2019 for more", "{see} doe2019 {for more}"),
        ("doe2019 roe", "doe2019 {roe}"),
        ("see doe219", "doe2019"),
        ("nothing like", ""),
    ],
)
def test_the_known_keys_say_what_was_meant(text: str, proposal: str) -> None:
    assert proposed(text, {"doe2019", "poe1999"}) == proposal


@given(typed)
def test_no_text_raises_and_none_is_lost(text: str) -> None:
    items, _findings = parse_citation(text)
    shown = "".join(f"{one.key}{one.locator}{one.prefix}{one.suffix}" for one in items)

    def letters(some: str) -> list[str]:
        return sorted(char for char in some if char.isalnum())

    assert letters(shown) == letters(text)


@given(typed)
def test_what_is_proposed_can_be_read(text: str) -> None:
    items, findings = parse_citation(text)
    for finding in findings:
        if finding.nearest:
            again, wrong = parse_citation(finding.nearest)
            assert not wrong
            assert set(again) <= set(items)
    for item in items:
        if item.key and not findings:
            assert parse_citation(written(item)) == ((item,), ())


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("ch. 1-3", Locator("chapter", "1-3")),
        ("p. 5", Locator("page", "5")),
        ("pp. 117–120, 130 ff.", Locator("page", "117–120, 130 ff.")),
        ("12", Locator("page", "12")),
        ("§ 2.1", Locator("section", "2.1")),
        ("Sec. A.1", Locator("section", "A.1")),
        ("eqs. (3)-(5)", Locator("equation", "(3)-(5)")),
        ("p. xii and 3", Locator("page", "xii and 3")),
        ("Theorem 3", None),
        ("ch. 2, sec. 3", None),
        ("all of it", None),
        ("chapter", None),
        ("第3章", None),
        ("", None),
    ],
)
def test_a_locator_is_a_known_word_and_numbers_or_stays_as_written(
    text: str, locator: Locator | None
) -> None:
    assert parse_locator(text) == locator


@given(st.text(max_size=60))
def test_no_locator_raises(text: str) -> None:
    parse_locator(text)
