"""``archive.json``: everything public of an archive, for other programs.

The form is that of ``archive.schema.json`` (JSON Schema 2020-12), published beside it; its
version is in both. Keys come in the order of the schema, what is unknown is left out, and a
record is one line, so that versions can be compared. Ids are those of the pages, whose
addresses are relative to the file's own. How to get into an online session is in no record.
"""

from __future__ import annotations

import json
from functools import cache, partial
from hashlib import blake2b
from importlib import resources
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.csl import csl_item
from sphinx_seminar.model.feedpaths import ARCHIVE, SCHEMA
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.links import host_of, refusal
from sphinx_seminar.model.prose import plain_prose
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.outputs.publishing import Publication

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.model.richtext import RichText
    from sphinx_seminar.model.series import Series, Term
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Material, Talk
    from sphinx_seminar.model.venue import Venue
    from sphinx_seminar.outputs.revisions import Revision
    from sphinx_seminar.outputs.site import Site

#: Major: a program that reads the file must change. Minor: something was added.
VERSION = "1.1"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Record = dict[str, Any]


def archive_publications(
    site: Site, revisions: Mapping[str, Revision], salt: str
) -> Iterator[Publication]:
    """Yield the file and its schema."""
    digest = blake2b(digest_size=16)
    for part in (salt, *_digested(site, revisions)):
        digest.update(f"{part}\n".encode("utf-8", "replace"))
    yield Publication(ARCHIVE, digest.hexdigest(), partial(export_archive, site))
    schema = schema_bytes()
    yield Publication(SCHEMA, blake2b(schema, digest_size=16).hexdigest(), lambda: schema)


def _digested(site: Site, revisions: Mapping[str, Revision]) -> Iterator[str]:
    """Yield what the file is made of, shortly."""
    archive = site.archive
    yield repr((site.id, site.title, site.language, site.base, sorted(site.homes.items())))
    yield repr(archive.series)
    yield repr(list(archive.topics.items()))
    yield from map(repr, archive.speakers.values())
    yield from (f"{key} {reading.digest}" for key, reading in archive.readings.items())
    for session in site.sessions:
        yield f"{revisions[session.id].digest} {site.page(session)} {session.title}"
        yield repr([talk.title for talk in session.talks])


@cache
def schema_bytes() -> bytes:
    """Return the schema as it is published."""
    return resources.files(__package__).joinpath("schema", SCHEMA).read_bytes()


def export_archive(site: Site) -> bytes:
    """Return the file."""
    head = {
        "$schema": SCHEMA,
        "version": VERSION,
        "id": site.id,
        "title": site.title,
        "language": site.language,
        "address": site.base,
    }
    archive = site.archive
    lists: dict[str, Iterable[Record]] = {
        "series": map(_series, archive.series),
        "people": _people(site),
        "topics": _topics(site),
        "readings": _readings(site),
        "sessions": (_session(session, site) for session in site.sessions),
    }
    parts = [f"  {_json(key)}: {_json(value)}".encode() for key, value in _known(head).items()]
    for name, records in lists.items():
        rows = b",\n".join(_line(record) for record in records)
        opened = f"  {_json(name)}: [".encode()
        parts.append(b"".join((opened, b"\n", rows, b"\n  ]") if rows else (opened, b"]")))
    return b"".join((b"{\n", b",\n".join(parts), b"\n}\n"))


def _line(record: Record) -> bytes:
    return f"    {_json(record)}".encode("utf-8", "replace")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _known(record: Record) -> Record:
    """Return *record* without what is unknown: empty texts, lists, objects, and ``None``."""
    return {name: value for name, value in record.items() if value not in ("", None, [], {})}


# -- series, people, topics, readings --------------------------------------------------------


def _series(series: Series) -> Record:
    rhythm = series.rhythm
    return _known(
        {
            "id": series.name,
            "title": series.title,
            "zone": series.zone,
            "zones": list(series.zones),
            "start": series.start and f"{series.start:%H:%M}",
            "end": series.end and f"{series.end:%H:%M}",
            "venue": _venue(series.venue),
            "rhythm": rhythm
            and _known(
                {
                    "weekday": _WEEKDAYS[rhythm.weekday],
                    "weeks": rhythm.weeks,
                    "of-month": list(rhythm.of_month),
                    "since": rhythm.since and rhythm.since.isoformat(),
                }
            ),
            "terms": [_term(term) for term in series.terms],
            "breaks": [_term(term) for term in series.breaks],
            "organisers": list(series.organisers),
        }
    )


