"""Whole calendars: a head, the zones that the events name, and the events.

Components are put one after the other as bytes, so that an event is made once for the
calendars that hold it, and the rules of a zone once.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_seminar.outputs.calendar.events import event_slot
from sphinx_seminar.outputs.calendar.properties import component_lines, property_line
from sphinx_seminar.outputs.calendar.timezones import timezone_lines
from sphinx_seminar.outputs.cleaning import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_seminar.model.session import Session

_PRODUCT = "-//sphinx-seminar//sphinx-seminar//EN"


def calendar_file(
    name: str, zones: Iterable[bytes], events: Iterable[bytes], method: str = ""
) -> bytes:
    """Return the calendar called *name*; one that is sent has a *method* (RFC 5546, 1.4)."""
    sent = (property_line("METHOD", method),) if method else ()
    return component_lines("VCALENDAR", (_head(name), *sent, *zones, *events))


@lru_cache(maxsize=64)
def _head(name: str) -> bytes:
    lines = [property_line("PRODID", _PRODUCT), property_line("VERSION", "2.0")]
    title = clean_line(name)
    if title:
        # RFC 7986, 5.1, and what programs read instead
        lines += [property_line("NAME", title), property_line("X-WR-CALNAME", title)]
    lines.append(property_line("REFRESH-INTERVAL", timedelta(days=1)))
    lines.append(property_line("X-PUBLISHED-TTL", "P1D"))
    return b"".join(lines)


def calendar_zones(sessions: Sequence[Session]) -> Iterator[bytes]:
    """Yield the rules of each zone that the events of *sessions* name, for their years."""
    years: dict[str, set[int]] = {}
    for session in sessions:
        zone = event_slot(session.span).zone
        if zone:
            first = session.span.date.year
            # an event that ends in the new year needs its rules
            years.setdefault(zone, set()).update((first, first + bool(session.span.days)))
    for zone, found in sorted(years.items()):
        yield timezone_lines(zone, min(found), max(found))
