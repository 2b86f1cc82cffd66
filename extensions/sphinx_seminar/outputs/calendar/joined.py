"""The calendar of this archive and all others: an event is the one that its own archive publishes.

Ids are those of each archive, so that somebody who subscribes to both calendars gets the same
event, and the address of an event is that of its page there.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.feedpaths import JOINED_CALENDAR
from sphinx_seminar.outputs.calendar.events import event_lines
from sphinx_seminar.outputs.calendar.files import calendar_file, calendar_zones
from sphinx_seminar.outputs.calendar.publications import RECENT
from sphinx_seminar.outputs.publishing import Publication
from sphinx_seminar.outputs.revisions import Revision, revision
from sphinx_seminar.outputs.wording import Wording
from sphinx_seminar.rendering.labels import calendars as labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_seminar.model.federation import Partner
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.outputs.site import Site


#: Nobody plans further ahead; the rules of a zone are written out year by year.
_AHEAD = timedelta(days=5 * 366)


class _Event(NamedTuple):
    session: Session
    revised: Revision
    site: Site
    wording: Wording

    def lines(self) -> bytes:
        return event_lines(self.session, self.revised, self.site, self.wording)

    @property
    def digest(self) -> str:
        return f"{self.revised.digest} {self.site.id} {self.site.address(self.session)}"


def joined_calendar(site: Site, partners: Sequence[Partner], salt: str) -> Iterator[Publication]:
    """Yield the calendar of *site* and *partners*, from the past twelve months on."""
    if not partners:
        return
    title = str(labels.JOINED_SESSIONS) % site.title
    sites = (site, *map(site.of_partner, partners))
    events = sorted(
        (event for one in sites for event in _events(one)),
        key=lambda event: (event.session.sort_key, event.site.id),
    )
    zones = tuple(calendar_zones([event.session for event in events]))
    digest = blake2b(f"{salt}\n{site.language}\n{title}".encode("utf-8", "replace"), digest_size=16)
    for part in (*zones, *(event.digest.encode("utf-8", "replace") for event in events)):
        digest.update(part)
    make = partial(_make, title, zones, events)
    yield Publication(JOINED_CALENDAR, digest.hexdigest(), make)


def _events(site: Site) -> Iterator[_Event]:
    since, until = site.today - RECENT, site.today + _AHEAD
    wording = Wording(site.archive, site.language)
    for session in site.sessions:
        span = session.span
        if span.is_in_calendars and since <= span.date.last() <= until:
            yield _Event(session, revision(session, site.archive), site, wording)


def _make(title: str, zones: Sequence[bytes], events: Sequence[_Event]) -> bytes:
    return calendar_file(title, zones, (event.lines() for event in events))
