from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.parsing.columns import column_of, quoted_texts
from sphinx_seminar.parsing.confplaces import Place, mentioned_place, place_of, syntax_place

CONF = """\
project = "Example"
seminar_series = {
    "main": {"title": "Main", "zone": "UTC"},
    "other": {
        "title": "Other",
        'venue': {"name": "Room"},
    },
}
seminar_trust: str = "safe"
"""


@pytest.mark.parametrize(
    ("line", "values", "column"),
    [
        (":readings: godo; good", ["good"], 18),
        (":readings: goods; good", ["good"], 19),
        ("  :venue: Hall", ["", "venue"], 4),
        ("  :venue: Hall", ["nowhere", "Hall"], 11),
        ("   text", ["nowhere"], 4),
        ("", ["x"], 1),
        ("   ", [], 1),
        ("a+b=c", ["+b"], 2),
    ],
)
def test_the_column_is_that_of_the_first_value_there(
    line: str, values: list[str], column: int
) -> None:
    assert column_of(line, values) == column


@given(st.text(), st.lists(st.text()))
def test_a_column_is_in_the_line(line: str, values: list[str]) -> None:
    assert 1 <= column_of(line, values) <= max(len(line), 1)


def test_what_a_message_quotes_is_found_in_order() -> None:
    message = "Unknown role \"xy\" in 'a b': `c`, ‘d’ and “e”"
    assert quoted_texts(message) == ["xy", "a b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("project", "", (1, 1)),
        ("seminar_series", "", (2, 1)),
        ("seminar_series['main']", "zone", (3, 31)),
        ("seminar_series['main']", "zoen", (3, 5)),
        ("seminar_series['other']['venue']", "x", (6, 9)),
        ("seminar_series['third']", "", (2, 1)),
        ("seminar_trust", "sfae", (9, 1)),
        ("conf.py", "seminar_trust", (9, 1)),
        ("unknown", "", (0, 0)),
    ],
)
def test_a_setting_is_found_where_it_is_written(
    name: str, value: str, place: tuple[int, int]
) -> None:
    assert place_of(CONF, name, value) == place


def test_no_place_is_given_in_what_is_no_python() -> None:
    assert place_of("x = (", "x") == Place()
    assert mentioned_place("x = (", "x") == Place()
    assert syntax_place("x = (\n") == (Place(1, 5), "'(' was never closed")
    assert syntax_place(CONF) is None
    assert syntax_place("x = 1\0") is not None


def test_what_a_message_mentions_is_found() -> None:
    assert mentioned_place(CONF, "no theme named Room found") == (6, 27)
    assert mentioned_place(CONF, "nothing of it") == (0, 0)
