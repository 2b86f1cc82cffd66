"""What belongs together on a page: postponed pairs, parts, one person spelt in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.spotting import find_dates
from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.model.likeness import folded_title
from sphinx_seminar.model.session import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_seminar.importers.found import FoundSession

_PART = re.compile(
    r"\b(?:part|teil|partie|parte)\s+([ivx]+|\d+)\b|\((?:part\s*)?([ivx]+|\d)\s*(?:/|of)\s*(\d)\)"
    r"|\s\(?(II|III|IV|I)\)?$|\b(?:continued|cont'd|contd|fortsetzung)\b",
    re.IGNORECASE,
)
_ALIKE = 0.88
_MOST_NAMES = 400


def relate(
    sessions: Sequence[FoundSession], moves: Sequence[tuple[tuple[str, bool], ...]]
) -> list[FoundSession]:
    """Return *sessions* with their relations; *moves* are the days to or from which each went."""
    kept = [_moved(one, own, sessions) for one, own in zip(sessions, moves, strict=True)]
    kept = _paired(_answered(kept))
    kept = [_with_part(one) for one in kept]
    return _with_spellings(_with_repeated(kept))


def _flagged(session: FoundSession, flag: Flag) -> FoundSession:
    return replace(session, flags=tuple(dict.fromkeys((*session.flags, flag))))


def _moved(
    session: FoundSession, days: Sequence[tuple[str, bool]], sessions: Sequence[FoundSession]
) -> FoundSession:
    """Note the day that the page itself names."""
    for text, is_from in days:
        day = _day_meant(text, session, sessions)
        if day is None:
            continue
        flag = Flag(FlagKind.POSTPONED_PAIR, day)
        if is_from:
            session = _flagged(replace(session, moved_from=day), flag)
        else:
            session = _flagged(replace(session, moved_to=day), flag)
    return session


def _day_meant(text: str, session: FoundSession, sessions: Sequence[FoundSession]) -> str | None:
    """Return the day of another session of the page that *text* can mean, else the next such."""
    spots = find_dates(text)
    own = session.date.date
    if not spots or own is None or not own.is_day:
        return None
    spot = spots[0]
    pairs = {(spot.pair[0], spot.pair[1]), (spot.pair[1], spot.pair[0])} if spot.pair else set()
    if spot.pair is None and spot.day:
        pairs = {(month, spot.day) for month in spot.months if month}
    others = {one.date.date for one in sessions if one.date.date and one.date.date.is_day}
    years = {spot.year} if spot.year else {day.year for day in others}
    matching = [day for day in others if (day.month, day.day) in pairs and day.year in years]
    if matching:
        first = own.first()
        return min(matching, key=lambda day: abs((day.first() - first).days)).isoformat()
    real = [
        day
        for month, number in sorted(pairs)
        if (day := _real(spot.year or own.year, month, number))
    ]
    return real[0].isoformat() if len(real) == 1 else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _answered(sessions: Sequence[FoundSession]) -> list[FoundSession]:
    """Let the old day of a meeting name the new one, where the new one names the old."""
    new_days = {
        one.moved_from: one.date.date.isoformat()
        for one in sessions
        if one.moved_from and one.date.date
    }
    kept = []
    for session in sessions:
        day = session.date.date.isoformat() if session.date.date else ""
        to = new_days.get(day, "")
        if to and session.status is Status.POSTPONED and not session.moved_to:
            kept.append(_flagged(replace(session, moved_to=to), Flag(FlagKind.POSTPONED_PAIR, to)))
        else:
            kept.append(session)
    return kept


def _content(session: FoundSession) -> str:
    """Return what is told in *session*, for comparison; '' when that is nothing."""
    titles = [folded_title(talk.title.words) for talk in session.talks]
    people = [person.bare.casefold() for talk in session.talks for person in talk.speakers]
    return "/".join([*titles, *people]) if any(titles) and any(people) else ""


def _paired(sessions: list[FoundSession]) -> list[FoundSession]:
    """Join a cancelled or postponed meeting with the later one that has the same talk."""
    by_content: defaultdict[str, list[int]] = defaultdict(list)
    for index, session in enumerate(sessions):
        if content := _content(session):
            by_content[content].append(index)
    for indices in by_content.values():
        off = [i for i in indices if sessions[i].status in {Status.CANCELLED, Status.POSTPONED}]
        held = [i for i in indices if i not in off]
        if len(off) == len(held) == 1:
            _join(sessions, off[0], held[0])
    return sessions


def _join(sessions: list[FoundSession], old: int, new: int) -> None:
    before, after = sessions[old], sessions[new]
    first, second = before.date.date, after.date.date
    if first is None or second is None or not first < second:
        return
    if before.moved_to or after.moved_from:
        return
    to, back = second.isoformat(), first.isoformat()
    status = Status.POSTPONED
    moved = replace(before, moved_to=to, status=status)
    sessions[old] = _flagged(moved, Flag(FlagKind.POSTPONED_PAIR, to))
    sessions[new] = _flagged(replace(after, moved_from=back), Flag(FlagKind.POSTPONED_PAIR, back))


def _with_part(session: FoundSession) -> FoundSession:
    if session.part or not session.talks:
        return session
    titles = [session.talks[0].title.words, *(one.title for one in session.talks[0].readings)]
    match = next((found for title in titles if (found := _PART.search(title))), None)
    if match is None:
        return session
    number = next((group for group in match.groups() if group), match[0])
    return _flagged(replace(session, part=number), Flag(FlagKind.PARTS, match[0].strip()))


def _with_repeated(sessions: list[FoundSession]) -> list[FoundSession]:
    """Flag neighbours with the same reading or title: one thing over several meetings."""
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for index, session in enumerate(sessions):
        for talk in session.talks:
            names = [one.url or one.title for one in talk.readings] or [talk.title.words]
            for name in {name.casefold() for name in names if len(name) > 12}:  # noqa: PLR2004
                seen[name].append(index)
    for name, indices in seen.items():
        for index in indices:
            if len(indices) > 1 and not sessions[index].part:
                sessions[index] = _flagged(sessions[index], Flag(FlagKind.PARTS, name[:80]))
    return sessions


def _with_spellings(sessions: list[FoundSession]) -> list[FoundSession]:
    """Flag the rarer of two spellings that look like one person's."""
    counts = Counter(
        person.bare for one in sessions for talk in one.talks for person in talk.speakers
    )
    if len(counts) > _MOST_NAMES:
        return sessions
    variants: dict[str, str] = {}
    names = sorted(counts, key=lambda name: (-counts[name], name))
    for index, rarer in enumerate(names):
        for usual in names[:index]:
            if _may_be_one(rarer, usual):
                variants.setdefault(rarer, usual)
                break
    return [_with_variants(session, variants) for session in sessions]


def _with_variants(session: FoundSession, variants: Mapping[str, str]) -> FoundSession:
    own = {person.bare for talk in session.talks for person in talk.speakers}
    flags = [
        Flag(FlagKind.SPEAKER_SPELLING, f"{name} / {variants[name]}")
        for name in sorted(own & variants.keys())
    ]
    return replace(session, flags=(*session.flags, *flags)) if flags else session


def _may_be_one(one: str, other: str) -> bool:
    if one.casefold() == other.casefold():
        return True
    first, second = one.casefold().split(), other.casefold().split()
    if len(first) > 1 and len(second) > 1:
        shorter, longer = sorted((first, second), key=len)
        if len(shorter) < len(longer) and set(shorter) <= set(longer):
            return True
        if abs(len(one) - len(other)) <= 2:  # noqa: PLR2004
            return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ALIKE
    return False
