"""What goes into deciding the dates of a page, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sphinx_seminar.importers.dating.spot import Spot
    from sphinx_seminar.importers.flags import Flag
    from sphinx_seminar.model.partialdate import PartialDate


class Order(Enum):
    """Which of two numbers is the day."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class Mention:
    """A date of an entry, with the headings above it (outermost first) and its list."""

    spot: Spot
    headings: tuple[str, ...] = ()
    cluster: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What the page says about all its dates; ``as_of`` is the day as of which it is read.

    ``titles`` are the title and its like, ``addresses`` the file's name and its permalink,
    ``prose`` the text around the entries.
    """

    titles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()
    weekday: int | None = None
    as_of: date | None = None
    #: The page speaks of zones of the United States.
    is_american: bool = False


@dataclass(slots=True)
class Draft:
    """A date on its way: what is decided of it so far, and what is doubtful."""

    mention: Mention
    month: int = 0
    day: int = 0
    year: int | None = None
    certainty: str = "exact"
    flags: list[Flag] = field(default_factory=list)
    order: Order | None = None

    @property
    def spot(self) -> Spot:
        """What stands in the text."""
        return self.mention.spot


@dataclass(frozen=True, slots=True)
class Decision:
    """The days that a mention means: several for "Feb 12, 19", none where it cannot be said.

    ``certainty`` is ``exact``, the value of the flag that names the year's origin, or ``none``.
    """

    dates: tuple[PartialDate, ...] = ()
    end: PartialDate | None = None
    certainty: str = "exact"
    flags: tuple[Flag, ...] = ()
