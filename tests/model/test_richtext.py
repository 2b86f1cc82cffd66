from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.richtext import Run, Style, joined, plain, rich

styles = st.sets(st.sampled_from([one for one in Style if one is not Style.MATH])).map(
    lambda found: tuple(sorted(found))
)
runs = st.lists(st.builds(Run, st.text(max_size=8), styles), max_size=8)


@given(st.text())
def test_plain_text_comes_back(text: str) -> None:
    assert plain(rich(text)) == text


def test_no_text_is_no_run() -> None:
    assert rich("") == ()


@given(runs)
def test_joining_keeps_every_character(found: list[Run]) -> None:
    assert plain(joined(found)) == "".join(run.text for run in found)


@given(runs)
def test_equal_texts_are_equal_values(found: list[Run]) -> None:
    once = joined(found)
    halves = [Run(char, run.styles) for run in found for char in run.text]
    assert joined(once) == once == joined(halves)
    assert all(run.text for run in once)
    assert all(one.styles != other.styles for one, other in pairwise(once))


def test_a_formula_stands_between_dollars() -> None:
    assert plain((Run("Of "), Run("x^2", (Style.MATH,)))) == "Of $x^2$"
