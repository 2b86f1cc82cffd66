"""The values of the private file, in every form in which a file can hold them.

A long value is looked for by its letters and digits alone (*squeezed*), so that markup,
line breaks and spaces between them hide nothing. A short one would be found by chance that
way: it must stand by itself.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Values of fewer characters are no secret that could be guarded.
SHORTEST = 4
#: From so many letters and digits on, a value does not occur by chance.
_LONG = 9
#: A part of an address that is a secret of its own.
_LONG_PART = 6
_PUBLIC_PARTS = frozenset({"join", "meet", "room", "rooms", "meeting", "webinar", "bigbluebutton"})
_DROPPED = bytes(code for code in range(256) if not bytes([code]).isalnum())
_LOWER = bytes(range(256)).lower()


@dataclass(frozen=True, slots=True)
class Needle:
    """One value: where it is kept, and what to look for; never printed.

    ``exact`` are bytes, ``squeezed`` letters and digits in small letters ('' for a short
    value), ``alone`` a pattern of the value standing by itself (None for a long one).
    """

    name: str
    exact: tuple[bytes, ...] = field(repr=False)
    squeezed: bytes = field(repr=False, default=b"")
    alone: re.Pattern[str] | None = field(repr=False, default=None)

    def is_in(self, data: bytes) -> bool:
        """Tell whether *data* holds a form of the value."""
        return any(form in data for form in self.exact)


def squeeze(data: bytes) -> bytes:
    """Return the ASCII letters and digits of *data* alone, in small letters."""
    return data.translate(_LOWER, _DROPPED)


def needles(secrets: Iterable[tuple[str, str]]) -> list[Needle]:
    """Return what to look for, for pairs of a name and a value.

    Of an address, the parts that open the meeting by themselves are looked for as well.
    """
    found: dict[str, str] = {}
    for name, value in secrets:
        for one in (value, *_parts(value)):
            if len(one) >= SHORTEST:
                found.setdefault(one, name)
    return [_needle(name, value) for value, name in found.items()]


def _needle(name: str, value: str) -> Needle:
    squeezed = squeeze(value.encode())
    is_long = len(squeezed) >= _LONG
    alone = None
    if not is_long:
        words = r"[\s.\-\u00a0]?".join(map(re.escape, value.split()))
        alone = re.compile(rf"(?<![0-9A-Za-z]){words}(?![0-9A-Za-z])")
    return Needle(name, _encoded(value, is_long=is_long), squeezed if is_long else b"", alone)


def _encoded(value: str, *, is_long: bool) -> tuple[bytes, ...]:
    """Return the forms of *value* that squeezing does not undo."""
    forms = {value, value.replace(" ", "")}
    found: set[bytes] = set()
    for form in forms:
        data = form.encode()
        if is_long:
            found |= {data, form.encode("utf-16-le"), form.encode("utf-16-be")}
        found |= {data.hex().encode(), data.hex().upper().encode()}
        found.update(_in_base64(data))
        found.update(_in_base64(data, b"-_"))
        found.update(_in_base64(form.encode("utf-16-le")))
        found.add("".join(f"&#{ord(char)};" for char in form).encode())
        found.add("".join(f"%{byte:02X}" for byte in data).encode())
        found.add("".join(f"\\u{ord(char):04x}" for char in form).encode())
    return tuple(sorted(found))


def _in_base64(data: bytes, altchars: bytes = b"+/") -> list[bytes]:
    """Return what stays the same of *data* in base64, whatever stands around it.

    One, two or no byte may share a group of three with the bytes before it: the
    characters that these bytes touch are left out.
    """
    forms = []
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + data, altchars)
        first = (before * 8 + 5) // 6
        last = (before + len(data)) * 8 // 6
        if last - first >= SHORTEST + 1:
            forms.append(encoded[first:last])
    return forms


def _parts(value: str) -> list[str]:
    """Return the parts of an address that are secrets of their own."""
    if "://" not in value:
        return []
    try:
        address = urlsplit(value)
    except ValueError:
        return []
    parts = [part for _name, part in parse_qsl(address.query)]
    parts += [part for part in address.path.split("/") if part.lower() not in _PUBLIC_PARTS]
    parts.append(address.fragment)
    return [part for part in parts if len(part) >= _LONG_PART and re.search(r"[\d-]", part)]
