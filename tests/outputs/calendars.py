"""Archives made of values alone, their calendars, and programs that read calendars back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import icalendar
import pytest

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import Appearance, People
from sphinx_seminar.model.richtext import rich
from sphinx_seminar.model.series import Series
from sphinx_seminar.model.session import Session
from sphinx_seminar.model.talk import Talk
from sphinx_seminar.model.timespan import TimeSpan
from sphinx_seminar.outputs.calendar.publications import Calendars
from sphinx_seminar.outputs.revisions import revision
from sphinx_seminar.outputs.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.reading import Reading

HERE = Path(__file__).parent
NODE = HERE.parent / "node"
TODAY = date(2025, 1, 20)
BASE = "https://seminar.example.org/"

_HAS_ICALJS = shutil.which("node") and (NODE / "node_modules/ical.js").is_dir()
#: On a machine that runs the whole check nothing may be left out.
needs_icaljs = pytest.mark.skipif(
    not _HAS_ICALJS and not os.environ.get("CI"), reason="ical.js is missing: make node-tools"
)


class Event(NamedTuple):
    """What a reader understood of an event; instants in UTC, days as dates."""

    uid: str
    start: datetime | date
    end: datetime | date | None
    summary: str
    description: str
    location: str
    status: str
    sequence: int


def span(
    day: str, start: str = "", end: str = "", zone: str = "Europe/Berlin", **more: int
) -> TimeSpan:
    parts = [int(part) for part in day.split("-")]
    clocks = [time.fromisoformat(clock) if clock else None for clock in (start, end)]
    return TimeSpan(PartialDate(*parts), zone, *clocks, **more)


def session(when: TimeSpan, session_id: str = "", **more: Any) -> Session:
    session_id = session_id or str(when.date)
    place = {"docname": f"sessions/{session_id}", "node_id": node_id("session", session_id)}
    return Session(**{"id": session_id, "series": "main", "span": when, **place, **more})


def talk(title: str, *speakers: str, session_id: str = "x", number: int = 1, **more: Any) -> Talk:
    names = tuple(Appearance(speaker) for speaker in speakers)
    return Talk(f"{session_id}-{number}", number, rich(title), names, **more)


def site(
    sessions: Iterable[Session],
    readings: Iterable[Reading] = (),
    today: date = TODAY,
    base: str = BASE,
) -> Site:
    sessions = tuple(sessions)
    series = [Series("main", "Main seminar", "Europe/Berlin")]
    archive = Archive.of(series, sessions, readings, People())
    pages = {one.docname: f"{one.docname}.html" for one in sessions}
    return Site(archive, "seminar.example.org", "The seminar", today, "en", base, pages)


def published(of: Site) -> dict[str, bytes]:
    revisions = {one.id: revision(one, of.archive) for one in of.sessions}
    return {one.path: one.make() for one in Calendars(of, revisions, "").publications()}


def calendar_of(*sessions: Session, **more: Any) -> bytes:
    return published(site(sessions, **more))["calendar-all.ics"]


# -- readers ---------------------------------------------------------------------------------


def read_with_icalendar(data: bytes) -> list[Event]:
    found = []
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        moments = [event[name].dt if name in event else None for name in ("DTSTART", "DTEND")]
        start, end = (one.astimezone(UTC) if isinstance(one, datetime) else one for one in moments)
        texts = [str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION")]
        found.append(
            Event(str(event["UID"]), start, end, *texts, str(event["STATUS"]), event["SEQUENCE"])
        )
    return found


def read_with_icaljs(data: bytes) -> list[Event]:
    return _read_apart(["node", str(NODE / "read_calendar.js")], data)


def read_with_vobject(data: bytes) -> list[Event]:
    # It remembers the rules of a zone for as long as its process lives.
    return _read_apart([sys.executable, str(HERE / "vobject_alone.py")], data)


Read = Callable[[bytes], list[Event]]

READERS = [
    pytest.param(read_with_icalendar, id="icalendar"),
    pytest.param(read_with_icaljs, id="ical.js", marks=needs_icaljs),
    pytest.param(read_with_vobject, id="vobject"),
]


def _read_apart(command: list[str], data: bytes) -> list[Event]:
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return [
        Event(
            one["uid"],
            _moment(one["start"]),
            _moment(one["end"]),
            one["summary"],
            one["description"] or "",
            one["location"] or "",
            one["status"],
            int(one["sequence"]),
        )
        for one in json.loads(done.stdout)
    ]


def _moment(text: str | None) -> datetime | date | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
