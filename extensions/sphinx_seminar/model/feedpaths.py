"""Where calendars, feeds and the data of the archive lie below the output folder.

The layout is published, so that it never changes::

    calendar.ics                    the past twelve months, and everything ahead
    calendar-joined.ics             the same as calendar.ics, with the sessions of other archives
    calendar-all.ics                every session whose day is known
    calendars/series/<id>.ics       every session of a series
    calendars/session/<id>.ics      one session
    feed.atom                       new and changed sessions
    feeds/<id>.atom                 those of a series
    archive.json                    everything public, described by archive.schema.json

Ids of series and sessions are published ids; each kind of calendar has its folder, so that
a series and a session of one name do not share a file.
"""

from __future__ import annotations

CALENDAR = "calendar.ics"
JOINED_CALENDAR = "calendar-joined.ics"
WHOLE_CALENDAR = "calendar-all.ics"
FEED = "feed.atom"
ARCHIVE = "archive.json"
SCHEMA = "archive.schema.json"


def series_calendar(name: str) -> str:
    """Return where the calendar of the series *name* lies."""
    return f"calendars/series/{name}.ics"


def session_calendar(session_id: str) -> str:
    """Return where the calendar of one session lies."""
    return f"calendars/session/{session_id}.ics"


def series_feed(name: str) -> str:
    """Return where the feed of the series *name* lies."""
    return f"feeds/{name}.atom"
