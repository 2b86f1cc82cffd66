"""What another archive publishes, small enough to be read, and as hostile as it can be."""

from __future__ import annotations

import json
from typing import Any

from loopback import Answer

DOI = "10.1234/shared"
XSS = '"><img src=x onerror="window.hacked=1"><script>window.hacked=2</script>'


def session(name: str, day: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "series": "main",
        "page": f"sessions/{name}.html#session-{name}",
        "date": day,
        "start": "14:00",
        "end": "15:00",
        "zone": "Europe/Berlin",
        "status": "scheduled",
        "format": "in-person",
        "venue": {"name": "Hall 2", "url": "https://rooms.example.org/2"},
        **more,
    }


def archive(**more: Any) -> dict[str, Any]:
    """Return an archive of three sessions, two people and three readings."""
    talk = {
        "id": "2025-01-10-1",
        "number": 1,
        "title": "Fluctuations revisited",
        "speakers": [{"id": "ada-example", "name": "Ada Example", "affiliation": "Institute B"}],
        "topics": ["Entropy"],
        "abstract": "How to draw.\n\nA zymurgical needle.",
        "readings": [
            {"reading": "shared", "locator": "ch. 3", "role": "main"},
            {"reading": "theirs", "role": "further"},
        ],
        "materials": [{"kind": "slides", "address": "https://files.example.org/slides.pdf"}],
    }
    namesake = {
        "id": "2025-02-14-1",
        "number": 1,
        "title": "Squares",
        "title-runs": [{"text": "Squares of "}, {"text": "x^2", "styles": ["math"]}],
        "speakers": [{"id": "john-same", "name": "John Same"}],
    }
    untimed = session("2025-03", "2025-03", status="tba")
    del untimed["start"], untimed["end"]
    return {
        "$schema": "archive.schema.json",
        "version": "1.1",
        "id": "other.example.org",
        "title": "Other Seminar",
        "language": "en",
        "address": "https://elsewhere.example.org/",
        "series": [
            {
                "id": "main",
                "title": "Other series",
                "zone": "Europe/Berlin",
                "organisers": ["Somebody"],
                "terms": [{"name": "Winter", "first": "2025-01-01", "last": "2025-03-31"}],
            }
        ],
        "people": [
            {
                "id": "ada-example",
                "name": "Ada Example",
                "orcid": "0000-0002-1825-0097",
                "homepage": "https://ada.example.org/",
                "page": "browse/speakers.html#speaker-ada-example",
            },
            {
                "id": "john-same",
                "name": "John Same",
                "page": "browse/speakers.html#speaker-john-same",
            },
        ],
        "topics": [{"id": "entropy", "name": "Entropy"}],
        "readings": [
            reading("shared", "The Shared Work", DOI=DOI),
            reading("theirs", "Only Theirs", **{"container-title": "Journal of Theirs"}),
            reading("unread", "Nobody Read This"),
        ],
        "sessions": [
            session("2025-01-10", "2025-01-10", talks=[talk]),
            session("2025-02-14", "2025-02-14", talks=[namesake]),
            untimed,
        ],
        **more,
    }


def reading(key: str, title: str, **more: Any) -> dict[str, Any]:
    item = {
        "id": key,
        "type": "article-journal",
        "title": title,
        "author": [{"family": "Writer", "given": "W."}],
        "issued": {"date-parts": [[2001]]},
        **more,
    }
    return {"id": key, "csl": item, "page": f"browse/readings.html#reading-{key}"}


def answer(data: object) -> Answer:
    return Answer(json.dumps(data).encode(), kind="application/json")
