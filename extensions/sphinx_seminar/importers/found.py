"""What was found: sessions with everything decided that can be, and the doubts beside it.

This is what ``seminar import --json`` prints, what the report counts, and what is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_seminar.importers.texts import Text
from sphinx_seminar.model.finding import NOWHERE, Location
from sphinx_seminar.model.identifiers import Identifiers
from sphinx_seminar.model.session import Status

if TYPE_CHECKING:
    from datetime import time

    from sphinx_seminar.importers.entries import Problem, Skipped
    from sphinx_seminar.importers.flags import Flag
    from sphinx_seminar.model.partialdate import PartialDate
    from sphinx_seminar.model.venue import Format


class LinkRole(StrEnum):
    """What a link of a session leads to."""

    PAPER = "paper"
    SLIDES = "slides"
    VIDEO = "video"
    STREAM = "stream"
    CODE = "code"
    NOTES = "notes"
    ABSTRACT = "abstract"
    ANNOUNCEMENT = "announcement"
    REGISTRATION = "registration"
    CALENDAR = "calendar"
    HANDOUT = "handout"
    EXERCISES = "exercises"
    BLOG = "blog"
    WEBSITE = "website"
    PERSON = "person"
    MEETING = "meeting"
    MAIL = "mail"


class TalkKind(StrEnum):
    """What kind of contribution it is; the values are written as ``:kind:``."""

    TALK = "talk"
    READING = "reading"
    ORGANISATIONAL = "organisational"
    DEFENCE = "defence"
    PRACTICE = "practice talk"
    TUTORIAL = "tutorial"
    REVIEW = "review"
    DISCUSSION = "discussion"
    SOCIAL = "social"
    WORKSHOP = "workshop"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as written and as decided; ``end`` is the last day where it is a range."""

    raw: str = ""
    date: PartialDate | None = None
    end: PartialDate | None = None
    #: Where the year comes from: ``exact``, ``year-heading``, …, or ``none``.
    certainty: str = "exact"


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person: ``name`` as written, ``bare`` without "Dr." and the like."""

    name: str
    affiliation: str = ""
    url: str = ""
    bare: str = ""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link that is no reading."""

    role: LinkRole
    url: str
    label: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class FoundReading:
    """Something that was read: title as written, never an author who is not on the page.

    ``alternatives`` are further addresses of the same work; ``authors`` and
    ``publication`` are texts of the page; ``key`` is a key of the archive's own.
    """

    title: str
    url: str = ""
    alternatives: tuple[str, ...] = ()
    identifiers: Identifiers = field(default_factory=Identifiers)
    authors: str = ""
    year: int | None = None
    publication: str = ""
    locator: str = ""
    is_further: bool = False
    key: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class FoundTalk:
    """A contribution; ``missing`` names what is yet to be announced (speaker, title, …)."""

    title: Text = field(default_factory=Text)
    kind: str = ""
    speakers: tuple[FoundPerson, ...] = ()
    start: time | None = None
    end: time | None = None
    language: str = ""
    topics: tuple[str, ...] = ()
    readings: tuple[FoundReading, ...] = ()
    links: tuple[FoundLink, ...] = ()
    abstract: str = ""
    missing: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class FoundAccess:
    """How people get into a meeting: secrets, never shown (design, rule 9)."""

    url: str = field(default="", repr=False)
    meeting_id: str = field(default="", repr=False)
    passcode: str = field(default="", repr=False)
    dial_in: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.url or self.meeting_id or self.passcode or self.dial_in)


@dataclass(frozen=True, slots=True)
class FoundNote:
    """Text that has no place in the archive's form: kept, with its line."""

    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class FoundSession:
    """A meeting. ``raw`` is the text it was read from; ``key`` identifies it in its source."""

    location: Location = NOWHERE
    date: FoundDate = field(default_factory=FoundDate)
    start: time | None = None
    end: time | None = None
    zone: str = ""
    status: Status = Status.SCHEDULED
    reason: str = ""
    moved_to: str = ""
    moved_from: str = ""
    format: Format | None = None
    venue: str = ""
    chair: str = ""
    number: str = ""
    part: str = ""
    notice: str = ""
    talks: tuple[FoundTalk, ...] = ()
    links: tuple[FoundLink, ...] = ()
    readings: tuple[FoundReading, ...] = ()
    notes: tuple[FoundNote, ...] = ()
    access: FoundAccess = field(default_factory=FoundAccess)
    flags: tuple[Flag, ...] = ()
    raw: str = ""
    key: str = ""

    @property
    def is_flagged(self) -> bool:
        """Whether a person should look at it."""
        return any(flag.is_question for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for the whole page: proposed for the settings, never written into sessions."""

    title: str = ""
    weekday: int | None = None
    weeks: int | None = None
    start: time | None = None
    end: time | None = None
    zone: str = ""
    venue: str = ""
    access: FoundAccess = field(default_factory=FoundAccess)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A source and what was found in it; ``dropped`` counts what is not taken over, by kind."""

    source: str
    format: str
    sessions: tuple[FoundSession, ...] = ()
    defaults: Defaults = field(default_factory=Defaults)
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[FoundNote, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
