"""A meeting, finished: its state, its hours and its days, with its talks and its doubts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.importers.found import FoundDate, FoundSession, FoundTalk
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.words.clocks import Habit, Hours, read_hours
from sphinx_seminar.importers.words.places import format_of, is_online
from sphinx_seminar.model.finding import Location
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.venue import Format
from sphinx_seminar.parsing.spans import is_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_seminar.importers.dating.mentions import Decision
    from sphinx_seminar.importers.deciding.drafts import Draft, TalkDraft
    from sphinx_seminar.importers.entries import Entry
    from sphinx_seminar.model.partialdate import PartialDate

_PRECEDENCE = (Status.CANCELLED, Status.NO_MEETING, Status.POSTPONED, Status.TENTATIVE)
_DURATION = re.compile(
    r"(?:PT)?(?:(\d{1,2})\s*(?:h|hours?|H|:))?\s*(\d{1,3})?\s*(?:m|min|minutes?|M)?", re.IGNORECASE
)
#: Zones by what pages call them: where the name means a season, and whether it is summer's.
_SEASONAL = {
    "EST": ("America/New_York", False), "EDT": ("America/New_York", True),
    "CST": ("America/Chicago", False), "CDT": ("America/Chicago", True),
    "MST": ("America/Denver", False), "MDT": ("America/Denver", True),
    "PST": ("America/Los_Angeles", False), "PDT": ("America/Los_Angeles", True),
    "CET": ("Europe/Berlin", False), "CEST": ("Europe/Berlin", True),
    "MEZ": ("Europe/Berlin", False), "MESZ": ("Europe/Berlin", True),
    "EET": ("Europe/Helsinki", False), "EEST": ("Europe/Helsinki", True),
    "WET": ("Europe/Lisbon", False), "WEST": ("Europe/Lisbon", True),
    "BST": ("Europe/London", True),
}  # fmt: skip


#: Names of dates that are those of a posting where the file lies in a folder for posts.
_POSTING = frozenset({"date", "file name"})
_POSTS = frozenset({"posts", "post", "news", "blog"})


class _State(NamedTuple):
    status: Status
    reason: str = ""
    flags: tuple[Flag, ...] = ()


def finish_session(
    draft: Draft,
    talks: Sequence[FoundTalk],
    decisions: Sequence[Decision],
    habit: Habit,
    flags: Sequence[Flag],
    venue: str = "",
) -> list[FoundSession]:
    """Return the meetings of *draft*: one, or one for each day that it names."""
    state = _state(draft, talks)
    hours = _hours(draft, habit)
    timed = tuple(_timed(talk, own, habit) for talk, own in zip(talks, draft.talks, strict=True))
    if state.status is Status.NO_MEETING:
        timed = tuple(replace(talk, missing=()) for talk in timed)
    has_content = [talk for talk in timed if _says(talk)]
    place = draft.venue or venue
    doubts = [*state.flags, *hours.flags, *flags, *_doubts_of(draft.entry)]
    if state.status is Status.NO_MEETING and hours.start:
        doubts.append(Flag(FlagKind.TIME_WITHOUT_MEETING))
    base = FoundSession(
        Location(draft.entry.source, draft.entry.line),
        FoundDate(draft.date_text, certainty="none"),
        hours.start or min((talk.start for talk in timed if talk.start), default=None),
        hours.end,
        draft.zone or hours.zone,
        state.status,
        state.reason,
        format=_format(draft, place),
        venue=place,
        chair=draft.chair,
        number=draft.number,
        notice=" ".join(dict.fromkeys(draft.notices)),
        talks=tuple(has_content or timed),
        notes=tuple(dict.fromkeys(draft.notes)),
        access=draft.access,
        flags=tuple(doubts),
        raw=draft.entry.raw,
    )
    return [_of_day(base, day) for day in _days(draft, decisions)] or [_undated(base)]


def _doubts_of(entry: Entry) -> Iterator[Flag]:
    """Yield what is doubtful about the way in which the meeting was read."""
    if entry.is_guess:
        yield Flag(FlagKind.SESSION_GUESSED)
    if entry.is_html:
        yield Flag(FlagKind.HTML_TABLE)
    for part in (entry, *entry.talks):
        for one in part.fields:
            if one.slot is Slot.UNKNOWN and one.name and one.text:
                yield Flag(FlagKind.COLUMN_UNKNOWN, one.name)
    dates = [one for one in entry.fields if one.slot is Slot.DATE and one.text]
    folders = {folder.strip("_").casefold() for folder in PurePath(entry.source).parts[-3:-1]}
    is_post = not entry.cluster and bool(folders & _POSTS)
    if is_post and len(dates) == 1 and dates[0].name.casefold() in _POSTING:
        yield Flag(FlagKind.DATE_POSTED, dates[0].text.words)


def _says(talk: FoundTalk) -> bool:
    return bool(talk.title or talk.speakers or talk.readings or talk.abstract or talk.links)


def _undated(base: FoundSession) -> FoundSession:
    return replace(base, flags=(*base.flags, Flag(FlagKind.DATE_MISSING, base.date.raw)))


class _Day(NamedTuple):
    date: FoundDate
    flags: tuple[Flag, ...]
    part: str


def _days(draft: Draft, decisions: Sequence[Decision]) -> list[_Day]:
    found: list[tuple[PartialDate | None, str, Decision]] = []
    for spot, decision in zip(draft.spots, decisions, strict=True):
        found += [(day, spot.raw, decision) for day in decision.dates or (None,)]
    count = len(found)
    days = []
    for number, (day, raw, decision) in enumerate(found, 1):
        date = FoundDate(raw, day, decision.end, decision.certainty)
        shared = (Flag(FlagKind.DATE_SHARED, raw),) if count > 1 else ()
        flags = tuple(dict.fromkeys((*decision.flags, *shared)))
        days.append(_Day(date, flags, f"{number} of {count}" if count > 1 else ""))
    return days


def _of_day(base: FoundSession, day: _Day) -> FoundSession:
    flags = (*day.flags, *base.flags, *_zone_flags(base.zone, day.date, base.start))
    return replace(base, date=day.date, part=day.part, flags=tuple(dict.fromkeys(flags)))


def _zone_flags(zone: str, date: FoundDate, start: time | None) -> list[Flag]:
    """Flag a zone that is not in force on the day ("EDT" in December), or that nobody knows."""
    if not zone or start is None:
        return []
    seasonal = _SEASONAL.get(zone.upper())
    if seasonal is None:
        return [] if is_zone(zone) else [Flag(FlagKind.ZONE_UNKNOWN, zone)]
    if date.date is None or not date.date.is_day:
        return []
    name, is_summer = seasonal
    moment = datetime.combine(date.date.first(), start, ZoneInfo(name))
    in_summer = bool(moment.dst())
    return [] if in_summer == is_summer else [Flag(FlagKind.ZONE_SEASON, zone)]


def iana_zone(zone: str) -> str:
    """Return the IANA zone that *zone* means, '' when it means none for sure."""
    if is_zone(zone) and "/" in zone:
        return zone
    found = _SEASONAL.get(zone.upper())
    return found[0] if found else ""


def _state(draft: Draft, talks: Sequence[FoundTalk]) -> _State:
    told = [one for one in draft.told if not (one.status is Status.POSTPONED and one.is_from)]
    for status in _PRECEDENCE:
        found = [one for one in told if one.status is status]
        if found:
            doubt = (Flag(FlagKind.STATUS_GUESSED, status.value),) if found[0].is_guess else ()
            reason = found[0].reason or draft.reason
            return _State(status, reason, doubt)
    known = {status for status in Status if status.value in {one.status.value for one in told}}
    if known - {Status.TBA, Status.SCHEDULED}:
        return _State(known.pop(), draft.reason)
    if draft.struck:
        return _State(Status.CANCELLED, draft.reason, (Flag(FlagKind.STRUCK),))
    if any(map(_says, talks)):
        if draft.reason:
            return _State(Status.SCHEDULED, "", (Flag(FlagKind.STATUS_GUESSED, draft.reason),))
        return _State(Status.SCHEDULED)
    return _empty(draft)


def _empty(draft: Draft) -> _State:
    """Return what becomes of a day on which nothing is told."""
    if draft.reason:
        return _State(Status.NO_MEETING, draft.reason)
    if draft.nobody and not draft.missing - {Slot.READING, Slot.TITLE}:
        reason = draft.notes.pop(0).text if draft.notes else ""
        return _State(Status.NO_MEETING, reason, (Flag(FlagKind.STATUS_GUESSED, "--"),))
    doubt = () if draft.missing or draft.told else (Flag(FlagKind.STATUS_GUESSED, ""),)
    return _State(Status.TBA, "", doubt)


def _hours(draft: Draft, habit: Habit) -> Hours:
    found = Hours()
    for slot, spot in draft.times:
        hours = read_hours(spot, habit)
        flags = (*found.flags, *hours.flags)
        if slot is Slot.END:
            found = found._replace(end=hours.start, flags=flags)
        elif found.start is None:
            zone = hours.zone or found.zone
            found = Hours(hours.start, hours.end or found.end, zone, flags)
    if found.start and not found.end and (length := _length(draft.duration)):
        found = found._replace(end=_later(found.start, length))
    return found


def _timed(talk: FoundTalk, own: TalkDraft, habit: Habit) -> FoundTalk:
    for slot, spot in own.times:
        hours = read_hours(spot, habit)
        if slot is Slot.END:
            talk = replace(talk, end=hours.start)
        else:
            talk = replace(talk, start=hours.start, end=hours.end or talk.end)
    if talk.start and not talk.end and (length := _length(own.duration)):
        talk = replace(talk, end=_later(talk.start, length))
    return talk


def _length(text: str) -> timedelta | None:
    """Return a duration: "45", "00:45", "1h30", "PT45M"."""
    match = _DURATION.fullmatch(text.strip())
    if not match or not (match[1] or match[2]):
        return None
    return timedelta(hours=int(match[1] or 0), minutes=int(match[2] or 0))


def _later(start: time, length: timedelta) -> time | None:
    minutes = start.hour * 60 + start.minute + length // timedelta(minutes=1)
    return time(*divmod(minutes, 60)) if minutes < 24 * 60 else None


def _format(draft: Draft, venue: str) -> Format | None:
    has_access = bool(draft.access)
    if not venue and (has_access or any(map(is_online, draft.notices))):
        return Format.ONLINE
    return format_of(venue, has_access=has_access)
