"""A date as it stands in a text, and how one is searched for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

#: Fragments of patterns.
DASH = r"\s*(?:[-–—~〜～]|bis|to|au|a|al|until)\s*"
YEAR = r"(?:19|20)\d\d"
LAST_DAY, LAST_MONTH = 31, 12
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """A date as it stands in a text, from ``start`` to ``end``.

    ``year`` is None where none is written. Numbers whose order is unknown are ``pair``; else
    ``months`` and ``day`` are known (``months`` holds several for a word such as "Ma", and a
    0 for a slip of the pen). ``more`` are further days of the same month ("Feb 12, 19"),
    ``last`` is the last day of a range. ``mark`` is the sign between the numbers.
    """

    start: int
    end: int
    raw: str = ""
    year: int | None = None
    is_short_year: bool = False
    pair: tuple[int, int] | None = None
    months: tuple[int, ...] = ()
    day: int | None = None
    more: tuple[int, ...] = ()
    last: Spot | None = None
    mark: str = ""
    weekday: int | None = None

    @property
    def has_day(self) -> bool:
        """Whether a day is written, in whatever order."""
        return self.pair is not None or self.day is not None


def full_year(text: str) -> int:
    """Return the year that *text*, of two or four digits, stands for (1970 to 2069)."""
    year = int(text.strip("'’"))
    if year >= _CENTURY:
        return year
    return year + (2000 if year < 70 else 1900)  # noqa: PLR2004 (POSIX: strptime's %y)


def is_day(number: int) -> bool:
    """Tell whether a month may have a day *number*."""
    return 1 <= number <= LAST_DAY


def first_match(
    pattern: re.Pattern[str], text: str, position: int, make: Callable[[re.Match[str]], Spot | None]
) -> Spot | None:
    """Return the first spot that *make* makes of a match of *pattern*."""
    for match in pattern.finditer(text, position):
        if spot := make(match):
            return spot
    return None
