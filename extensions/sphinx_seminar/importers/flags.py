"""Why something that was found is doubtful: kinds as data, the command line has the words."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FlagKind(StrEnum):
    """What is doubtful, and why. The values are published by ``--json``."""

    # dates
    DATE_MISSING = "date-missing"
    DATE_PARTIAL = "date-partial"
    DATE_IMPOSSIBLE = "date-impossible"
    DATE_ORDER = "date-order"
    DATE_ORDERS_MIXED = "date-orders-mixed"
    DATE_WORD = "date-word"
    DATE_RANGE = "date-range"
    DATE_SHARED = "date-shared"
    DATE_POSTED = "date-posted"
    YEAR_HEADING = "year-heading"
    YEAR_TITLE = "year-title"
    YEAR_ADDRESS = "year-address"
    YEAR_WEEKDAY = "year-weekday"
    YEAR_NEIGHBOUR = "year-neighbour"
    YEAR_GUESSED = "year-guessed"
    YEAR_CONTRADICTION = "year-contradiction"
    WEEKDAY_WRONG = "weekday-wrong"
    WEEKDAY_UNUSUAL = "weekday-unusual"
    LIST_ORDER = "list-order"
    TERM_SEASON = "term-season"
    # times
    TIME_PM = "time-pm"
    TIME_CONTEXT = "time-context"
    TIME_DOUBTFUL = "time-doubtful"
    TIME_UNREADABLE = "time-unreadable"
    TIME_BACKWARDS = "time-backwards"
    TIME_OPEN = "time-open"
    ZONE_SEASON = "zone-season"
    ZONE_UNKNOWN = "zone-unknown"
    # what it is
    SESSION_GUESSED = "session-guessed"
    TOLD_TWICE = "told-twice"
    STATUS_GUESSED = "status-guessed"
    STRUCK = "struck"
    POSTPONED_PAIR = "postponed-pair"
    PARTS = "parts"
    TIME_WITHOUT_MEETING = "time-without-meeting"
    TITLE_GUESSED = "title-guessed"
    LINE_SPLIT = "line-split"
    LINE_MARKED = "line-marked"
    SPEAKERS_SPLIT = "speakers-split"
    SPEAKER_SHORT = "speaker-short"
    SPEAKER_DOUBTFUL = "speaker-doubtful"
    SPEAKER_SPELLING = "speaker-spelling"
    LINK_ROLE = "link-role"
    READING_DOUBTFUL = "reading-doubtful"
    READING_UNTITLED = "reading-untitled"
    HTML_TABLE = "html-table"
    COLUMN_UNKNOWN = "column-unknown"


#: Flags that tell where a fact comes from, and ask nothing: read once, then trusted.
INFERRED = frozenset({
    FlagKind.YEAR_HEADING, FlagKind.YEAR_TITLE, FlagKind.YEAR_ADDRESS, FlagKind.TIME_PM,
    FlagKind.TIME_CONTEXT, FlagKind.DATE_SHARED, FlagKind.DATE_RANGE, FlagKind.TIME_OPEN,
    FlagKind.HTML_TABLE, FlagKind.COLUMN_UNKNOWN, FlagKind.PARTS, FlagKind.TIME_WITHOUT_MEETING,
    FlagKind.SPEAKERS_SPLIT, FlagKind.LINE_MARKED, FlagKind.TOLD_TWICE,
})  # fmt: skip


class Flag(NamedTuple):
    """One doubt: ``detail`` is the fact behind it, in no language or in the author's words."""

    kind: FlagKind
    detail: str = ""

    @property
    def is_question(self) -> bool:
        """Whether a person should look at it."""
        return self.kind not in INFERRED
