"""Calendars: RFC 5545, as calendar programs, Indico and research seminars write them.

Each event is a meeting; one that recurs is a meeting for each of its days. The summary is a
line of which the core tells speaker and title apart; where the description has labels
("Speaker: …"), they say it. Several events of one UID are told apart by number. Who takes
part and who organises is people's own, and is counted, never kept.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar

from sphinx_seminar.importers.entries import (
    Entry,
    Field,
    Page,
    Problem,
    ProblemKind,
    Skipped,
    SkipReason,
)
from sphinx_seminar.importers.pages.inline import linked_text
from sphinx_seminar.importers.pages.talks import Content, talk_entries
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.sources import SourceError, SourceProblem
from sphinx_seminar.importers.structured.descriptions import read_description
from sphinx_seminar.importers.structured.ics_properties import (
    categories,
    date_at,
    listed,
    moment_of,
    part_of,
    rule_text,
    rules,
    several,
    wall_time,
    web_address,
    words_at,
    zone_of,
)
from sphinx_seminar.importers.structured.moments import Moment, moment_fields, start_of
from sphinx_seminar.importers.structured.recurrences import Days, days_of
from sphinx_seminar.importers.structured.talks import Fields
from sphinx_seminar.importers.structured.wording import plain_text
from sphinx_seminar.importers.texts import Text
from sphinx_seminar.parsing.spans import is_zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Component

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.sources import Source

_LOOKED_AT = 4_000
_MOST_MEETINGS = 20_000
_BEGIN = re.compile(r"^BEGIN:VEVENT[ \t]*$", re.MULTILINE | re.IGNORECASE)
_END = re.compile(r"^END:VCALENDAR[ \t]*$", re.MULTILINE | re.IGNORECASE)
_LAST_EVENT = re.compile(r"^END:VEVENT[ \t]*$", re.MULTILINE | re.IGNORECASE)
_PRIVATE = ("ATTENDEE", "ORGANIZER", "CONTACT")
_ACCESS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_SECRET_CLASSES = frozenset({"PRIVATE", "CONFIDENTIAL"})
_STAMPS = ("DTSTART", "DTSTAMP", "LAST-MODIFIED", "CREATED")


def claims(source: Source) -> bool:
    """Tell whether the file begins as a calendar does."""
    return "BEGIN:VCALENDAR" in source.text[:_LOOKED_AT].upper()


def read(source: Source, columns: Columns) -> Page:
    """Return the meetings of the calendar."""
    text, is_cut = _whole(source)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(SourceProblem.SYNTAX, source.name, str(error)[:200]) from error
    reading = _Reading(source, columns, calendars)
    # Calendars have no order; a list out of order would be a question.
    entries = tuple(sorted(reading.entries(), key=start_of))
    if is_cut:
        reading.problem(ProblemKind.SYNTAX, source.text.count("\n") + 1, "END:VCALENDAR")
    if not entries and not reading.skipped:
        raise SourceError(SourceProblem.EMPTY, source.name)
    names = (calendar.get(key) for calendar in calendars for key in ("X-WR-CALNAME", "NAME"))
    return Page(
        source.name,
        "ics",
        entries,
        Text.of(next((str(name) for name in names if name), "")),
        skipped=tuple(reading.skipped),
        problems=tuple(reading.problems),
    )


def _whole(source: Source) -> tuple[str, bool]:
    """Return the text with its end; of one that was cut off, the events that are whole."""
    if _END.search(source.text):
        return source.text, False
    ends = [match.end() for match in _LAST_EVENT.finditer(source.text)]
    if not ends:
        raise SourceError(SourceProblem.SYNTAX, source.name, "END:VCALENDAR")
    return f"{source.text[: ends[-1]]}\nEND:VCALENDAR\n", True


class _Reading:
    """Reads the events of one file."""

    def __init__(self, source: Source, columns: Columns, calendars: list[Calendar]) -> None:
        self._source, self._columns = source, columns
        self._zone = next(
            (str(one["X-WR-TIMEZONE"]) for one in calendars if one.get("X-WR-TIMEZONE")), ""
        )
        self._events = [one for calendar in calendars for one in calendar.walk("VEVENT")]
        self._ids: Counter[str] = Counter()
        self.skipped: list[Skipped] = []
        self.problems: list[Problem] = []

    def problem(self, kind: ProblemKind, line: int, value: str) -> None:
        """Note a problem of the file."""
        self.problems.append(Problem(kind, self._source.name, line, value))

    def entries(self) -> Iterator[Entry]:
        """Yield a meeting for each day of each event."""
        text = self._source.text
        lines = _event_lines(text)
        moved = self._moved()
        horizon = self._horizon()
        count = 0
        for event, line in zip(self._events, lines, strict=False):
            for entry in self._of_event(event, line, moved, horizon):
                count += 1
                if count > _MOST_MEETINGS:
                    self.problem(ProblemKind.TRUNCATED, line, words_at(event, "SUMMARY"))
                    return
                yield entry

    def _of_event(
        self, event: Component, line: int, moved: dict[str, set[datetime]], horizon: date
    ) -> Iterator[Entry]:
        summary = words_at(event, "SUMMARY")
        start = date_at(event, "DTSTART")
        if words_at(event, "CLASS").upper() in _SECRET_CLASSES or start is None:
            reason = SkipReason.UNDATED if start is None else SkipReason.OTHER
            self.skipped.append(Skipped(self._source.name, line, summary[:200], reason))
            return
        wall = wall_time(start)
        days = days_of(
            wall,
            rules(event) if event.get("RECURRENCE-ID") is None else (),
            horizon,
            (wall_time(one) for one in listed(event, "RDATE")),
            (
                *(wall_time(one) for one in listed(event, "EXDATE")),
                *(moved.get(words_at(event, "UID"), ()) if rules(event) else ()),
            ),
        )
        self._tell(event, line, days, horizon)
        content = self._content(event, line)
        for day in days.starts:
            span = self._span(event, start, day - wall)
            yield self._entry(event, line, content, span, recurs=len(days.starts) > 1)

    def _tell(self, event: Component, line: int, days: Days, horizon: date) -> None:
        """Note what a rule leaves open."""
        shown = f"{words_at(event, 'SUMMARY')[:200]} ({rule_text(event)})"
        if days.is_endless:
            self.problem(ProblemKind.RECURRENCE, line, f"{horizon}, {shown}")
        if days.is_refused:
            self.problem(ProblemKind.VALUE, line, shown)
        if days.is_cut:
            self.problem(ProblemKind.TRUNCATED, line, shown)

    def _entry(
        self,
        event: Component,
        line: int,
        content: Content,
        span: tuple[Moment, Moment | None, str],
        *,
        recurs: bool,
    ) -> Entry:
        fields = Fields(line)
        start, end, zone = span
        uid = words_at(event, "UID") or "event"
        identifier = f"{uid}#{start.day}" if recurs else uid
        self._ids[identifier] += 1
        again = self._ids[identifier]
        fields.plain(Slot.ID, identifier if again == 1 else f"{identifier}#{again}")
        fields.extend(moment_fields(start, end, "", line))
        if start.clock is not None:
            fields.plain(Slot.ZONE, zone)
        fields.extend(content.fields)
        return Entry(
            self._source.name,
            line,
            tuple(fields),
            cluster=1,
            talks=talk_entries(content.talks, self._source.name, line),
            raw=f"{start.day} {words_at(event, 'SUMMARY')}"[:2000],
        )

    def _span(
        self, event: Component, start: date, shift: timedelta
    ) -> tuple[Moment, Moment | None, str]:
        """Return start and end of an occurrence on the wall clock, and the zone of that."""
        end = date_at(event, "DTEND")
        zone = zone_of(start) or self._zone
        length = part_of(event.get("DURATION"), "dt")
        if end is None and isinstance(length, timedelta):
            end = start + length
        if self._zone and zone == "UTC" and is_zone(self._zone):
            zone = self._zone
        return moment_of(start, shift, zone), _last(start, end, shift, zone), zone

    def _content(self, event: Component, line: int) -> Content:
        """Return what an event says besides its time."""
        fields = Fields(line)
        content = read_description(words_at(event, "DESCRIPTION"), line, self._columns)
        slots = {one.slot for one in (*content.fields, *(f for t in content.talks for f in t))}
        slot = Slot.LINE
        if Slot.SPEAKER in slots:
            slot = Slot.NOTE if Slot.TITLE in slots else Slot.TITLE
        if summary := words_at(event, "SUMMARY"):
            fields.append(Field(slot, plain_text(summary, line)))
        if location := words_at(event, "LOCATION"):
            fields.append(Field(Slot.VENUE, linked_text(location, line)))
        status = words_at(event, "STATUS").upper()
        if status in {"CANCELLED", "TENTATIVE"}:
            fields.plain(Slot.STATUS, status.lower())
        for one in (*several(event, "URL"), *several(event, "ATTACH")):
            fields.link(Slot.LINK, web_address(str(one)))
        fields.plain(Slot.TOPICS, categories(event))
        fields.plain(Slot.NOTE, words_at(event, "COMMENT"))
        for target, names in ((Slot.MEETING, _ACCESS), (Slot.PRIVATE, _PRIVATE)):
            for name in names:
                for one in several(event, name):
                    fields.plain(target, str(one), name.lower())
        return Content((*fields, *content.fields), content.talks)

    def _moved(self) -> dict[str, set[datetime]]:
        """Return the occurrences that have an event of their own, by UID."""
        found: dict[str, set[datetime]] = {}
        for event in self._events:
            instance = date_at(event, "RECURRENCE-ID")
            if instance is not None:
                found.setdefault(words_at(event, "UID"), set()).add(wall_time(instance))
        return found

    def _horizon(self) -> date:
        """Return the last day that the file itself knows of: there is no other end."""
        days = [
            wall_time(found).date()
            for event in self._events
            for key in _STAMPS
            if (found := date_at(event, key)) is not None
        ]
        return max(days, default=date.min)


def _event_lines(text: str) -> Iterator[int]:
    """Yield the line on which each event begins."""
    line, position = 1, 0
    for match in _BEGIN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        yield line


def _last(start: date, end: date | None, shift: timedelta, zone: str) -> Moment | None:
    """Return the end of an occurrence; that of whole days is the last one, not the next."""
    if end is None:
        return None
    if not isinstance(end, datetime):
        days = max((end - (start.date() if isinstance(start, datetime) else start)).days, 1)
        return moment_of(end - timedelta(days=1) if days else end, shift, zone)
    return moment_of(end, shift, zone)
