"""What can be found: talks, sessions, readings, speakers and pages, as flat records.

A session has a record of its own unless all it says is said by its one talk. A reading is
found under the years of the sessions that discussed it, one that none did under its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.archive import topic_id
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.prose import prose_lines
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.session import Status
from sphinx_seminar.outputs.search.record import RecordKind, SearchRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_seminar.model.archive import Archive, Use
    from sphinx_seminar.model.prose import Prose
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk
    from sphinx_seminar.outputs.texts import DocumentText


#: In the place of the address of what nobody shows.
NOWHERE = "#"


@dataclass(frozen=True, slots=True)
class Site:
    """Where things stand: the address of a document, homes of objects, titles and languages."""

    uri: Callable[[str], str]
    homes: Mapping[str, str]
    titles: Mapping[str, str]
    texts: Mapping[str, DocumentText]
    language: str = ""
    hidden: frozenset[str] = frozenset()

    def url(self, docname: str, anchor: str = "") -> str:
        """Return the address of *anchor* in *docname*."""
        return f"{self.uri(docname)}#{anchor}" if anchor else self.uri(docname)

    def archives(self, sessions: Iterable[Session]) -> tuple[str, ...]:
        """Return the titles of the archives of *sessions*, none where there is one alone."""
        del sessions
        return ()


def search_records(archive: Archive, site: Site) -> list[SearchRecord]:
    """Return every record, in an order that depends on nothing but the records."""
    found = [
        *_sessions(archive, site),
        *_readings(archive, site),
        *_speakers(archive, site),
        *_pages(site),
    ]
    shown = (record for record in found if record.url != NOWHERE)
    ordered = sorted(shown, key=lambda record: (record.url, record.kind, record.title))
    return list(_with_own_addresses(ordered))


def _with_own_addresses(records: Iterable[SearchRecord]) -> Iterator[SearchRecord]:
    """Tell records of one place apart: an address names one record.

    A reading without a bibliography stands where its session does. A query changes nothing
    of a page that is a file.
    """
    seen: dict[str, int] = {}
    for record in records:
        number = seen[record.url] = seen.get(record.url, 0) + 1
        if number > 1:
            page, sign, anchor = record.url.partition("#")
            yield replace(record, url=f"{page}?{record.kind}={number}{sign}{anchor}")
        else:
            yield record


def reading_name(reading: Reading) -> str:
    """Return how people ask for *reading*: authors and title."""
    names = [name for role in reading.contributors for name in role.names]
    authors = ", ".join(dict.fromkeys(f"{one.particle} {one.family}".strip() for one in names))
    return ": ".join(part for part in (authors, plain(reading.title) or reading.key) if part)


class Place(NamedTuple):
    """The years, terms, series and archives that something belongs to."""

    years: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()


def _place(archive: Archive, site: Site, sessions: Sequence[Session]) -> Place:
    known = archive.series_by_name
    terms = (archive.term_of(session) for session in sessions)
    return Place(
        _names(f"{session.span.date.year:04d}" for session in sessions),
        _names(term.name for term in terms if term),
        _names(
            known[session.series].title if session.series in known else session.series
            for session in sessions
        ),
        site.archives(sessions),
    )


def _sessions(archive: Archive, site: Site) -> Iterator[SearchRecord]:
    for session in archive.sessions:
        if session.status is Status.WITHDRAWN:
            continue
        text = site.texts.get(session.docname)
        place = _place(archive, site, [session])
        uses = archive.uses_by_session.get(session.id, ())
        for talk in session.talks:
            if talk.withdrawn:
                continue
            yield _talk(archive, site, session, talk, place, uses)
        body = _said(text.session(session.id).prose) if text else ""
        own = [session.notice, session.reason, body]
        said = "\n".join(part for part in own if part)
        alone = session.talks[0] if len(session.talks) == 1 else None
        if alone and alone.title and not said and session.title in {(), alone.title}:
            continue
        titles = [talk.plain_title for talk in session.talks if talk.title]
        shown = [plain(session.title)] if session.title else titles
        talks = [title for title in titles if title not in shown]
        yield SearchRecord(
            RecordKind.SESSION,
            site.url(session.docname, session.node_id),
            "; ".join(shown) or session.span.date.isoformat(),
            "\n".join(part for part in (said, "; ".join(talks)) if part),
            date=session.span.date.isoformat(),
            speakers=_names(one.name for talk in session.talks for one in talk.speakers),
            about=_names(archive_topics(archive, session.talks)),
            readings=_names(
                reading_name(archive.readings[use.use.key]) for use in uses if not use.talk
            ),
            years=place.years,
            terms=place.terms,
            series=place.series,
            archives=place.archives,
        )


def _talk(
    archive: Archive,
    site: Site,
    session: Session,
    talk: Talk,
    place: Place,
    uses: Iterable[Use],
) -> SearchRecord:
    text = site.texts.get(session.docname)
    title = talk.plain_title or plain(session.title)
    names = _names(speaker.name for speaker in talk.speakers)
    return SearchRecord(
        RecordKind.TALK,
        site.url(session.docname, node_id("talk", talk.id)),
        title or ", ".join(names) or session.span.date.isoformat(),
        _said(text.talk(talk.id).prose) if text else "",
        date=session.span.date.isoformat(),
        speakers=names,
        topics=_names(archive_topics(archive, [talk])),
        readings=_names(
            reading_name(archive.readings[use.use.key])
            for use in uses
            if use.talk is not None and use.talk.id == talk.id
        ),
        language=talk.language if talk.language != site.language else "",
        detail=", ".join(_names(one.affiliation for one in talk.speakers if one.affiliation)),
        years=place.years,
        terms=place.terms,
        series=place.series,
        archives=place.archives,
    )


def _said(prose: Prose) -> str:
    return "\n".join(prose_lines(prose))


def archive_topics(archive: Archive, talks: Iterable[Talk]) -> Iterator[str]:
    """Yield the topics of *talks*, each spelt as the archive first wrote it."""
    for talk in talks:
        for topic in talk.topics:
            yield archive.topics.get(topic_id(topic), topic)


def _readings(archive: Archive, site: Site) -> Iterator[SearchRecord]:
    home = site.homes.get("reading")
    for key, reading in archive.readings.items():
        uses = archive.uses_by_reading.get(key, ())
        sessions = list({use.session.id: use.session for use in uses}.values())
        if not home and not sessions:
            continue
        place = _place(archive, site, sessions)
        if not sessions and reading.year:
            place = place._replace(years=(f"{reading.year:04d}",))
        anchor = node_id("reading", key)
        last = sessions[-1] if sessions else None
        url = site.url(home, anchor) if home else ""
        if not home and last:
            url = site.url(last.docname, last.node_id)
        about = [reading.text(name) for name in ("abstract", "keywords", "journaltitle", "journal")]
        yield SearchRecord(
            RecordKind.READING,
            url,
            plain(reading.title) or key,
            "\n".join(part for part in about if part),
            date=last.span.date.isoformat() if last else "",
            about=_names(archive_topics(archive, (use.talk for use in uses if use.talk))),
            readings=(f"{reading_name(reading)} {key}",),
            detail=_authorship(reading),
            years=place.years,
            terms=place.terms,
            series=place.series,
            archives=place.archives,
        )


def _authorship(reading: Reading) -> str:
    names = [name for role in reading.contributors[:1] for name in role.names]
    shown = ", ".join(
        " ".join(part for part in (one.given, one.particle, one.family, one.suffix) if part)
        for one in names
    )
    return ", ".join(part for part in (shown, str(reading.year or "")) if part)


def _speakers(archive: Archive, site: Site) -> Iterator[SearchRecord]:
    home = site.homes.get("speaker")
    if home is None:
        return
    for person_id, items in archive.contributions_by_speaker.items():
        person = archive.speakers[person_id]
        talks = [item.talk for item in items]
        place = _place(archive, site, [item.session for item in items])
        places = _names(
            one.affiliation
            for talk in talks
            for one in talk.speakers
            if one.affiliation and archive.person_of(one).id == person_id
        )
        yield SearchRecord(
            RecordKind.SPEAKER,
            site.url(home, node_id("speaker", person_id)),
            person.name,
            "; ".join(_names(talk.plain_title for talk in talks if talk.title)),
            date=items[-1].session.span.date.isoformat(),
            speakers=_names((person.name, *person.aliases)),
            about=_names(archive_topics(archive, talks)),
            detail=", ".join(places),
            years=place.years,
            terms=place.terms,
            series=place.series,
            archives=place.archives,
        )


def _pages(site: Site) -> Iterator[SearchRecord]:
    for docname, text in site.texts.items():
        title = site.titles.get(docname, "")
        holds_sessions = text.talks or text.sessions
        if docname in site.hidden or not (text.page or (title and not holds_sessions)):
            continue
        yield SearchRecord(
            RecordKind.PAGE,
            site.url(docname),
            title or docname,
            text.page,
            archives=site.archives(()),
        )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
