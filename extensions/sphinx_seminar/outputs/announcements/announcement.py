"""What an announcement says, as the values that templates read.

Every text is plain and clean, and escaped by the template's format; those called *ready* are
in that format already. What is unknown is '' or empty. The manual lists these names: a test
holds it against them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person on a talk, as written there."""

    name: str
    affiliation: str = ""

    @property
    def shown(self) -> str:
        """``Name (Affiliation)``."""
        return f"{self.name} ({self.affiliation})" if self.affiliation else self.name


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The time in a named zone; ``day`` is the date there, '' when it is the session's."""

    city: str
    times: str
    zone: str
    day: str = ""

    @property
    def when(self) -> str:
        """Day, times and zone in one line."""
        return _when(self.day, self.times, self.zone)


@dataclass(frozen=True, slots=True)
class Access:
    """A field of how to join; ``shown`` is its value, ready: a link where it is an address."""

    label: str
    value: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class AnnouncedReadings:
    """A reading list; its ``entries`` are references, ready."""

    heading: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnouncedTalk:
    """A talk; ``title`` and ``abstract`` are ready.

    ``title`` is '' where none is announced, or where it is the session's own; ``withdrawn``
    stands in the place of a talk that was taken back.
    """

    title: str
    speakers: tuple[Speaker, ...] = ()
    times: str = ""
    kind: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()
    abstract: str = ""
    withdrawn: str = ""

    @property
    def by(self) -> str:
        """The speakers in one line."""
        return "; ".join(one.shown for one in self.speakers)


@dataclass(frozen=True, slots=True)
class AnnouncedSession:
    """A session; ``title`` is ready.

    ``state`` is the status as authors type it, ``held`` whether people should come;
    ``remarks`` say what became of it, ready. ``day``, ``times`` and ``zone`` are in its own
    zone, ``zones`` in others; ``clocks`` says where clocks changed since the last session.
    ``where`` is ``place``, ready, with its page; ``online`` is who gets the link. ``text`` is
    what the page says outside the talks, ready. ``address`` is its page on the web, ``page`` a
    link to it, ready. ``changed`` is a heading and ``changes`` what changed since it was
    announced last. ``access`` is how to join, where somebody asked for it.
    """

    id: str
    title: str
    series: str
    state: str
    held: bool
    day: str
    times: str = ""
    zone: str = ""
    zones: tuple[LocalTime, ...] = ()
    clocks: str = ""
    place: str = ""
    where: str = ""
    online: str = ""
    number: str = ""
    term: str = ""
    chair: str = ""
    remarks: tuple[str, ...] = ()
    text: str = ""
    talks: tuple[AnnouncedTalk, ...] = ()
    readings: tuple[AnnouncedReadings, ...] = ()
    topics: tuple[str, ...] = ()
    address: str = ""
    page: str = ""
    changed: str = ""
    changes: tuple[str, ...] = ()
    access: tuple[Access, ...] = ()

    @property
    def when(self) -> str:
        """Day, times and zone in one line."""
        return _when(self.day, self.times, self.zone)


@dataclass(frozen=True, slots=True)
class Announcement:
    """The whole; ``kind`` is ``session`` or ``week``, ``heading`` is ready.

    ``series`` are the titles of the series announced, ``organisers`` and ``contact`` (ready)
    theirs;
    ``site`` is the archive's title, ``address`` its address, ``language`` its language.
    ``labels`` are words of that language, by name.
    """

    subject: str
    kind: str
    heading: str
    sessions: tuple[AnnouncedSession, ...]
    series: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    site: str = ""
    address: str = ""
    language: str = "en"
    labels: Mapping[str, str] = field(default_factory=dict)


def _when(day: str, times: str, zone: str) -> str:
    when = ", ".join(filter(None, (day, times)))
    return f"{when} ({zone})" if zone else when
