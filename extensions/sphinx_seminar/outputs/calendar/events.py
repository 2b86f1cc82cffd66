"""A session as a ``VEVENT`` (RFC 5545, 3.6.1).

- Times are wall time in the session's zone. Where one occurs twice, or never, on its day,
  both are written as the instants in UTC that the pages show: ``DTSTART`` cannot say which
  of two it means (3.3.5).
- A day without time is all-day; a start without end has no end, rather than a guessed one.
- A session that does not take place as planned stays, as ``CANCELLED`` with a prefix, also
  one without meeting: its event may be in somebody's calendar, and what vanishes from a
  feed stays there for ever.
- ``DTSTAMP`` is ``LAST-MODIFIED``, as it has to be without a ``METHOD`` (3.8.7.2).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from sphinx_seminar.model.prose import plain_prose
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.timespan import WallTimeState, wall_time_state
from sphinx_seminar.outputs.calendar.properties import component_lines, property_line
from sphinx_seminar.outputs.cleaning import clean_line, clean_text
from sphinx_seminar.rendering.labels import calendars as labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.model.prose import Prose
    from sphinx_seminar.model.timespan import TimeSpan
    from sphinx_seminar.outputs.revisions import Revision
    from sphinx_seminar.outputs.site import Site
    from sphinx_seminar.outputs.wording import Wording

#: Characters of an abstract: descriptions of more than 8,000 are dropped by services.
LONGEST_TEXT = 5000
#: Zones that are UTC: their times need no ``VTIMEZONE``.
_UTC_ZONES = frozenset({
    "UTC", "Etc/UTC", "UCT", "Etc/UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal",
})  # fmt: skip
_STATUSES = {
    Status.SCHEDULED: "CONFIRMED",
    Status.TENTATIVE: "TENTATIVE",
    Status.TBA: "TENTATIVE",
}


class Slot(NamedTuple):
    """Start and end of an event, of one kind: days, wall times of one zone, or UTC.

    The end of days is exclusive; ``None`` when it is unknown.
    """

    start: datetime | date
    end: datetime | date | None

    @property
    def zone(self) -> str:
        """The zone whose rules the calendar must hold, '' for days and UTC."""
        zone = self.start.tzinfo if isinstance(self.start, datetime) else None
        return zone.key if isinstance(zone, ZoneInfo) else ""


# Each session stands in four calendars, and is asked when it is for each of them.
@lru_cache(maxsize=1 << 14)
def event_slot(span: TimeSpan) -> Slot:
    """Return when the event of *span* starts and ends."""
    day = span.date.first()
    try:
        last = day + timedelta(days=span.days)
        if span.start is None:
            return Slot(day, last + timedelta(days=1))
    except OverflowError:
        return Slot(day, None)
    start = _Moment(day, span.start, span)
    end = _Moment(last, span.end, span) if span.end and span.ends_at() else None
    if span.zone not in _UTC_ZONES and start.is_certain and (end is None or end.is_certain):
        return Slot(start.wall, end.wall if end else None)
    return Slot(start.wall.astimezone(UTC), end.wall.astimezone(UTC) if end else None)


class _Moment:
    """A wall time; ``is_certain`` when it occurs on its day, once."""

    def __init__(self, day: date, clock: time, span: TimeSpan) -> None:
        self.is_certain = wall_time_state(day, clock, span.zone) is WallTimeState.ONCE
        fold = 0 if self.is_certain else span.fold
        self.wall = datetime.combine(day, clock, ZoneInfo(span.zone)).replace(fold=fold)


def event_lines(
    session: Session, revised: Revision, site: Site, wording: Wording, more: Iterable[bytes] = ()
) -> bytes:
    """Return the component of *session*, with *more* properties at its end."""
    return component_lines("VEVENT", (*_properties(session, revised, site, wording), *more))


def _properties(
    session: Session, revised: Revision, site: Site, wording: Wording
) -> Iterator[bytes]:
    slot, place, address = event_slot(session.span), wording.place(session), site.address(session)
    yield property_line("UID", f"{session.id}@{site.id}")
    yield property_line("DTSTAMP", revised.stamp)
    yield property_line("LAST-MODIFIED", revised.stamp)
    yield property_line("SEQUENCE", revised.sequence)
    yield property_line("DTSTART", slot.start)
    if slot.end is not None:
        yield property_line("DTEND", slot.end)
    yield property_line("STATUS", _STATUSES.get(session.status, "CANCELLED"))
    if not session.status.takes_place:
        yield property_line("TRANSP", "TRANSPARENT")
    yield property_line("SUMMARY", wording.title(session))
    if place:
        yield property_line("LOCATION", place)
    description = "\n".join(_description(session, address, site, wording))
    yield property_line("DESCRIPTION", description)
    if address:
        yield property_line("URL", address)
    topics = dict.fromkeys(clean_line(one) for talk in session.talks for one in talk.topics)
    if topics:
        yield property_line("CATEGORIES", list(topics))


def _description(session: Session, address: str, site: Site, wording: Wording) -> Iterator[str]:
    """Yield the lines of the description, blocks apart by empty ones."""
    series = site.archive.series_by_name.get(session.series)
    blocks = [
        list(wording.remarks(session)),
        [clean_line(one) for one in (site.origin, series.title if series else "") if one],
        *_talks(session, site, wording),
        _text(site.prose(session)),
        list(wording.facts(session)),
        *(
            [heading, *(f"- {one}" for one in found)]
            for heading, found in wording.readings(session)
        ),
        [
            str(labels.MATERIAL) % {"kind": kind, "address": place}
            for kind, place in wording.materials(session, site.material)
        ],
        [address] if address else [],
    ]
    for index, block in enumerate(filter(None, blocks)):
        if index:
            yield ""
        yield from block


def _talks(session: Session, site: Site, wording: Wording) -> Iterator[list[str]]:
    """Yield the talks, those without an abstract in one block."""
    together: list[str] = []
    for talk, line in wording.talks(session):
        abstract = _text(site.prose(session, talk))
        together += [line] if line else []
        if abstract:
            yield together
            yield abstract
            together = []
    yield together


def _text(prose: Prose) -> list[str]:
    """Return the lines of *prose*, up to where calendars cut a description themselves."""
    text = clean_text(plain_prose(prose))
    if len(text) > LONGEST_TEXT:
        text = f"{text[:LONGEST_TEXT].rpartition(' ')[0]} …"
    return text.split("\n") if text else []
