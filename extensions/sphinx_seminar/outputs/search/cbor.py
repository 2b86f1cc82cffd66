"""The part of CBOR (RFC 8949) that Pagefind's files use: whole numbers, texts, arrays, null."""

from __future__ import annotations

_UINT, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4
_NULL = 0xF6
_DIRECT, _ENDLESS = 24, 31
_BREAK = 0xFF


def decode(data: bytes) -> object:
    """Return the value that *data* holds.

    :raises ValueError: when it holds anything else, or ends too early.
    """
    try:
        value, end = _decode(data, 0)
    except (IndexError, UnicodeDecodeError, RecursionError) as problem:
        raise ValueError(f"CBOR: {problem}") from problem
    if end != len(data):
        raise ValueError("CBOR: more follows")
    return value


def _decode(data: bytes, at: int) -> tuple[object, int]:
    first = data[at]
    if first == _NULL:
        return None, at + 1
    major, low = first >> 5, first & 31
    if major == _ARRAY and low == _ENDLESS:
        return _endless(data, at + 1)
    size, at = _argument(data, at + 1, low)
    if major == _UINT:
        return size, at
    if major == _NEGATIVE:
        return -1 - size, at
    if major == _TEXT:
        if at + size > len(data):
            raise ValueError("CBOR: a text is cut")
        return data[at : at + size].decode(), at + size
    if major != _ARRAY:
        raise ValueError(f"CBOR: unexpected type {major}")
    items = []
    for _ in range(size):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def _endless(data: bytes, at: int) -> tuple[list[object], int]:
    items = []
    while data[at] != _BREAK:
        item, at = _decode(data, at)
        items.append(item)
    return items, at + 1


def _argument(data: bytes, at: int, low: int) -> tuple[int, int]:
    if low < _DIRECT:
        return low, at
    width = 1 << (low - _DIRECT)
    if low > _DIRECT + 3 or at + width > len(data):
        raise ValueError("CBOR: a number is cut")
    return int.from_bytes(data[at : at + width], "big"), at + width


def encode(value: object) -> bytes:
    """Return *value*, made of lists, texts, whole numbers and None, in the shortest form."""
    if value is None:
        return bytes([_NULL])
    if isinstance(value, int):
        return _head(_UINT, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    if isinstance(value, str):
        data = value.encode()
        return _head(_TEXT, len(data)) + data
    if isinstance(value, list):
        return _head(_ARRAY, len(value)) + b"".join(map(encode, value))
    raise ValueError(f"CBOR: no form for {type(value).__name__}")


def _head(major: int, number: int) -> bytes:
    if number < _DIRECT:
        return bytes([major << 5 | number])
    for power in range(4):
        if number < 1 << (8 << power):
            width = 1 << power
            return bytes([major << 5 | (_DIRECT + power)]) + number.to_bytes(width, "big")
    raise ValueError("CBOR: the number is too large")
