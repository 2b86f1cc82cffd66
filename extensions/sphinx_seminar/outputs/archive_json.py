"""``archive.json``: everything public of an archive, for other programs.

The form is that of ``archive.schema.json`` (JSON Schema 2020-12), published beside it; its
version is in both. Keys come in the order of the schema, what is unknown is left out, and a
record is one line, so that versions can be compared. Ids are those of the pages, whose
addresses are relative to the file's own. What is needed to make the sources again is there
as well: texts as they were written, the entries of the bibliography, the settings of series.
"""

from __future__ import annotations

import json
from functools import cache, partial
from hashlib import blake2b
from importlib import resources
from typing import TYPE_CHECKING

from sphinx_seminar.model.csl import csl_item
from sphinx_seminar.model.feedpaths import ARCHIVE, SCHEMA
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.series import WEEKDAYS
from sphinx_seminar.outputs.archive_sessions import (
    Record,
    address,
    known,
    session_record,
    sources_digested,
    venue_record,
)
from sphinx_seminar.outputs.keptlines import INDENT, KeptLines, note_lines, read_lines
from sphinx_seminar.outputs.publishing import Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.series import Series, Term
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.outputs.revisions import Revision
    from sphinx_seminar.outputs.site import Site

#: Major: a program that reads the file must change. Minor: something was added.
VERSION = "1.1"


def archive_publications(
    site: Site,
    revisions: Mapping[str, Revision],
    salt: str,
    note: Path,
    kept: Callable[[str, str], bytes],
) -> Iterator[Publication]:
    """Yield the file and its schema.

    *kept* gives a file of the last build by its path and digest; what its lines show is in
    the *note*.
    """
    versions = _versions(site, revisions, salt)
    digest = _digest(versions.values())

    def make() -> bytes:
        lines = read_lines(note, partial(kept, ARCHIVE))
        data = export_archive(site, versions, lines)
        note_lines(note, digest, lines)
        return data

    yield Publication(ARCHIVE, digest, make)
    schema = schema_bytes()
    yield Publication(SCHEMA, blake2b(schema, digest_size=16).hexdigest(), lambda: schema)


def _versions(site: Site, revisions: Mapping[str, Revision], salt: str) -> dict[str, str]:
    """Return what every line may show, shortly, and by record what its own shows."""
    archive = site.archive
    shared = _digest(
        (
            salt,
            repr((site.id, site.title, site.language, site.base, sorted(site.homes.items()))),
            repr(archive.series),
            repr(list(archive.topics.items())),
            *map(repr, archive.speakers.values()),
            repr((_syntax(site), [site.sources.get(name) for name in site.homes.values()])),
            *_bibliography(site),
        )
    )
    versions = {"": shared}
    for key, one in archive.readings.items():
        versions[f"reading {key}"] = _digest((shared, key, one.digest, one.raw))
    for session in site.sessions:
        shown = f"{revisions[session.id].digest} {site.page(session)} {session.title}"
        written = repr(list(sources_digested(session, site)))
        versions[f"session {session.id}"] = _digest((shared, shown, written))
    return versions


