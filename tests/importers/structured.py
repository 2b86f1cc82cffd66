"""Reads an invented file as ``seminar import`` does, and shows what was found in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sphinx_seminar.importers.columns import Columns
from sphinx_seminar.importers.deciding.page import decide
from sphinx_seminar.importers.formats import format_of, largest
from sphinx_seminar.importers.sources import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_seminar.importers.entries import Page
    from sphinx_seminar.importers.found import Found, FoundSession, FoundTalk

AS_OF = date(2024, 6, 1)


def page_of(path: Path, content: str | bytes) -> Page:
    """Write *content* to *path*, and read it with the first format that claims it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    source = read_source(path, path.parent, largest(path))
    return format_of(source).reader.read(source, Columns())


def found_in(path: Path, content: str | bytes) -> Found:
    return decide([page_of(path, content)], AS_OF)


def when(session: FoundSession) -> str:
    """Return day, times and zone on one line."""
    day = session.date.date.isoformat() if session.date.date else "?"
    end = f"/{session.date.end.isoformat()}" if session.date.end else ""
    times = "-".join(f"{one:%H:%M}" for one in (session.start, session.end) if one)
    return " ".join(filter(None, (f"{day}{end}", times, session.zone)))


def speakers(talk: FoundTalk) -> list[Any]:
    return [(one.name, one.affiliation) if one.affiliation else one.name for one in talk.speakers]


def notes(session: FoundSession) -> list[str]:
    return [one.text for one in session.notes]
