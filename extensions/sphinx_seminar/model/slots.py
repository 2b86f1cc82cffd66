"""The regular dates of a series, and which of them are free.

A day is taken by a session of the series that takes place on it. A session to be announced,
without title and speaker, leaves it open: somebody is wanted. One that was cancelled,
postponed, moved or withdrawn leaves it free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_seminar.model.conflicts import PLACEHOLDERS, room_of, stretch_of
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import folded
from sphinx_seminar.model.rhythm import series_days
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.timespan import TimeSpan, WallTimeState, wall_time_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.series import Series

_APART = 2


class SlotState(StrEnum):
    """Whether a regular date is free, or why it is not."""

    FREE = "free"
    OPEN = "open"
    TAKEN = "taken"
    NO_MEETING = "no-meeting"
    BREAK = "break"
    ROOM_TAKEN = "room-taken"
    TIME_GAP = "time-gap"

    @property
    def is_free(self) -> bool:
        """Whether a speaker can still be invited for it."""
        return self in {SlotState.FREE, SlotState.OPEN}


@dataclass(frozen=True, slots=True)
class Slot:
    """A regular date of ``series``: when, its state, and what makes the state.

    ``reason`` is in no language: the name of a break, the ids of sessions.
    """

    series: str
    span: TimeSpan
    state: SlotState
    reason: str = ""

    @property
    def day(self) -> date:
        """The day of the slot."""
        return self.span.date.first()


def slots_of(archive: Archive, series: Series, first: date, end: date) -> list[Slot]:
    """Return the slots of *series* from *first* to before *end*, in order.

    In time linear in the sessions and the days.
    """
    by_day = _own_days(archive, series)
    slots = []
    for day in series_days(series, by_day, first, end):
        span = TimeSpan(PartialDate.of(day), series.zone, series.start, series.end, series.days)
        slots.append(Slot(series.name, span, *_state(archive, series, span, by_day.get(day, []))))
    return slots


def _own_days(archive: Archive, series: Series) -> Mapping[date, list[Session]]:
    """Return the sessions of *series* by their day, in order."""
    own = {
        day: [session for session in sessions if session.series == series.name]
        for day, sessions in archive.sessions_by_day.items()
    }
    return {day: sessions for day, sessions in own.items() if sessions}


def _state(
    archive: Archive, series: Series, span: TimeSpan, own: list[Session]
) -> tuple[SlotState, str]:
    held = [session for session in own if session.status.takes_place]
    taken = [session for session in held if not _is_open(session)]
    without = [session for session in own if session.status is Status.NO_MEETING]
    for state, sessions in (
        (SlotState.TAKEN, taken),
        (SlotState.OPEN, held),
        (SlotState.NO_MEETING, without),
    ):
        if sessions:
            return state, _ids(sessions)
    pause = series.break_of(span.date.first())
    if pause is not None:
        return SlotState.BREAK, pause.name
    if _is_skipped(span):
        return SlotState.TIME_GAP, f"{span.start:%H:%M} {span.zone}"
    others = _ids(_in_the_room(archive, series, span))
    return (SlotState.ROOM_TAKEN if others else SlotState.FREE), others


def _is_open(session: Session) -> bool:
    """Whether nothing is known of *session* but that it will take place."""
    named = any(
        talk.title or any(folded(one.name) not in PLACEHOLDERS for one in talk.speakers)
        for talk in session.talks
    )
    return session.status is Status.TBA and not named


def _is_skipped(span: TimeSpan) -> bool:
    """Whether the clocks skip the start of *span*."""
    if span.start is None:
        return False
    return wall_time_state(span.date.first(), span.start, span.zone) is WallTimeState.NEVER


def _in_the_room(archive: Archive, series: Series, span: TimeSpan) -> Iterator[Session]:
    """Yield the sessions of other series that keep the usual room at that time."""
    wanted = stretch_of(span)
    room = folded(series.venue.name) if series.venue else ""
    if wanted is None or room in PLACEHOLDERS:
        return
    day = span.date.first().toordinal()
    # One instant has dates in two zones that are up to two days apart.
    for number in range(max(day - _APART, 1), min(day + _APART, date.max.toordinal()) + 1):
        for session in archive.sessions_by_day.get(date.fromordinal(number), ()):
            if session.series == series.name or not session.status.takes_place:
                continue
            other = stretch_of(session.span)
            if room_of(session) == room and other is not None and wanted.overlaps(other):
                yield session


def _ids(sessions: Iterable[Session]) -> str:
    return ", ".join(session.id for session in sessions)
