"""What cannot be: a session in a break, a room or a speaker at two places at a time.

- Spans are half open: a session may begin when another ends. One whose end is unknown is
  taken to be there at its start alone; one without a time is compared with nothing.
- Only what takes place counts, and only rooms: a video conference holds many.
- The time of a talk is known when it says so itself, or when it is alone in its session.
- A joint session stands in two series with the same talks and the same start: no mistake.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import folded
from sphinx_seminar.model.venue import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.finding import Location
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk
    from sphinx_seminar.model.timespan import TimeSpan

#: Words in the place of a room or a name that many sessions share.
PLACEHOLDERS = frozenset({
    "", "-", "--", "?", "n.n.", "nn", "none", "unknown", "various", "various speakers", "tba",
    "tbc", "tbd", "to be announced", "to be confirmed", "to be decided", "online", "virtual",
    "zoom", "未定",
})  # fmt: skip
_MOMENT = timedelta(minutes=1)


class Stretch(NamedTuple):
    """Instants in UTC, the end excluded."""

    start: datetime
    end: datetime

    def overlaps(self, other: Stretch) -> bool:
        """Whether both have an instant in common."""
        return self.start < other.end and other.start < self.end


def stretch_of(span: TimeSpan) -> Stretch | None:
    """Return the instants of *span*; ``None`` while its start is unknown."""
    return _stretch(span.starts_at(), span.ends_at())


def room_of(session: Session) -> str:
    """Return the room that *session* keeps others out of, as it is compared; '' for none."""
    if session.venue is None or session.format is Format.ONLINE:
        return ""
    name = folded(session.venue.name)
    return "" if name in PLACEHOLDERS else name


def conflicts(archive: Archive) -> Iterator[Finding]:
    """Yield a finding for every session in a break, and for every room and speaker taken.

    ``value`` is the day, the room or the name as written; ``name`` the break or the id of the
    session that begins earlier.
    """
    sessions = [session for session in archive.sessions if session.status.takes_place]
    yield from _in_breaks(archive, sessions)
    yield from _clashes(FindingKind.ROOM_TAKEN, _rooms(sessions))
    yield from _clashes(FindingKind.SPEAKER_TAKEN, _speakers(archive, sessions))


def _in_breaks(archive: Archive, sessions: Iterable[Session]) -> Iterator[Finding]:
    for session in sessions:
        series = archive.series_by_name.get(session.series)
        if series is None or not session.span.date.is_day:
            continue
        pause = series.break_of(session.span.date.first())
        if pause is not None:
            yield Finding(
                FindingKind.BREAK,
                str(session.span.date),
                name=pause.name,
                detail=f"{pause.first} – {pause.last}",
                location=session.location,
            )


@dataclass(frozen=True, slots=True)
class _Booking:
    """Somebody or something in use: ``shown`` is its name as written, at ``location``."""

    stretch: Stretch
    session: Session
    shown: str
    location: Location


def _rooms(sessions: Iterable[Session]) -> Mapping[str, list[_Booking]]:
    found: defaultdict[str, list[_Booking]] = defaultdict(list)
    for session in sessions:
        stretch, room = stretch_of(session.span), room_of(session)
        if stretch is not None and room and session.venue is not None:
            found[room].append(_Booking(stretch, session, session.venue.name, session.location))
    return found


def _speakers(archive: Archive, sessions: Iterable[Session]) -> Mapping[str, list[_Booking]]:
    found: defaultdict[str, list[_Booking]] = defaultdict(list)
    for session in sessions:
        for talk in session.talks:
            stretch = _stretch_of_talk(session, talk)
            if stretch is None or talk.withdrawn:
                continue
            for speaker in talk.speakers:
                if folded(speaker.name) not in PLACEHOLDERS:
                    booking = _Booking(stretch, session, speaker.name, talk.location)
                    found[archive.person_of(speaker).id].append(booking)
    return found


def _stretch_of_talk(session: Session, talk: Talk) -> Stretch | None:
    span = session.span
    if talk.start is None:
        return stretch_of(span) if len(session.talks) == 1 else None
    if not span.date.is_day:
        return None
    number = span.date.first().toordinal()
    # In a session that goes on after midnight, a talk may begin on the next day.
    if span.days and span.start and talk.start < span.start and number < date.max.toordinal():
        number += 1
    days = int(talk.end is not None and talk.end <= talk.start)
    day = PartialDate.of(date.fromordinal(number))
    return stretch_of(replace(span, date=day, start=talk.start, end=talk.end, days=days))


def _stretch(start: datetime | None, end: datetime | None) -> Stretch | None:
    if start is None:
        return None
    try:
        least = start + _MOMENT
    except OverflowError:
        return None
    return Stretch(start, max(end, least) if end else least)


def _clashes(kind: FindingKind, bookings: Mapping[str, list[_Booking]]) -> Iterator[Finding]:
    for _name, found in sorted(bookings.items()):
        # Compared with the booking that lasts longest so far: linear, and every session that
        # clashes with any clashes with it.
        last: _Booking | None = None
        for one in sorted(found, key=lambda one: (one.stretch, one.session.sort_key)):
            if last is not None and _clash(one, last):
                yield Finding(kind, one.shown, name=last.session.id, location=one.location)
            if last is None or one.stretch.end > last.stretch.end:
                last = one


def _clash(one: _Booking, other: _Booking) -> bool:
    return one.stretch.overlaps(other.stretch) and not _are_one(one.session, other.session)


def _are_one(one: Session, other: Session) -> bool:
    """Whether both are one meeting: the same id, which is told elsewhere, or a joint session."""
    if one.id == other.id:
        return True
    if one.series == other.series or one.span.starts_at() != other.span.starts_at():
        return False
    talks = _programme(one.talks)
    return bool(talks) and talks == _programme(other.talks)


def _programme(talks: Sequence[Talk]) -> set[tuple[str, ...]]:
    return {
        (folded(talk.plain_title), *sorted(folded(one.name) for one in talk.speakers))
        for talk in talks
    }
