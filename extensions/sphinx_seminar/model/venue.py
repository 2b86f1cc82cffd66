"""Where a session takes place: a room, a screen, or both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """How people take part."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    HYBRID = "hybrid"


@dataclass(frozen=True, slots=True)
class Venue:
    """A room as people find it: name and, where given, a page that shows the way."""

    name: str
    url: str = ""
