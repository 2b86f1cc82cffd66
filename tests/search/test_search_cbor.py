from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.outputs.search.cbor import decode, encode

VALUES = st.recursive(st.none() | st.integers(-(2**63), 2**63) | st.text(), st.lists, max_leaves=30)


@given(VALUES)
def test_a_value_is_read_as_it_was_written(value: object) -> None:
    assert decode(encode(value)) == value


@given(st.binary(max_size=64))
def test_any_bytes_are_a_value_or_an_error(data: bytes) -> None:
    try:
        decode(data)
    except ValueError:
        return


@pytest.mark.parametrize("data", [b"", b"\x82\x01", b"\x62a", b"\x01\x01", b"\x19\x01", b"\xa0"])
def test_what_is_cut_or_no_list_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="CBOR"):
        decode(data)
