"""When a session takes place: wall time in an IANA zone, and the instants that it means.

Wall time is what people agree on ("14:00 in Singapore"), so it is what is stored;
instants are computed. A wall time that the clocks skip does not exist, one that
they repeat happens twice: both are told apart here, by the round trip through UTC
that PEP 495 describes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sphinx_seminar.model.partialdate import PartialDate

if TYPE_CHECKING:
    from datetime import date


class WallTimeState(Enum):
    """How often a wall time occurs on its day in its zone."""

    ONCE = 1
    NEVER = 0
    TWICE = 2


def wall_time_state(day: date, clock: time, zone: str) -> WallTimeState:
    """Tell whether the clocks in *zone* show *clock* once, never or twice on *day*.

    :raises zoneinfo.ZoneInfoNotFoundError: for an unknown *zone*.
    """
    zone_info = ZoneInfo(zone)
    wall = datetime.combine(day, clock, zone_info)
    first, second = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return WallTimeState.ONCE
    returned = first.astimezone(zone_info).replace(tzinfo=None)
    return WallTimeState.TWICE if returned == wall.replace(tzinfo=None) else WallTimeState.NEVER


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A session's date and, where known, its start and end as wall time in ``zone``.

    ``days`` is how many days the end is later than the start's (midnight crossed);
    ``fold`` is 1 for the second occurrence of a repeated wall time (PEP 495).
    """

    date: PartialDate
    zone: str
    start: time | None = None
    end: time | None = None
    days: int = 0
    fold: int = 0

    @property
    def is_in_calendars(self) -> bool:
        """Whether calendars can hold it: the day is known and, with a time, its instant."""
        return self.date.is_day and (self.start is None or self.starts_at() is not None)

    def starts_at(self) -> datetime | None:
        """Return the instant of the start in UTC; ``None`` while day or time is unknown."""
        return self._instant(self.start, 0)

    def ends_at(self) -> datetime | None:
        """Return the instant of the end in UTC; ``None`` while day or time is unknown."""
        return self._instant(self.end, self.days)

    def over_at(self) -> datetime | None:
        """Return the instant in UTC at which nobody need come any more.

        The end where it is known, else the end of the day, month or year in ``zone``;
        ``None`` where the calendar of :mod:`datetime` ends before.
        """
        end = self.ends_at()
        if end is not None:
            return end
        try:
            day = self.date.last() + timedelta(days=max(self.days, 0) + 1)
            return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)
        except OverflowError:
            return None

    def in_zone(self, zone: str) -> TimeSpan | None:
        """Return the same instants as wall time in *zone*; ``None`` while they are unknown."""
        start, end = self.starts_at(), self.ends_at()
        if start is None:
            return None
        try:
            first = start.astimezone(ZoneInfo(zone))
            last = end.astimezone(ZoneInfo(zone)) if end else None
        except OverflowError:
            return None
        return TimeSpan(
            PartialDate.of(first.date()),
            zone,
            first.time(),
            last.time() if last else None,
            (last.date() - first.date()).days if last else 0,
            first.fold,
        )

    def _instant(self, clock: time | None, days: int) -> datetime | None:
        if clock is None or not self.date.is_day:
            return None
        try:
            day = self.date.first() + timedelta(days=days)
            wall = datetime.combine(day, clock, ZoneInfo(self.zone)).replace(fold=self.fold)
            return wall.astimezone(UTC)
        except OverflowError:
            # The first and the last hours of the calendar are in no year of UTC.
            return None
