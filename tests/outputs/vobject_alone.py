"""Reads a calendar from standard input with vobject and prints its events as JSON."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

import vobject


def moment(event: Any, name: str) -> str | None:
    found = getattr(event, name, None)
    if found is None:
        return None
    value = found.value
    return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat()


def text(event: Any, name: str) -> str:
    found = getattr(event, name, None)
    return found.value if found is not None else ""


logging.disable()
source = sys.stdin.buffer.read().decode()
# The first reading takes a system's rules of a zone; the second those of the file.
for zone in vobject.readOne(source).contents.get("vtimezone", ()):
    vobject.icalendar.registerTzid(zone.tzid.value, zone.tzinfo)
calendar = vobject.readOne(source)
print(  # noqa: T201 (its output)
    json.dumps(
        [
            {
                "uid": event.uid.value,
                "start": moment(event, "dtstart"),
                "end": moment(event, "dtend"),
                "summary": text(event, "summary"),
                "description": text(event, "description"),
                "location": text(event, "location"),
                "status": event.status.value,
                "sequence": event.sequence.value,
            }
            for event in calendar.contents.get("vevent", ())
        ]
    )
)
