"""The records of sessions and talks in ``archive.json``, and what all of its records share.

Beside what readers see they hold what a session's file is made of again (:data:`Record`
``source``): texts as they were written, without comments, and how a use of a reading was
told. How to get into an online session is in no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.links import host_of, refusal, resolved_doi, scheme_of
from sphinx_seminar.model.prose import plain_prose
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.talk import UseOrigin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sphinx_seminar.domain.written import Source
    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.model.richtext import RichText
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Material, Talk
    from sphinx_seminar.model.venue import Venue
    from sphinx_seminar.outputs.site import Site

Record = dict[str, Any]

MARKDOWN, RESTRUCTURED_TEXT = "markdown", "restructuredtext"
_SECOND = "second"


def known(record: Record) -> Record:
    """Return *record* without what is unknown: empty texts, lists, objects, and ``None``."""
    return {name: value for name, value in record.items() if value not in ("", None, [], {})}


def address(url: str) -> str:
    """Return *url* if it is an address of the web, else ''."""
    return url if host_of(url) and not refusal(url) else ""


def venue_record(venue: Venue | None) -> Record:
    """Return the record of a room."""
    return known({"name": venue.name, "url": address(venue.url)}) if venue else {}


def session_record(session: Session, site: Site) -> Record:
    """Return the record of *session* with its talks."""
    span = session.span
    uses = site.archive.uses_by_session.get(session.id, ())
    return known(
        {
            "id": session.id,
            "aliases": list(session.aliases),
            "series": session.series,
            "page": site.page(session),
            "date": str(span.date),
            "start": span.start and f"{span.start:%H:%M}",
            "end": span.end and f"{span.end:%H:%M}",
            "days": span.days or None,
            "zone": span.zone,
            "occurrence": _SECOND if span.fold else "",
            "starts-at": _instant(span.starts_at()),
            "ends-at": _instant(span.ends_at()),
            "status": session.status.value,
            "reason": session.reason,
            "moved-to": session.moved_to,
            "moved-from": session.moved_from,
            "format": session.format.value,
            "venue": venue_record(session.venue),
            "chair": session.chair,
            "number": session.number,
            "notice": session.notice,
            **_title(session.title),
            "text": plain_prose(site.prose(session)),
            "source": _session_source(session, site),
            "readings": [_use(use) for use in uses if use.talk is None],
            "talks": [_talk(talk, session, site, uses) for talk in session.talks],
        }
    )


def sources_digested(session: Session, site: Site) -> Iterator[object]:
    """Yield what the record holds of *session* that no other output shows."""
    yield session.written, session.aliases, session.span.fold, site.sources.get(session.docname)
    for talk in session.talks:
        yield talk.title, talk.written, talk.aliases
    for use in site.archive.uses_by_session.get(session.id, ()):
        yield use.use.origin


def _session_source(session: Session, site: Site) -> Record:
    file = site.sources.get(session.docname, "")
    if not file:
        return {}
    is_markdown = not file.endswith(".rst")
    return known(
        {
            "file": file,
            "format": MARKDOWN if is_markdown else RESTRUCTURED_TEXT,
            **_source(site.source(session), session.title),
        }
    )


def _source(source: Source, title: RichText) -> Record:
    """Return how a title and a text were written; the title only where it shows otherwise."""
    return {
        "title": "" if source.title == plain(title) else source.title,
        "text": source.text,
    }


def _talk(talk: Talk, session: Session, site: Site, uses: Iterable[Use]) -> Record:
    return known(
        {
            "id": talk.id,
            "aliases": list(talk.aliases),
            "number": talk.number,
            **_title(talk.title),
            "speakers": [
                known(
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
            "abstract": plain_prose(site.prose(session, talk)),
            "source": known(_source(site.source(session, talk), talk.title)),
            "readings": [_use(use) for use in uses if use.talk is talk],
            "materials": list(_materials(talk, session)),
            "doi": talk.doi,
            "withdrawn": talk.withdrawn or None,
            "reason": talk.reason,
        }
    )


def _title(title: RichText) -> Record:
    """Return a title as plain text; where it has styles, its runs as well."""
    record: Record = {"title": plain(title)}
    if any(run.styles for run in title):
        record["title-runs"] = [
            known({"text": run.text, "styles": [style.value for style in run.styles]})
            for run in title
        ]
    return record


def _use(use: Use) -> Record:
    found = use.use
    origin = "" if found.origin is UseOrigin.OPTION else found.origin.value
    return known(
        {
            "reading": found.key,
            "locator": found.locator,
            "role": found.role.value,
            "origin": origin,
        }
    )


def _materials(talk: Talk, session: Session) -> Iterator[Record]:
    """Yield the materials: addresses of the web, and paths below the source folder."""
    for material in talk.materials:
        place = _place(material, session)
        if place:
            copy = {"archived": address(material.archived)}
            yield known({"kind": material.kind.value, **place, **copy})


def _place(material: Material, session: Session) -> Record:
    """Return where *material* is; nothing for what no page links to."""
    if scheme_of(material.target):
        found = address(resolved_doi(material.target))
        return {"address": found} if found else {}
    path = material.path(session.docname)
    return {} if path.startswith("..") or refusal(path) else {"file": path}


def _instant(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}".zfill(20) if instant else ""
