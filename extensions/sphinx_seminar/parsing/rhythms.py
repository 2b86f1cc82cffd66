"""The regular day of a series as people write it: ``every 2 weeks on friday``.

Or ``first and third friday of the month``; with ``since 2025-01-17`` the day from which
weeks are counted.
"""

from __future__ import annotations

import re

from sphinx_seminar.model.finding import nearest
from sphinx_seminar.model.series import WEEKDAYS, Rhythm
from sphinx_seminar.parsing.spans import parse_date

RHYTHM_FORMS = (
    "every friday",
    "every 2 weeks on friday since 2025-01-17",
    "first and third friday of the month",
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
_COUNTS = {"two": 2, "other": 2, "second": 2, "three": 3, "four": 4}
_DAY = r"(?P<day>[a-z]+?)s?"
_SINCE = r"(?:\s+since\s+(?P<since>\S+))?"
_ORDINAL = "|".join(_ORDINALS)
_WEEKLY = re.compile(
    rf"(?:every\s+(?:(?P<weeks>\d{{1,3}}|{'|'.join(_COUNTS)})\s*weeks?\s+on\s+)?)?{_DAY}{_SINCE}",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    rf"(?:the\s+|every\s+)?(?P<ordinals>(?:{_ORDINAL})(?:(?:\s*,\s*|\s+and\s+)(?:{_ORDINAL}))*)"
    rf"\s+{_DAY}\s+(?:of\s+)?(?:the|each|every|a)\s+month{_SINCE}",
    re.IGNORECASE,
)


def parse_rhythm(text: str) -> tuple[Rhythm | None, str]:
    """Return the rhythm that *text* is; else ``None`` and the weekday that may be meant."""
    written = " ".join(text.split())
    monthly = _MONTHLY.fullmatch(written)
    match = monthly or _WEEKLY.fullmatch(written)
    if match is None:
        return None, ""
    name = match["day"].casefold()
    if name not in WEEKDAYS:
        return None, nearest(name, WEEKDAYS)
    weekday = WEEKDAYS.index(name)
    since = parse_date(match["since"])[0] if match["since"] else None
    if match["since"] and (since is None or not since.is_day):
        return None, ""
    first = since.first() if since else None
    if monthly:
        words = re.split(r"\s*,\s*|\s+and\s+", monthly["ordinals"].casefold())
        return Rhythm(weekday, 1, first, tuple(sorted({_ORDINALS[word] for word in words}))), ""
    weeks = _weeks(match["weeks"])
    # Weeks are counted from a day of the rhythm.
    if not weeks or (first is not None and first.weekday() != weekday):
        return None, ""
    return Rhythm(weekday, weeks, first), ""


def _weeks(written: str | None) -> int:
    if not written:
        return 1
    word = written.casefold()
    return _COUNTS[word] if word in _COUNTS else int(word)
