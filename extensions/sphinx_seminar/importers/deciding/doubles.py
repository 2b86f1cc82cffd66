"""A meeting that is told twice: as the next one at the top, and again in the list below."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.model.likeness import are_alike, folded_title
from sphinx_seminar.model.session import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.importers.found import FoundSession, FoundTalk


def are_one(one: FoundSession, other: FoundSession) -> bool:
    """Tell whether two sessions of one day tell of one meeting."""
    if one.date.date != other.date.date or one.date.date is None:
        return False
    if one.start and other.start and one.start != other.start:
        return False
    people, others = _people(one), _people(other)
    titles, known = _titles(one), _titles(other)
    if people and others and not people & others:
        return False
    if titles and known and not any(are_alike(a, b) or a in b for a in titles for b in known):
        return False
    says = bool((people and others) or (titles and known))
    return says or one.status is other.status is not Status.SCHEDULED


def _people(session: FoundSession) -> set[str]:
    return {person.bare.casefold() for talk in session.talks for person in talk.speakers}


def _titles(session: FoundSession) -> list[str]:
    titles = [folded_title(talk.title.words) for talk in session.talks if talk.title]
    readings = [folded_title(one.title) for talk in session.talks for one in talk.readings]
    return [one for one in (*titles, *readings) if one]


def without_doubles(
    sessions: Sequence[FoundSession], clusters: Sequence[int]
) -> tuple[list[FoundSession], list[int]]:
    """Return *sessions* with those told in two lists as one, and the indices that are kept."""
    sizes = Counter(clusters)
    by_day: defaultdict[object, list[int]] = defaultdict(list)
    kept: dict[int, FoundSession] = {}
    for index, session in enumerate(sessions):
        for other in by_day[session.date.date]:
            if clusters[other] != clusters[index] and are_one(kept[other], session):
                merged = _merged(kept[other], session)
                # The list is the place to look at, not the notice above it.
                listed = sizes[clusters[index]] > sizes[clusters[other]]
                place, twin = (session, kept[other]) if listed else (kept[other], session)
                flag = Flag(FlagKind.TOLD_TWICE, str(twin.location.line))
                kept[other] = replace(merged, location=place.location, flags=(*merged.flags, flag))
                break
        else:
            by_day[session.date.date].append(index)
            kept[index] = session
    return list(kept.values()), list(kept)


def _weight(session: FoundSession) -> int:
    return sum(
        len(talk.title.words) + len(talk.abstract) + 20 * len(talk.speakers) + 20 * len(talk.links)
        for talk in session.talks
    )


def _merged(one: FoundSession, other: FoundSession) -> FoundSession:
    """Return the meeting that says more, with what only the other says."""
    more, less = (one, other) if _weight(one) >= _weight(other) else (other, one)
    talks = more.talks
    if len(more.talks) == len(less.talks) == 1:
        talks = (_filled(more.talks[0], less.talks[0]),)
    return replace(
        more,
        start=more.start or less.start,
        end=more.end or less.end,
        venue=more.venue or less.venue,
        notice=more.notice or less.notice,
        access=more.access or less.access,
        format=more.format or less.format,
        notes=tuple(dict.fromkeys((*more.notes, *less.notes))),
        talks=talks,
    )


def _filled(more: FoundTalk, less: FoundTalk) -> FoundTalk:
    return replace(
        more,
        title=more.title or less.title,
        speakers=more.speakers or less.speakers,
        readings=more.readings or less.readings,
        links=tuple(dict.fromkeys((*more.links, *less.links))),
        abstract=more.abstract or less.abstract,
        missing=tuple(name for name in more.missing if name in less.missing),
    )