def _term(term: Term) -> Record:
    return {"name": term.name, "first": term.first.isoformat(), "last": term.last.isoformat()}


def _venue(venue: Venue | None) -> Record:
    return _known({"name": venue.name, "url": _address(venue.url)}) if venue else {}


def _home(site: Site, objtype: str, name: str) -> str:
    """Return where an object of a listing stands, '' when no page lists it."""
    docname = site.homes.get(objtype)
    return f"{site.pages[docname]}#{node_id(objtype, name)}" if docname else ""


def _people(site: Site) -> Iterator[Record]:
    for person_id, person in sorted(site.archive.speakers.items()):
        yield _known(
            {
                "id": person_id,
                "name": person.name,
                "sort-name": person.sort_name,
                "aliases": list(person.aliases),
                "orcid": person.orcid,
                "homepage": _address(person.homepage),
                "page": _home(site, "speaker", person_id),
            }
        )


def _topics(site: Site) -> Iterator[Record]:
    for topic, name in sorted(site.archive.topics.items()):
        yield _known({"id": topic, "name": name, "page": _home(site, "topic", topic)})


def _readings(site: Site) -> Iterator[Record]:
    for key, reading in site.archive.readings.items():
        yield _known(
            {
                "id": key,
                "csl": csl_item(reading),
                "page": _home(site, "reading", key),
            }
        )


# -- sessions and talks ----------------------------------------------------------------------


def _session(session: Session, site: Site) -> Record:
    span = session.span
    uses = site.archive.uses_by_session.get(session.id, ())
    return _known(
        {
            "id": session.id,
            "series": session.series,
            "page": site.page(session),
            "date": str(span.date),
            "start": span.start and f"{span.start:%H:%M}",
            "end": span.end and f"{span.end:%H:%M}",
            "days": span.days or None,
            "zone": span.zone,
            "starts-at": _instant(span.starts_at()),
            "ends-at": _instant(span.ends_at()),
            "status": session.status.value,
            "reason": session.reason,
            "moved-to": session.moved_to,
            "moved-from": session.moved_from,
            "format": session.format.value,
            "venue": _venue(session.venue),
            "chair": session.chair,
            "number": session.number,
            "notice": session.notice,
            **_title(session.title),
            "text": _plain(site, session),
            "readings": [_use(use) for use in uses if use.talk is None],
            "talks": [_talk(talk, session, site, uses) for talk in session.talks],
        }
    )


def _talk(talk: Talk, session: Session, site: Site, uses: Iterable[Use]) -> Record:
    return _known(
        {
            "id": talk.id,
            "number": talk.number,
            **_title(talk.title),
            "speakers": [
                _known(
                    {
                        "id": site.archive.person_of(speaker).id,
                        "name": speaker.name,
                        "affiliation": speaker.affiliation,
                    }
                )
                for speaker in talk.speakers
            ],
            "kind": talk.kind,
            "start": talk.start and f"{talk.start:%H:%M}",
            "end": talk.end and f"{talk.end:%H:%M}",
            "language": talk.language,
            "topics": list(talk.topics),
            "abstract": _plain(site, session, talk),
            "readings": [_use(use) for use in uses if use.talk is talk],
            "materials": [_material(material) for material in talk.materials],
            "doi": talk.doi,
            "withdrawn": talk.withdrawn or None,
            "reason": talk.reason,
        }
    )


def _plain(site: Site, session: Session, talk: Talk | None = None) -> str:
    """Return a text as plain text, its blocks apart by empty lines."""
    return plain_prose(site.prose(session, talk))


def _title(title: RichText) -> Record:
    """Return a title as plain text; where it has styles, its runs as well."""
    record: Record = {"title": plain(title)}
    if any(run.styles for run in title):
        record["title-runs"] = [
            _known({"text": run.text, "styles": [style.value for style in run.styles]})
            for run in title
        ]
    return record


def _use(use: Use) -> Record:
    found = use.use
    return _known({"reading": found.key, "locator": found.locator, "role": found.role.value})


def _material(material: Material) -> Record:
    """Return a material: its address on the web, or its path below the source folder."""
    address = _address(material.target)
    return _known(
        {
            "kind": material.kind.value,
            "address": address,
            "file": "" if address else material.target,
            "archived": _address(material.archived),
        }
    )


def _address(url: str) -> str:
    return url if host_of(url) and not refusal(url) else ""


def _instant(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}".zfill(20) if instant else ""
