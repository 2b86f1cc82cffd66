"""Compares what was found in an invented page with what a careful reader finds in it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_seminar.importers.gathering import Gathered, gather

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.importers.found import Found, FoundSession

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.md"))


def truth_of(name: str) -> dict[str, Any]:
    return json.loads((PAGES / f"{name}.json").read_text("utf-8"))


def found_in(name: str) -> Found:
    day = date.fromisoformat(truth_of(name)["as_of"])
    gathered: Gathered = gather([PAGES / f"{name}.md"], {}, lambda _path: day)
    assert gathered.errors == []
    return gathered.found[0]


def by_line(found: Found) -> dict[int, FoundSession]:
    return {session.location.line: session for session in found.sessions}


def differences(session: FoundSession, wanted: dict[str, Any]) -> Iterator[str]:
    """Yield what is otherwise than *wanted*, doubts aside."""
    told: dict[str, Any] = {
        "date": session.date.date.isoformat() if session.date.date else None,
        "status": session.status.value,
        "start": f"{session.start:%H:%M}" if session.start else None,
        "end": f"{session.end:%H:%M}" if session.end else None,
        "reason": session.reason,
        "moved_to": session.moved_to,
        "kind": session.talks[0].kind if session.talks else "",
        "titles": [talk.title.words for talk in session.talks if talk.title],
        "speakers": [one.name for talk in session.talks for one in talk.speakers],
        "affiliations": [
            one.affiliation for talk in session.talks for one in talk.speakers if one.affiliation
        ],
        "readings": [[one.title, one.url] for talk in session.talks for one in talk.readings],
        "links": [[one.role.value, one.url] for talk in session.talks for one in talk.links],
        "missing": sorted({name for talk in session.talks for name in talk.missing}),
    }
    expected = {"status": "scheduled", "speakers": [], "readings": [], "links": []} | wanted
    if "title" in wanted:
        expected["titles"] = [wanted["title"]]
    for name, value in told.items():
        if name in expected and value != expected[name]:
            yield f"{name}: {value!r} is not {expected[name]!r}"
