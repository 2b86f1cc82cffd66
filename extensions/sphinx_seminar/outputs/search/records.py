"""What can be found: talks, sessions, readings, speakers and pages, as flat records.

A session has a record of its own unless all it says is said by its one talk. A reading is
found under the years of the sessions that discussed it, one that none did under its own.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_seminar.model.archive import topic_id
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.richtext import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_seminar.model.archive import Archive, Use
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk
    from sphinx_seminar.outputs.search.texts import DocumentText


class RecordKind(StrEnum):
    """What a record stands for; the values are those of ``kind:`` in a query."""

    TALK = "talk"
    SESSION = "session"
    READING = "reading"
    SPEAKER = "speaker"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that can be found; ``url`` is relative to the root of the site.

    ``date`` is ISO 8601 as far as it is known, ``years`` every year it belongs to;
    ``readings`` names what was read for it, ``detail`` is a line under the title.
    """

    kind: RecordKind
    url: str
    title: str
    text: str = ""
    date: str = ""
    years: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    language: str = ""
    detail: str = ""

    def as_json(self) -> str:
        """Return the record as one line; what is empty is left out."""
        return json.dumps(
            {key: value for key, value in asdict(self).items() if value},
            ensure_ascii=False,
            separators=(",", ":"),
        )


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


def search_records(archive: Archive, site: Site) -> list[SearchRecord]:
    """Return every record, in an order that depends on nothing but the records."""
    found = [
        *_sessions(archive, site),
        *_readings(archive, site),
        *_speakers(archive, site),
        *_pages(site),
    ]
    return sorted(found, key=lambda record: (record.url, record.kind, record.title))


def as_lines(records: Iterable[SearchRecord]) -> bytes:
    """Return *records* as JSON lines."""
    lines = "".join(f"{record.as_json()}\n" for record in records)
    return lines.encode("utf-8", "replace")


def digest_of(lines: bytes, salt: str) -> str:
    """Return the digest of records written as *lines*, made by the program *salt*."""
    return blake2b(lines, digest_size=16, key=salt.encode()[:64]).hexdigest()


def reading_name(reading: Reading) -> str:
    """Return how people ask for *reading*: authors and title."""
    names = [name for role in reading.contributors for name in role.names]
    authors = ", ".join(dict.fromkeys(f"{one.particle} {one.family}".strip() for one in names))
    return ": ".join(part for part in (authors, plain(reading.title) or reading.key) if part)


def _place(archive: Archive, sessions: Iterable[Session]) -> dict[str, tuple[str, ...]]:
    """Return the years, terms and series of *sessions*."""
    years, terms, series = {}, {}, {}
    for session in sessions:
        years[f"{session.span.date.year:04d}"] = None
        known = archive.series_by_name.get(session.series)
        series[known.title if known else session.series] = None
        if term := archive.term_of(session):
            terms[term.name] = None
    return {"years": tuple(years), "terms": tuple(terms), "series": tuple(series)}


def _sessions(archive: Archive, site: Site) -> Iterator[SearchRecord]:
    for session in archive.sessions:
        text = site.texts.get(session.docname)
        place = _place(archive, [session])
        uses = archive.uses_by_session.get(session.id, ())
        for talk in session.talks:
            yield _talk(archive, site, session, talk, place, uses)
        own = [session.notice, session.reason, text.sessions.get(session.id, "") if text else ""]
        said = "\n".join(part for part in own if part)
        alone = session.talks[0] if len(session.talks) == 1 else None
        if alone and alone.title and not said and session.title in {(), alone.title}:
            continue
        titles = [plain(session.title)] if session.title else []
        titles = titles or [talk.plain_title for talk in session.talks if talk.title]
        talks = [talk.plain_title for talk in session.talks if talk.title and session.title]
        yield SearchRecord(
            RecordKind.SESSION,
            site.url(session.docname, session.node_id),
            "; ".join(titles) or session.span.date.isoformat(),
            "\n".join(part for part in (said, "; ".join(talks)) if part),
            date=session.span.date.isoformat(),
            speakers=_names(one.name for talk in session.talks for one in talk.speakers),
            topics=_names(archive_topics(archive, session.talks)),
            readings=_names(
                reading_name(archive.readings[use.use.key]) for use in uses if not use.talk
            ),
            **place,
        )


def _talk(
    archive: Archive,
    site: Site,
    session: Session,
    talk: Talk,
    place: dict[str, tuple[str, ...]],
    uses: Iterable[Use],
) -> SearchRecord:
    text = site.texts.get(session.docname)
    title = talk.plain_title or plain(session.title)
    names = _names(speaker.name for speaker in talk.speakers)
    return SearchRecord(
        RecordKind.TALK,
        site.url(session.docname, node_id("talk", talk.id)),
        title or ", ".join(names) or session.span.date.isoformat(),
        text.talks.get(talk.id, "") if text else "",
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
        **place,
    )


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
        place = _place(archive, sessions)
        if not sessions and reading.year:
            place["years"] = (f"{reading.year:04d}",)
        anchor = node_id("reading", key)
        last = sessions[-1] if sessions else None
        url = site.url(home, anchor) if home or last is None else ""
        url = url or (site.url(last.docname, last.node_id) if last else "")
        about = [reading.text(name) for name in ("abstract", "keywords", "journaltitle", "journal")]
        yield SearchRecord(
            RecordKind.READING,
            url,
            plain(reading.title) or key,
            "\n".join(part for part in about if part),
            date=last.span.date.isoformat() if last else "",
            topics=_names(archive_topics(archive, (use.talk for use in uses if use.talk))),
            readings=(f"{reading_name(reading)} {key}",),
            detail=_authorship(reading),
            **place,
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
            topics=_names(archive_topics(archive, talks)),
            detail=", ".join(places),
            **_place(archive, [item.session for item in items]),
        )


def _pages(site: Site) -> Iterator[SearchRecord]:
    for docname, text in site.texts.items():
        title = site.titles.get(docname, "")
        holds_sessions = text.talks or text.sessions
        if docname in site.hidden or not (text.page or (title and not holds_sessions)):
            continue
        yield SearchRecord(RecordKind.PAGE, site.url(docname), title or docname, text.page)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
