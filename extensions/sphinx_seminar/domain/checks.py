"""What only the whole archive shows: ids that are taken, names that name nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.model.archive import topic_id
from sphinx_seminar.model.conflicts import conflicts
from sphinx_seminar.model.finding import Finding, FindingKind, Location, nearest
from sphinx_seminar.model.identifiers import looks_like_reading
from sphinx_seminar.model.identity import free_id
from sphinx_seminar.parsing.citations import ROLE, proposed
from sphinx_seminar.parsing.spans import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.session import Session

_UNKNOWN = {
    "session": FindingKind.SESSION_UNKNOWN,
    "talk": FindingKind.TALK_UNKNOWN,
    "speaker": FindingKind.SPEAKER_UNKNOWN,
    "topic": FindingKind.TOPIC_UNKNOWN,
    "reading": FindingKind.READING_UNKNOWN,
}


def check_archive(domain: SeminarDomain) -> Iterator[Finding]:
    """Yield what is wrong between the documents, in no particular order."""
    archive = domain.archive
    sessions = sorted(archive.sessions, key=lambda session: session.location)
    session_ids = ((one.id, one.location) for one in sessions)
    yield from _duplicates(domain, "session", session_ids)
    yield from _duplicates(domain, "talk", _talk_ids(sessions))
    yield from _unknown_readings(archive)
    yield from _unknown_references(domain)
    yield from _second_homes(domain)
    for listing in domain.listings():
        yield from _unknown_filters(domain, listing)
    yield from conflicts(archive)
    for session in sessions:
        yield from _moves(archive, session)
        yield from _unmatched_links(archive, session)
    needed = archive.lent_from | archive.uses_by_reading.keys()
    for key, reading in archive.readings.items():
        if key not in needed:
            yield Finding(FindingKind.BIB_UNUSED, key, location=reading.location)


def _duplicates(
    domain: SeminarDomain, name: str, ids: Iterable[tuple[str, Location]]
) -> Iterator[Finding]:
    first: dict[str, Location] = {}
    for one, location in ids:
        if one in first:
            allowed = (f":id: {free_id(one, first)}",)
            yield Finding(
                FindingKind.ID_DUPLICATE,
                one,
                allowed,
                name=name,
                detail=_shown(domain, first[one]),
                location=location,
            )
        first.setdefault(one, location)


def _shown(domain: SeminarDomain, location: Location) -> str:
    """Return *location* with the path of its document, as people look for it."""
    path = domain.env.doc2path(location.source, base=False)
    return str(Location(path.as_posix(), location.line))


def _talk_ids(sessions: Iterable[Session]) -> Iterator[tuple[str, Location]]:
    """Yield the ids of talks, without those that follow from the taken id of a session."""
    seen: set[str] = set()
    for session in sessions:
        for talk in session.talks:
            if session.id not in seen or talk.id != f"{session.id}-{talk.number}":
                yield talk.id, talk.location
        seen.add(session.id)


def with_nearest_key(finding: Finding, archive: Archive) -> Finding:
    """Return *finding* with what its author meant, where the keys of the archive say it."""
    if finding.kind is not FindingKind.LOCATOR or finding.name != ROLE or finding.nearest:
        return finding
    return replace(finding, nearest=proposed(finding.value, archive.readings.keys()))


def _unknown_readings(archive: Archive) -> Iterator[Finding]:
    """Yield the keys of ``:readings:`` that no entry has; cited ones are references."""
    keys = archive.readings
    for contribution in archive.contributions():
        for use in contribution.talk.readings:
            if use.key not in keys:
                near = nearest(use.key, keys)
                kind = FindingKind.READING_UNKNOWN
                yield Finding(kind, use.key, nearest=near, location=use.location)


def _second_homes(domain: SeminarDomain) -> Iterator[Finding]:
    """Yield the readings that have more than one page of their own."""
    first: dict[str, Location] = {}
    for record in domain.reading_records:
        if record.key in first:
            detail = _shown(domain, first[record.key])
            kind = FindingKind.READING_HOME
            yield Finding(kind, record.key, detail=detail, location=record.location)
        first.setdefault(record.key, record.location)


def _unknown_references(domain: SeminarDomain) -> Iterator[Finding]:
    archive = domain.archive
    choices: dict[str, Iterable[str]] = {
        "session": archive.session_by_id,
        "talk": archive.talk_by_id,
        "speaker": [person.name for person in archive.speakers.values()],
        "topic": archive.topics.values(),
        "reading": archive.readings,
    }
    in_talks = {
        (use.key, use.location)
        for contribution in archive.contributions()
        for use in contribution.talk.readings
    }
    for reference in domain.references():
        if domain.objects.knows(reference.objtype, reference.target):
            continue
        if (reference.target, reference.location) not in in_talks:
            yield Finding(
                _UNKNOWN[reference.objtype],
                reference.target,
                nearest=nearest(reference.target, choices[reference.objtype]),
                location=reference.location,
            )


def _unknown_filters(domain: SeminarDomain, listing: ListingRecord) -> Iterator[Finding]:
    """Yield the values of a listing's filters that name nothing in the archive."""
    archive, selection = domain.view(listing.archives).archive, listing.selection
    terms = tuple(term.name for series in archive.series for term in series.terms)
    choices: dict[str, tuple[tuple[str, ...], Iterable[str]]] = {
        "speaker": (selection.speaker, [one.name for one in archive.speakers.values()]),
        "topic": (selection.topic, archive.topics.values()),
        "reading": (selection.reading, archive.readings),
    }
    for name, (values, known) in choices.items():
        for value in values:
            if not domain.objects.knows(name, value) and not _is_elsewhere(archive, name, value):
                near = nearest(value, known)
                yield Finding(_UNKNOWN[name], value, nearest=near, location=listing.location)
    series = tuple(one.name for one in archive.series)
    named = {"term": (selection.term, terms)}
    if listing.archives:
        named["series"] = (tuple(one for one in selection.series if ":" in one), series)
    for name, (values, allowed) in named.items():
        for value in values:
            if value not in allowed:
                near = nearest(value, allowed)
                where = listing.location
                yield Finding(FindingKind.LISTING, value, allowed, near, name=name, location=where)


def _is_elsewhere(archive: Archive, name: str, value: str) -> bool:
    """Tell whether *value* names something of *archive*, with what others bring to it."""
    if name == "speaker":
        return not archive.speakers.keys().isdisjoint(archive.people.ids(value))
    if name == "topic":
        return topic_id(value) in archive.topics
    return value in archive.readings


def _moves(archive: Archive, session: Session) -> Iterator[Finding]:
    for name, target in (("moved-to", session.moved_to), ("moved-from", session.moved_from)):
        if target and archive.session_of(target) is None:
            day, _findings = parse_date(target.split()[0])
            if day is None:
                near = nearest(target, archive.session_by_id)
                allowed = ("the id of a session", "YYYY-MM-DD")
                yield Finding(
                    FindingKind.MOVED, target, allowed, near, name=name, location=session.location
                )


def _unmatched_links(archive: Archive, session: Session) -> Iterator[Finding]:
    for _talk, link in session.all_links():
        if looks_like_reading(link.url) and archive.reading_of_url(link.url) is None:
            yield Finding(FindingKind.LINK_UNMATCHED, link.url, location=link.location)
