"""A date known to the year, the month or the day, and ranges of such dates.

ISO 8601-1 calendar dates of reduced precision; months 21 to 24 are the seasons
of ISO 8601-2 (EDTF level 1). Year 0 is 1 BC, as in ISO 8601.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_LAST_MONTH = 12


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year (``day`` 0) or a day; ``month`` 0 when unknown."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return *day*, of which all is known."""
        return cls(day.year, day.month, day.day)

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return bool(self.day)

    def first(self) -> date:
        """Return the earliest day that the date may mean.

        :raises ValueError: for a year that :class:`datetime.date` does not cover.
        """
        month = self.month if 1 <= self.month <= _LAST_MONTH else 1
        return date(self.year, month, self.day or 1)

    def last(self) -> date:
        """Return the latest day that the date may mean.

        :raises ValueError: for a year that :class:`datetime.date` does not cover.
        """
        month = self.month if 1 <= self.month <= _LAST_MONTH else _LAST_MONTH
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        """Return ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
        sign, year = ("-", -self.year) if self.year < 0 else ("", self.year)
        text = f"{sign}{year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text

    __str__ = isoformat


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """When something was published: a date, or a range of dates.

    ``end`` is ``start`` for a single date and ``None`` for an open range
    (``1997/``). ``approximate`` is EDTF's ``~``, ``uncertain`` its ``?``.
    """

    start: PartialDate
    end: PartialDate | None
    approximate: bool = False
    uncertain: bool = False

    @property
    def is_range(self) -> bool:
        """Whether start and end differ."""
        return self.end != self.start
