"""What ``seminar import --json`` prints: everything that was found, but no secret."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_seminar.cli.import_wording import flag_words, problem_line
from sphinx_seminar.importers.counting import counts_of
from sphinx_seminar.importers.deciding.markup import markdown_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from sphinx_seminar.importers.found import (
        Defaults,
        Found,
        FoundAccess,
        FoundLink,
        FoundPerson,
        FoundReading,
        FoundSession,
        FoundTalk,
    )
    from sphinx_seminar.importers.sources import SourceError
    from sphinx_seminar.importers.writing.plan import Plan

Record = dict[str, Any]


def found_json(found: Sequence[Found], errors: Sequence[SourceError], plan: Plan | None) -> str:
    """Return the report as JSON; *plan* says what becomes of each session, where there is one."""
    fates = {} if plan is None else {id(one.session): one for one in plan.outcomes}
    sessions = []
    for one in found:
        for session in one.sessions:
            record = _session(session)
            if (outcome := fates.get(id(session))) is not None:
                record |= {"fate": outcome.fate.value, "path": outcome.path or None}
            sessions.append(record)
    report = {
        "counts": counts_of(found)._asdict(),
        "sessions": sessions,
        "sources": [_source(one) for one in found],
        "errors": [
            {"source": one.name, "problem": one.problem.value, "detail": one.detail}
            for one in errors
        ],
    }
    if plan is not None:
        report["changes"] = [{"path": one.path, "new": one.before is None} for one in plan.changes]
    return json.dumps(report, indent=2, ensure_ascii=False)


def _source(found: Found) -> Record:
    return {
        "source": found.source,
        "format": found.format,
        "counts": counts_of([found])._asdict(),
        "defaults": _defaults(found.defaults),
        "skipped": [
            {"source": one.source, "line": one.line, "text": one.text, "reason": one.reason.value}
            for one in found.skipped
        ],
        "problems": [
            {
                "kind": one.kind.value,
                "line": one.line,
                "value": one.value,
                "examples": list(one.examples),
                "words": problem_line(one),
            }
            for one in found.problems
        ],
        "unplaced": [{"line": one.line, "text": one.text} for one in found.notes],
        "left_out": dict(found.dropped),
    }


def _defaults(defaults: Defaults) -> Record:
    return {
        "title": defaults.title or None,
        "weekday": defaults.weekday,
        "weeks": defaults.weeks,
        "start": _clock(defaults.start),
        "end": _clock(defaults.end),
        "zone": defaults.zone or None,
        "venue": defaults.venue or None,
        "access": _access(defaults.access),
    }


def _session(session: FoundSession) -> Record:
    date = session.date
    talks = session.talks
    titles = [talk.title.words for talk in talks if talk.title]
    return {
        "source": session.location.source,
        "line": session.location.line,
        "key": session.key,
        "date": date.date.isoformat() if date.date else None,
        "end_date": date.end.isoformat() if date.end else None,
        "date_raw": date.raw,
        "date_certainty": date.certainty,
        "start": _clock(session.start),
        "end": _clock(session.end),
        "zone": session.zone or None,
        "status": session.status.value,
        "reason": session.reason or None,
        "moved_to": session.moved_to or None,
        "moved_from": session.moved_from or None,
        "kind": talks[0].kind if talks else None,
        "title": "; ".join(titles) or None,
        "speakers": [_person(one) for talk in talks for one in talk.speakers],
        "readings": [_reading(one) for talk in talks for one in talk.readings],
        "links": [_link(one) for talk in talks for one in talk.links],
        "venue": session.venue or None,
        "format": session.format.value if session.format else None,
        "chair": session.chair or None,
        "number": session.number or None,
        "part": session.part or None,
        "notice": session.notice or None,
        "has_abstract": any(talk.abstract for talk in talks),
        "missing": list(dict.fromkeys(name for talk in talks for name in talk.missing)),
        "talks": [_talk(talk) for talk in talks],
        "notes": [{"line": one.line, "text": one.text} for one in session.notes],
        "access": _access(session.access),
        "flags": [
            {
                "kind": flag.kind.value,
                "detail": flag.detail,
                "question": flag.is_question,
                "words": flag_words(flag),
            }
            for flag in session.flags
        ],
        "raw": session.raw,
    }


def _talk(talk: FoundTalk) -> Record:
    return {
        "line": talk.line,
        "title": talk.title.words or None,
        "title_markdown": markdown_of(talk.title, links=False) or None,
        "kind": talk.kind or None,
        "speakers": [_person(one) for one in talk.speakers],
        "start": _clock(talk.start),
        "end": _clock(talk.end),
        "language": talk.language or None,
        "topics": list(talk.topics),
        "readings": [_reading(one) for one in talk.readings],
        "links": [_link(one) for one in talk.links],
        "abstract": talk.abstract or None,
        "missing": list(talk.missing),
    }


def _person(person: FoundPerson) -> Record:
    record: Record = {"name": person.name}
    if person.bare and person.bare != person.name:
        record["name_without_title"] = person.bare
    if person.affiliation:
        record["affiliation"] = person.affiliation
    if person.url:
        record["url"] = person.url
    return record


def _reading(reading: FoundReading) -> Record:
    identifiers = reading.identifiers
    record: Record = {
        "title": reading.title or None,
        "url": reading.url or None,
        "alternatives": list(reading.alternatives),
        "doi": identifiers.doi or None,
        "arxiv": identifiers.arxiv or None,
        "isbn": identifiers.isbns[0] if identifiers.isbns else None,
        "authors": reading.authors or None,
        "year": reading.year,
        "publication": reading.publication or None,
        "locator": reading.locator or None,
    }
    return {name: value for name, value in record.items() if value or name in {"title", "url"}}


def _link(link: FoundLink) -> Record:
    return {"role": link.role.value, "url": link.url, "label": link.label or None}


def _access(access: FoundAccess) -> list[str]:
    """Return which ways in were found, never the ways themselves."""
    pairs = (
        ("url", access.url),
        ("meeting-id", access.meeting_id),
        ("passcode", access.passcode),
        ("dial-in", access.dial_in),
    )
    return [name for name, value in pairs if value]


def _clock(clock: time | None) -> str | None:
    return f"{clock:%H:%M}" if clock else None
