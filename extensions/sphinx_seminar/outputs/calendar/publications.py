"""Which calendars there are, what each holds, and when one must be made again."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_seminar.model.feedpaths import (
    CALENDAR,
    WHOLE_CALENDAR,
    series_calendar,
    session_calendar,
)
from sphinx_seminar.outputs.calendar.events import event_lines
from sphinx_seminar.outputs.calendar.files import calendar_file, calendar_zones
from sphinx_seminar.outputs.publishing import Publication
from sphinx_seminar.outputs.wording import Wording
from sphinx_seminar.rendering.labels import calendars as labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_seminar.model.session import Session
    from sphinx_seminar.outputs.revisions import Revision
    from sphinx_seminar.outputs.site import Site

#: How far back the calendar that people subscribe to goes: services drop big ones.
RECENT = timedelta(days=366)
# An event stands between these in a calendar of its own.
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"


class Calendars:
    """The calendars of *site*; an event is made once, and only for a calendar that changed.

    ``kept`` gives a calendar of the last build by its path and digest: the event of a session
    that did not change is taken from its own.
    """

    def __init__(
        self,
        site: Site,
        revisions: Mapping[str, Revision],
        salt: str,
        kept: Callable[[str, str], bytes] = lambda _path, _digest: b"",
    ) -> None:
        self._kept = kept
        self._site = site
        self._revisions = revisions
        self._salt = f"{salt}\n{site.id}\n{site.base}\n{site.language}"
        self._wording = Wording(site.archive, site.language)
        self._events: dict[str, bytes] = {}

    def publications(self) -> Iterator[Publication]:
        """Yield the calendars, the small ones last; without sessions those of all alone."""
        site = self._site
        sessions = [session for session in site.sessions if session.span.is_in_calendars]
        since = site.today - RECENT
        recent = [session for session in sessions if session.span.date.last() >= since]
        yield self._publication(CALENDAR, site.title, recent)
        yield self._publication(WHOLE_CALENDAR, str(labels.ALL_SESSIONS) % site.title, sessions)
        by_series: dict[str, list[Session]] = {one.name: [] for one in site.archive.series}
        for session in sessions:
            by_series.setdefault(session.series, []).append(session)
        for name, own in by_series.items():
            series = site.archive.series_by_name.get(name)
            title = series.title if series else name
            yield self._publication(series_calendar(name), title, own)
        for session in sessions:
            # without a name: programs add the event to a calendar of the reader's
            yield self._publication(session_calendar(session.id), "", [session])

    def _publication(self, path: str, title: str, sessions: Sequence[Session]) -> Publication:
        zones = tuple(calendar_zones(sessions))
        digest = self._digest(title, zones, sessions)
        return Publication(path, digest, partial(self._make, title, zones, sessions))

    def _digest(self, title: str, zones: Sequence[bytes], sessions: Sequence[Session]) -> str:
        digest = blake2b(f"{self._salt}\n{title}".encode("utf-8", "replace"), digest_size=16)
        for lines in zones:
            digest.update(lines)
        for session in sessions:
            place = f"{self._revisions[session.id].digest} {self._site.page(session)}\n"
            digest.update(place.encode("utf-8", "replace"))
        return digest.hexdigest()

    def _make(self, title: str, zones: Sequence[bytes], sessions: Sequence[Session]) -> bytes:
        return calendar_file(title, zones, map(self._event, sessions))

    def _event(self, session: Session) -> bytes:
        if session.id not in self._events:
            revised = self._revisions[session.id]
            self._events[session.id] = self._event_of_before(session) or event_lines(
                session, revised, self._site, self._wording
            )
        return self._events[session.id]

    def _event_of_before(self, session: Session) -> bytes:
        """Return the event in the session's own calendar, b'' where that is another's."""
        digest = self._digest("", tuple(calendar_zones([session])), [session])
        calendar = self._kept(session_calendar(session.id), digest)
        begin, end = calendar.find(_BEGIN), calendar.rfind(_END)
        return calendar[begin:end] if 0 <= begin < end else b""
