"""A problem as data: what is wrong in an author's text, where, and what would be right.

Floors that parse return findings beside their values; the domain alone turns
them into located, translated, typed messages (``sphinx_seminar.domain.messages``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class FindingKind(StrEnum):
    """The stable subtype of a message; ``suppress_warnings`` takes ``seminar.<value>``."""

    # sessions and talks
    OPTION_UNKNOWN = "option-unknown"
    OPTION_VALUE = "option-value"
    DATE = "date"
    TIME = "time"
    TIME_ORDER = "time-order"
    TIME_GAP = "time-gap"
    TIME_OVERLAP = "time-overlap"
    ZONE = "zone"
    SERIES = "series"
    ID = "id"
    ID_DUPLICATE = "id-duplicate"
    ID_VANISHED = "id-vanished"
    TALK_OUTSIDE = "talk-outside"
    SESSION_NESTED = "session-nested"
    SPEAKERS = "speakers"
    LOCATOR = "locator"
    MOVED = "moved"
    BREAK = "break"
    ROOM_TAKEN = "room-taken"
    SPEAKER_TAKEN = "speaker-taken"
    JOIN = "join"
    JOIN_UNKNOWN = "join-unknown"
    # what sessions lack as of a day
    TITLE_MISSING = "title-missing"
    ABSTRACT_MISSING = "abstract-missing"
    MATERIALS_MISSING = "materials-missing"
    READINGS_MISSING = "readings-missing"
    # settings and the private file
    SETTINGS = "settings"
    # references between things
    READING_UNKNOWN = "reading-unknown"
    SESSION_UNKNOWN = "session-unknown"
    TALK_UNKNOWN = "talk-unknown"
    SPEAKER_UNKNOWN = "speaker-unknown"
    TOPIC_UNKNOWN = "topic-unknown"
    LINK_UNMATCHED = "link-unmatched"
    LISTING = "listing"
    READING_HOME = "reading-home"
    CITATION_STYLE = "citation-style"
    CITATION_ENTRY = "citation-entry"
    # bibliography files
    BIB_FILE = "bib-file"
    BIB_SYNTAX = "bib-syntax"
    BIB_KEY = "bib-key"
    BIB_DUPLICATE = "bib-duplicate"
    BIB_FIELD = "bib-field"
    BIB_MACRO = "bib-macro"
    BIB_CROSSREF = "bib-crossref"
    BIB_NAME = "bib-name"
    BIB_DATE = "bib-date"
    BIB_IDENTIFIER = "bib-identifier"
    BIB_LATEX = "bib-latex"
    BIB_UNUSED = "bib-unused"
    # content and files
    REFUSED = "refused"
    LINK_SCHEME = "link-scheme"
    FILE_MISSING = "file-missing"
    FILE_OUTSIDE = "file-outside"
    FILE_UNREADABLE = "file-unreadable"
    FILE_SIZE = "file-size"
    NESTING = "nesting"
    NAME_COLLISION = "name-collision"
    NAME_RESERVED = "name-reserved"
    SEARCH = "search"
    FRONT_MATTER = "front-matter"
    # other archives
    FEDERATION_MISSING = "federation-missing"
    FEDERATION_ALTERED = "federation-altered"
    FEDERATION_ID = "federation-id"
    FEDERATION_RECORD = "federation-record"
    # meeting access
    SECRET = "secret"  # noqa: S105 (the name of a message)
    ACCESS_TRACKED = "access-tracked"
    AUDIENCE = "audience"
    LEAK = "leak"
    LEAK_REMOVED = "leak-removed"
    # the PDF
    MATH = "math"
    EQUATION = "equation"
    GLYPH = "glyph"
    FONT = "font"
    IMAGE = "image"
    NODE = "node"
    VOLUME = "volume"


#: Kinds that depend on the day: told by commands, never by a build.
DUTIES = frozenset(
    {
        FindingKind.TITLE_MISSING,
        FindingKind.ABSTRACT_MISSING,
        FindingKind.MATERIALS_MISSING,
        FindingKind.READINGS_MISSING,
    }
)
#: Kinds that inform and never fail a build made with ``-W``.
INFORMATION = DUTIES | {
    FindingKind.BIB_UNUSED,
    FindingKind.BIB_LATEX,
    FindingKind.LINK_UNMATCHED,
}


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where a text stands: a path (or docname) and a line counted from 1; 0 when unknown."""

    source: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.source}:{self.line}" if self.line else self.source


#: The location of what stands in no file.
NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, without the words to say it.

    ``value`` is the text at fault as written, ``allowed`` what may stand there,
    ``nearest`` the closest valid choice ('' when none is close), ``name`` what
    the value belongs to (an option, a field, a key) and ``detail`` a fact in no
    language (another location, an upstream message).
    """

    kind: FindingKind
    value: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str = ""
    name: str = ""
    detail: str = ""
    location: Location = NOWHERE

    @property
    def is_information(self) -> bool:
        """Whether the finding informs only."""
        return self.kind in INFORMATION

    def at(self, location: Location) -> Finding:
        """Return the finding with *location*, unless it already has one."""
        return self if self.location.source else replace(self, location=location)


def nearest(value: str, choices: Iterable[str]) -> str:
    """Return the member of *choices* that looks most like *value*, or ''.

    Case is ignored when comparing; the choice is returned as it is written. Of several that
    differ from *value* in nothing but case, none is nearer than the others.
    """
    choices = tuple(dict.fromkeys(choices))
    if sum(choice.casefold() == value.strip().casefold() for choice in choices) > 1:
        return ""
    by_folded = {choice.casefold(): choice for choice in choices}
    matches = get_close_matches(value.strip().casefold(), by_folded, n=1, cutoff=0.5)
    return by_folded[matches[0]] if matches else ""
