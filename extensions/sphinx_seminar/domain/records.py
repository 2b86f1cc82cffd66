"""What the domain keeps of a document, beside its sessions: listings and references made."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import NOWHERE, Location

if TYPE_CHECKING:
    from sphinx_seminar.model.selection import Selection


class ListingKind(StrEnum):
    """The listings, by the name of their directive."""

    UPCOMING = "upcoming"
    SESSIONS = "sessions"
    SPEAKERS = "speakers"
    TOPICS = "topics"
    READINGS = "readings"
    READING_LIST = "reading-list"
    SEARCH = "search"
    SERIES = "series"
    TIMELINE = "timeline"


#: The object types whose objects live in a listing, with the listing that is their home.
HOMES = {
    "speaker": ListingKind.SPEAKERS,
    "topic": ListingKind.TOPICS,
    "reading": ListingKind.READINGS,
}


@dataclass(frozen=True, slots=True)
class ListingRecord:
    """A listing in a document; ``is_whole`` when it shows all of this archive.

    ``archives`` names those that it shows, () for this one alone.
    """

    kind: ListingKind
    selection: Selection
    docname: str
    is_whole: bool
    archives: tuple[str, ...] = ()
    location: Location = field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """A reading that has a page of its own, by its key."""

    key: str
    docname: str
    location: Location = field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ReferenceRecord:
    """A reference that an author typed: a role with its target."""

    objtype: str
    target: str
    location: Location = field(default=NOWHERE, repr=False, compare=False)
