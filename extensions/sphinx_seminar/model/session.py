"""A session: one meeting of a seminar, with no talk, one or several."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import NOWHERE, Location
from sphinx_seminar.model.venue import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.model.prose import Passage
    from sphinx_seminar.model.richtext import RichText
    from sphinx_seminar.model.talk import Link, ReadingUse, Talk
    from sphinx_seminar.model.timespan import TimeSpan
    from sphinx_seminar.model.venue import Venue


class Status(StrEnum):
    """What became of a session, as authors type it."""

    SCHEDULED = "scheduled"
    TENTATIVE = "tentative"
    TBA = "tba"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    MOVED = "moved"
    NO_MEETING = "no-meeting"
    WITHDRAWN = "withdrawn"

    @property
    def takes_place(self) -> bool:
        """Whether people should still come on that day."""
        return self in {Status.SCHEDULED, Status.TENTATIVE, Status.TBA}


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting. ``title`` is the page's when the page holds this session alone.

    ``docname`` and ``node_id`` say where it is shown. ``join`` is the *name* of an
    access, never the access itself. ``links`` and ``uses`` are the hyperlinks and the
    cited readings outside the talks. ``aliases`` are ids under which it was published.
    ``digest`` changes when something changes that other pages show of the session.
    ``text`` tells whether the text outside the talks changed, ``written`` whether its source
    or that of the title did; both are kept apart.
    """

    id: str
    docname: str
    node_id: str
    series: str
    span: TimeSpan
    title: RichText = ()
    status: Status = Status.SCHEDULED
    reason: str = ""
    moved_to: str = ""
    moved_from: str = ""
    format: Format = Format.IN_PERSON
    venue: Venue | None = None
    chair: str = ""
    number: str = ""
    notice: str = ""
    join: str = ""
    talks: tuple[Talk, ...] = ()
    links: tuple[Link, ...] = ()
    uses: tuple[ReadingUse, ...] = ()
    text: Passage | None = None
    written: str = field(default="", compare=False)
    aliases: tuple[str, ...] = ()
    digest: str = ""
    location: Location = field(default=NOWHERE, repr=False, compare=False)

    @property
    def sort_key(self) -> tuple[str, str, str, str]:
        """Chronological; unknown days come after the known ones of their month or year."""
        date = self.span.date
        day = f"{date.year:04d}-{date.month or 99:02d}-{date.day or 99:02d}"
        start = self.span.start.isoformat() if self.span.start else ""
        return day, start, self.series, self.id

    def outline(self) -> tuple[object, ...]:
        """Return what other pages show of the session: ``digest`` is made of it."""
        talks = [
            (talk.id, talk.title, talk.speakers, talk.kind, talk.topics, talk.readings, talk.links)
            + ((talk.withdrawn, talk.reason) if talk.withdrawn else ())
            for talk in self.talks
        ]
        return (
            (self.id, self.docname, self.node_id, self.series, self.span, self.title),
            (self.status, self.moved_to, self.moved_from, self.format, self.venue, self.reason),
            (talks, self.links, self.uses),
        )

    def all_links(self) -> Iterator[tuple[Talk | None, Link]]:
        """Yield every plain link with the talk that it stands in."""
        for link in self.links:
            yield None, link
        for talk in self.talks:
            for link in talk.links:
                yield talk, link
