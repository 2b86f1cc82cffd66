"""``announced.json``: what was said of each session when it was announced last.

It is written on request alone, and committed, so that all organisers tell the same changes.
A session stands on a line of its own, so that two people who add one seldom conflict. Only
what the archive publishes is kept: short facts as they were shown, longer ones as digests.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FILENAME = "announced.json"
FORMAT = 1


class Announced(NamedTuple):
    """The day of an announcement (``YYYY-MM-DD``) and what it said, by the name of the fact."""

    day: str
    facts: Mapping[str, str]


def parse_announced(text: str) -> dict[str, Announced]:
    """Return the announcements in *text*, by the id of the session.

    :raises ValueError: when *text* is no such file of this version.
    """
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']!r}")
        return {
            str(session_id): Announced(
                str(entry["day"]), {str(name): str(value) for name, value in entry["facts"].items()}
            )
            for session_id, entry in data["sessions"].items()
        }
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def format_announced(announced: Mapping[str, Announced]) -> str:
    """Return the text of *announced*: equal content gives equal bytes."""
    rows = ",\n".join(
        f"{_json(session_id)}: {_json({'day': one.day, 'facts': dict(sorted(one.facts.items()))})}"
        for session_id, one in sorted(announced.items())
    )
    body = f"{{\n{rows}\n}}" if rows else "{}"
    return f'{{"format": {FORMAT}, "sessions": {body}}}\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
