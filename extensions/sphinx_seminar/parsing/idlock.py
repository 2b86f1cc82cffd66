"""``ids.lock``: every id that was published, with every address that it had.

One line each, sorted, so that two people who add lines seldom conflict::

    session 2025-01-17 sessions/2025/2025-01-17#session-2025-01-17
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

FILENAME = "ids.lock"
_HEAD = "# Published ids and addresses, written by `seminar lock`; a build only reads them.\n"
_FIELDS = 3


class Published(NamedTuple):
    """An object by its type and id, and where it was shown; ``line`` counts from 1."""

    objtype: str
    id: str
    docname: str
    anchor: str
    line: int = 0


def parse_lock(text: str) -> tuple[Published, ...]:
    """Return what *text* holds; a line that cannot be read is passed over."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        parts = line.split(" ")
        if len(parts) == _FIELDS and not line.startswith("#"):
            docname, _, anchor = parts[2].partition("#")
            found.append(Published(parts[0], parts[1], docname, anchor, number))
    return tuple(found)


def format_lock(entries: Iterable[Published]) -> str:
    """Return the text of *entries*."""
    lines = {f"{one.objtype} {one.id} {one.docname}#{one.anchor}\n" for one in entries}
    return _HEAD + "".join(sorted(lines))
