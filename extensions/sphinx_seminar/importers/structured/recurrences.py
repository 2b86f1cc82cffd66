"""The days of a recurring event, within bounds (RFC 5545, section 3.3.10).

Days are those of the wall clock where the event takes place. A rule without an end goes no
further than *horizon*, and no rule further than fifty years or a thousand days. Rules by the
hour, minute or second are none of meetings.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from dateutil.rrule import rrulestr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_LONGEST = timedelta(days=50 * 366)
_MOST = 1_000
_LARGEST_INTERVAL = 1_000


class Days(NamedTuple):
    """The starts of an event, and what was left out of them."""

    starts: tuple[datetime, ...]
    is_endless: bool = False
    is_cut: bool = False
    is_refused: bool = False


def days_of(
    start: datetime,
    rules: Iterable[Mapping[str, Sequence[object]]],
    horizon: date,
    added: Iterable[datetime] = (),
    removed: Iterable[datetime] = (),
) -> Days:
    """Return the starts of an event that begins at *start*, in order, without time zone."""
    found = {start, *added}
    endless = cut = refused = False
    for rule in rules:
        given = {name.upper(): [_shown(one) for one in values] for name, values in rule.items()}
        frequency = given.get("FREQ", [""])[0].upper()
        interval = given.get("INTERVAL", ["1"])[0]
        if frequency not in _FREQUENCIES or not 0 < _number(interval) <= _LARGEST_INTERVAL:
            refused = True
            continue
        is_endless = "COUNT" not in given and "UNTIL" not in given
        until = _until(rule, start) if "UNTIL" in given else None
        last = min(filter(None, (until, _later(start), _end_of(horizon) if is_endless else None)))
        given.pop("UNTIL", None)
        given.pop("COUNT", None) if is_endless else None
        count = _number(given.pop("COUNT", [str(_MOST + 1)])[0])
        text = ";".join(f"{name}={','.join(values)}" for name, values in given.items())
        try:
            repeated = rrulestr(f"{text};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=start)
            starts = list(islice(repeated, min(count, _MOST + 1)))
        except (ValueError, TypeError, OverflowError):
            refused = True
            continue
        cut = cut or len(starts) > _MOST
        endless = endless or is_endless
        found.update(starts[:_MOST])
    kept = sorted(found - set(removed))
    return Days(tuple(kept[:_MOST]), endless, cut or len(kept) > _MOST, refused)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004


def _shown(value: object) -> str:
    """Return a part of a rule as it is written."""
    to_ical = getattr(value, "to_ical", None)
    shown = to_ical() if callable(to_ical) else value
    return shown.decode("utf-8", "replace") if isinstance(shown, bytes) else str(shown)


def _until(rule: Mapping[str, Sequence[object]], start: datetime) -> datetime | None:
    """Return the last moment of *rule* on the wall clock of *start*, as generous as may be."""
    values = next((one for name, one in rule.items() if name.upper() == "UNTIL"), ())
    value = next(iter(values), None)
    if isinstance(value, datetime):
        # An instant of UTC is at most a day away from the wall clock; the day is what counts.
        return datetime.combine(value.date(), time.max).replace(microsecond=0)
    if isinstance(value, date):
        return _end_of(value)
    return start


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max).replace(microsecond=0)


def _later(start: datetime) -> datetime:
    try:
        return start + _LONGEST
    except OverflowError:
        return _end_of(date.max)