def _digest(parts: Iterable[str]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(f"{part}\n".encode("utf-8", "replace"))
    return digest.hexdigest()


@cache
def schema_bytes() -> bytes:
    """Return the schema as it is published."""
    return resources.files(__package__).joinpath("schema", SCHEMA).read_bytes()


def export_archive(
    site: Site, versions: Mapping[str, str] | None = None, lines: KeptLines | None = None
) -> bytes:
    """Return the file; *lines* are those of the last build by the *versions* of records."""
    versions, lines = versions or {}, lines or KeptLines()
    head = {
        "$schema": SCHEMA,
        "version": VERSION,
        "id": site.id,
        "title": site.title,
        "language": site.language,
        "address": site.base,
        "syntax": _syntax(site),
        "homes": {kind: site.sources.get(name, "") for kind, name in sorted(site.homes.items())},
        "bibliography": list(_bibliography(site)),
    }
    archive = site.archive
    lists: dict[str, Iterable[bytes]] = {
        "series": map(_line, map(_series, archive.series)),
        "people": map(_line, _people(site)),
        "topics": map(_line, _topics(site)),
        "readings": (
            lines.line(versions.get(f"reading {key}", ""), partial(_reading, key, one, site))
            for key, one in archive.readings.items()
        ),
        "sessions": (
            lines.line(versions.get(f"session {one.id}", ""), partial(_session, one, site))
            for one in site.sessions
        ),
    }
    parts = [f"  {_json(key)}: {_json(value)}".encode() for key, value in known(head).items()]
    for name, records in lists.items():
        rows = b",\n".join(records)
        opened = f"  {_json(name)}: [".encode()
        parts.append(b"".join((opened, b"\n", rows, b"\n  ]") if rows else (opened, b"]")))
    return b"".join((b"{\n", b",\n".join(parts), b"\n}\n"))


def _line(record: Record) -> bytes:
    return INDENT + _json(record).encode("utf-8", "replace")


def _session(session: Session, site: Site) -> bytes:
    return _line(session_record(session, site))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _syntax(site: Site) -> Record:
    """Return the settings under which the sources in the file are read."""
    return known(
        {
            "markdown-extensions": list(site.syntax.extensions),
            "smart-quotes": None if site.syntax.smart_quotes else False,
            "math-macros": dict(site.syntax.macros),
        }
    )


def _bibliography(site: Site) -> Iterator[str]:
    """Yield the blocks of the bibliography that readings need, and that are none."""
    yield from (block.strip() for _name, block in site.library.strings)
    yield from (one.raw.strip() for one in site.library.readings if not one.is_work)


# -- series, people, topics, readings --------------------------------------------------------


def _series(series: Series) -> Record:
    rhythm = series.rhythm
    return known(
        {
            "id": series.name,
            "title": series.title,
            "zone": series.zone,
            "zones": list(series.zones),
            "start": series.start and f"{series.start:%H:%M}",
            "end": series.end and f"{series.end:%H:%M}",
            "days": series.days or None,
            "venue": venue_record(series.venue),
            "rhythm": rhythm
            and known(
                {
                    "weekday": WEEKDAYS[rhythm.weekday],
                    "weeks": rhythm.weeks,
                    "of-month": list(rhythm.of_month),
                    "since": rhythm.since and rhythm.since.isoformat(),
                }
            ),
            "terms": [_term(term) for term in series.terms],
            "breaks": [_term(term) for term in series.breaks],
            "organisers": list(series.organisers),
            "contact": series.contact,
        }
    )


def _term(term: Term) -> Record:
    return {"name": term.name, "first": term.first.isoformat(), "last": term.last.isoformat()}


def _home(site: Site, objtype: str, name: str) -> str:
    """Return where an object of a listing stands, '' when no page lists it."""
    docname = site.homes.get(objtype)
    return f"{site.pages[docname]}#{node_id(objtype, name)}" if docname else ""


def _people(site: Site) -> Iterator[Record]:
    for person_id, person in sorted(site.archive.speakers.items()):
        yield known(
            {
                "id": person_id,
                "name": person.name,
                "sort-name": person.sort_name,
                "aliases": list(person.aliases),
                "orcid": person.orcid,
                "homepage": address(person.homepage),
                "page": _home(site, "speaker", person_id),
            }
        )


def _topics(site: Site) -> Iterator[Record]:
    for topic, name in sorted(site.archive.topics.items()):
        yield known({"id": topic, "name": name, "page": _home(site, "topic", topic)})


def _reading(key: str, reading: Reading, site: Site) -> bytes:
    return _line(
        known(
            {
                "id": key,
                "csl": csl_item(reading),
                "bibtex": reading.raw.strip(),
                "page": _home(site, "reading", key),
            }
        )
    )
