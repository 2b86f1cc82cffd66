"""What the pages of an archive show of other documents: sessions, readings, homes, the day.

The answer to the event of :mod:`sphinx_seminar.domain.rebuild.freshness`: a page is
written again when what it shows has changed, and only then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.records import HOMES, ListingKind
from sphinx_seminar.model.archive import topic_id
from sphinx_seminar.model.clocks import clock_change_of
from sphinx_seminar.model.scope import archive_scope
from sphinx_seminar.model.selection import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.domain.records import ListingRecord, ReferenceRecord
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.session import Session

_SHOWS_REFERENCES = frozenset({ListingKind.READINGS, ListingKind.READING_LIST})
_SHOWS_TIMES = frozenset({ListingKind.UPCOMING, ListingKind.SESSIONS, ListingKind.SEARCH})


def page_facts(app: Sphinx, env: BuildEnvironment, _builder: Builder) -> dict[str, str]:
    """Return what each document with a session, a listing or a reference shows of the others."""
    domain = seminar_domain(env)
    today = build_day(app.config, domain.series)
    facts: dict[str, list[str]] = {}
    for docname, sessions in domain.data["sessions"].items():
        facts.setdefault(docname, []).extend(_session_facts(domain, sessions))
    for docname, references in domain.data["references"].items():
        facts.setdefault(docname, []).extend(_reference_facts(domain, references))
    for docname, citations in domain.data["citations"].items():
        facts.setdefault(docname, []).extend(map(domain.citing.citation_mark, citations))
    for record in domain.reading_records:
        facts.setdefault(record.docname, []).extend(_home_facts(domain, record.key))
    for docname, listings in domain.data["listings"].items():
        for listing in listings:
            facts.setdefault(docname, []).extend(_listing_facts(domain, listing, today))
    homes = repr((sorted(domain.homes.items()), domain.citing.style))
    return {docname: "\x1f".join((homes, *texts)) for docname, texts in facts.items()}


def _reading(domain: SeminarDomain, key: str, archive: Archive | None = None) -> str:
    """Return what a reference to the reading *key*, or a citation of it, shows."""
    return _shown(domain, key, domain.citing.mark(key), archive)


def _named(domain: SeminarDomain, key: str, archive: Archive | None = None) -> str:
    """Return what the names and the year of the reading *key* show."""
    return _shown(domain, key, domain.citing.name_mark(key), archive)


def _shown(domain: SeminarDomain, key: str, mark: str, archive: Archive | None) -> str:
    reading = (archive or domain.archive).readings.get(key)
    page = domain.reading_pages.get(key, "")
    return f"{key}={reading.digest if reading else ''}{mark}{page}"


def _home_facts(domain: SeminarDomain, key: str) -> Iterator[str]:
    """Yield what the page of a reading shows of it."""
    reading = domain.archive.readings.get(key)
    if reading is not None:
        yield _reading(domain, key) + reading.raw
        for use in domain.archive.uses_by_reading.get(key, ()):
            yield use.session.digest


def _session_facts(domain: SeminarDomain, sessions: Iterable[Session]) -> Iterator[str]:
    archive = domain.archive
    for session in sessions:
        for use in archive.uses_by_place[session.docname, session.id]:
            yield _reading(domain, use.use.key)
        for other in (session.moved_to, session.moved_from):
            found = archive.session_of(other) if other else None
            if found is not None:
                yield found.digest
        yield repr(clock_change_of(archive, session))
        for talk in session.talks:
            people = map(archive.person_of, talk.speakers)
            yield from (f"{person.id} {person.sort_name}" for person in people)


def _reference_facts(domain: SeminarDomain, references: Iterable[ReferenceRecord]) -> Iterator[str]:
    archive = domain.archive
    for reference in references:
        yield f"{reference.objtype}:{reference.target}"
        if reference.objtype == "reading":
            yield _reading(domain, reference.target)
        elif reference.objtype == "session":
            session = archive.session_of(reference.target)
            yield session.digest if session else ""
        elif reference.objtype == "talk":
            found = archive.talk_of(reference.target)
            yield found.session.digest if found else ""
        else:
            yield str(domain.objects.named(reference.objtype, reference.target))


def _listing_facts(domain: SeminarDomain, listing: ListingRecord, today: date) -> Iterator[str]:
    if listing.kind is ListingKind.SERIES:
        yield from _series_facts(domain, today)
        return
    view = domain.view(listing.archives)
    archive = view.archive
    # What another archive's objects are shown with is not worth telling apart.
    yield from (f"{name} {one.digest} {one.address}" for name, one in view.partners.items())
    if listing.selection.period is Period.UPCOMING:
        yield today.isoformat()
    if listing.kind in _SHOWS_TIMES:
        sessions, waiting = listing.selection.rows(archive, today)
        yield ",".join(sorted(waiting))
    else:
        sessions = listing.selection.sessions(archive, today)
    keys: dict[str, None] = {}
    for session in sessions:
        yield session.digest
        if listing.kind in _SHOWS_TIMES:
            # Of the sessions ahead only.
            yield str(session.span.date.last() >= today)
        uses = archive.uses_by_session[session.id]
        keys.update(dict.fromkeys(use.use.key for use in uses))
        yield ",".join(use.use.key for use in uses)
    if listing.selection.group.value in {"term", "series"}:
        yield repr(domain.series)
    yield from _reading_facts(domain, listing, archive, keys)
    if listing.kind is ListingKind.SPEAKERS:
        yield from (repr(person) for person in archive.speakers.values())
    if listing.kind is ListingKind.TOPICS:
        yield from (topic_id(topic) + topic for topic in archive.topics.values())


def _series_facts(domain: SeminarDomain, today: date) -> Iterator[str]:
    """Yield what the settings say of the series, and which organisers have talks."""
    people, speakers = domain.archive.people, domain.archive.speakers
    for series in domain.series:
        yield repr(replace(series, breaks=tuple(series.breaks_from(today))))
        yield repr([people.find(name).id in speakers for name in series.organisers])


def _reading_facts(
    domain: SeminarDomain, listing: ListingRecord, archive: Archive, keys: dict[str, None]
) -> Iterator[str]:
    """Yield what *listing* shows of the readings *keys*, which its sessions used."""
    if listing.is_whole and listing.kind is HOMES["reading"]:
        keys = keys | dict.fromkeys(archive_scope(domain.archive).keys)
        yield from (archive.readings[key].raw for key in keys)
    if listing.kind in _SHOWS_REFERENCES:
        places = sorted(keys, key=domain.citing.place)
        yield from (_reading(domain, key, archive) for key in places)
    elif listing.kind in _SHOWS_TIMES:
        yield from (_named(domain, key, archive) for key in keys)
