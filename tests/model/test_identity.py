from __future__ import annotations

import re
import string
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_seminar.model.identity import is_id, node_id, slug

names = st.text(max_size=30)
ADDRESS = re.compile(r"[A-Za-z0-9._-]*")


def _read_back(text: str) -> str:
    return re.sub("_([0-9a-f]+)_", lambda match: chr(int(match[1], 16)), text)


@given(names)
def test_a_slug_is_safe_in_every_address_file_and_format(name: str) -> None:
    assert ADDRESS.fullmatch(slug(name))


@given(names)
def test_a_name_can_be_read_back_from_its_slug(name: str) -> None:
    normal = "-".join(unicodedata.normalize("NFC", name).split())
    assert _read_back(slug(name)) == normal


@given(names, names)
def test_different_names_have_different_slugs(one: str, other: str) -> None:
    def normal(name: str) -> str:
        return "-".join(unicodedata.normalize("NFC", name).split())

    assume(normal(one) != normal(other))
    assert slug(one) != slug(other)


@given(st.text(string.ascii_letters + string.digits + "-.", max_size=20))
def test_a_plain_name_is_its_own_slug(name: str) -> None:
    assert slug(name) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Müller", "M_fc_ller"),
        ("Mu\u0308ller", "M_fc_ller"),
        ("朱 爱清", "_6731_-_7231__6e05_"),
        ("a_b", "a_5f_b"),
        ("  two\twords ", "two-words"),
        ("", ""),
    ],
)
def test_the_slug_of_a_published_name_never_changes(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_what_is_no_letter_cannot_pass_for_another_name() -> None:
    assert slug("ü") != slug("_fc_")


@given(st.text(string.ascii_letters + string.digits, min_size=1, max_size=40))
def test_letters_and_digits_are_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["2025-01-17", "a", "a.b_c-d", "2025-01-17b", "A" * 80])
def test_an_author_may_choose(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "a b", "ä", "a/b", "a#b", "a\n", "a" * 81, "<b>", "a\u200b", "١"]
)
def test_an_author_may_not_choose(text: str) -> None:
    assert not is_id(text)


@given(names, names)
def test_objects_of_different_types_have_different_anchors(one: str, other: str) -> None:
    types = ("session", "talk", "speaker", "topic", "reading")
    ids = {slug(one), slug(other)}
    anchors = {node_id(objtype, name) for objtype in types for name in ids}
    assert len(anchors) == len(types) * len(ids)
    assert all(ADDRESS.fullmatch(anchor) and anchor[0].isalpha() for anchor in anchors)


def test_an_id_is_its_own_anchor_and_a_key_is_escaped() -> None:
    assert node_id("speaker", slug("müller")) == "speaker-m_fc_ller"
    assert node_id("session", "a_b") == "session-a_b"
    assert node_id("reading", "DBLP:a/b_c") == "reading-DBLP_3a_a_2f_b_5f_c"
