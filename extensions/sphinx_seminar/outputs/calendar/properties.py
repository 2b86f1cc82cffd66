"""Properties and components of calendars, each line written by icalendar, and checked first.

The library's last guard is an ``assert``: under ``python -O`` icalendar 7.3 writes a name or
a value with a line break as it stands, and so lets a title begin another property (RFC 5545,
3.1). Lines are made one by one because its components cost three times as much.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from icalendar import vCalAddress, vCategory, vDDDTypes, vDuration, vInt, vText, vUri, vUTCOffset
from icalendar.parser import Contentline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Every property that our calendars have, with the type of its values (RFC 5545, 3.8).
TYPES: dict[str, Callable[[Any], Any]] = {
    "CATEGORIES": vCategory,
    "DESCRIPTION": vText,
    "DTEND": vDDDTypes,
    "DTSTAMP": vDDDTypes,
    "DTSTART": vDDDTypes,
    "LAST-MODIFIED": vDDDTypes,
    "LOCATION": vText,
    "METHOD": vText,
    "NAME": vText,
    "ORGANIZER": vCalAddress,
    "PRODID": vText,
    "REFRESH-INTERVAL": vDuration,
    "SEQUENCE": vInt,
    "STATUS": vText,
    "SUMMARY": vText,
    "TRANSP": vText,
    "TZID": vText,
    "TZNAME": vText,
    "TZOFFSETFROM": vUTCOffset,
    "TZOFFSETTO": vUTCOffset,
    "UID": vText,
    "URL": vUri,
    "VERSION": vText,
    "X-PUBLISHED-TTL": vText,
    "X-WR-CALNAME": vText,
}
#: In a text the library writes a newline as ``\\n``; nowhere else may one be.
_LINES = frozenset({"DESCRIPTION"})
_LONGEST = 75
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTROL_BUT_NEWLINE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def property_line(name: str, value: Any, **parameters: str) -> bytes:
    """Return the property *name*, folded, with its line break.

    :raises ValueError: for a name that no calendar of ours has, or a value with a control
        character: whoever made it did not clean it.
    """
    if name not in TYPES:
        raise ValueError(f"not a property of our calendars: {name!r}")
    forbidden = _CONTROL_BUT_NEWLINE if name in _LINES else _CONTROL
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and forbidden.search(text):
            raise ValueError(f"control character in {name}: {text!r}")
    for parameter, text in parameters.items():
        if _CONTROL.search(text):
            raise ValueError(f"control character in {parameter} of {name}: {text!r}")
    typed = TYPES[name](value)
    typed.params.update(parameters)
    if name == "REFRESH-INTERVAL":
        # RFC 7986, 5.7: without its type a reader takes it for a text
        typed.params["VALUE"] = "DURATION"
    return folded_line(str(Contentline.from_parts(name, typed.params, typed)))


def folded_line(line: str) -> bytes:
    """Return *line* in pieces of at most 75 octets, no character split (RFC 5545, 3.1).

    icalendar does so one character at a time, which was most of the cost of a calendar.

    :raises ValueError: for a line that holds a line break.
    """
    if "\n" in line or "\r" in line:
        raise ValueError(f"line break in a line of a calendar: {line!r}")
    octets = line.encode()
    pieces, start, room = [], 0, _LONGEST
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # noqa: PLR2004 (UTF-8: within a character)
            end -= 1
        pieces.append(octets[start:end])
        # the space that a continued line begins with counts
        start, room = end, _LONGEST - 1
    return b"\r\n ".join((*pieces, octets[start:])) + b"\r\n"


def component_lines(name: str, content: Iterable[bytes]) -> bytes:
    """Return the component *name* with *content*: lines of properties, or other components."""
    border = name.encode("ascii")
    return b"".join((b"BEGIN:", border, b"\r\n", *content, b"END:", border, b"\r\n"))
