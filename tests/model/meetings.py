"""Sessions, talks and archives made of a few words, for tests of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.finding import Location
from sphinx_seminar.model.person import Appearance, People
from sphinx_seminar.model.richtext import rich
from sphinx_seminar.model.series import Series
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.talk import Talk
from sphinx_seminar.model.venue import Venue
from sphinx_seminar.parsing.spans import parse_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.reading import Reading

MAIN = Series("main", "Main seminar", "Europe/Berlin")


def meeting(when: str, *talks: Talk, room: str = "Hall", of: Series = MAIN, **more: Any) -> Session:
    """Return the session *when* (``2025-01-17 14:00-16:00``); its id is the day, or ``id``."""
    span, _findings = parse_span(when, of)
    assert span is not None
    name = more.pop("id", str(span.date))
    more["status"] = Status(more.get("status", "scheduled"))
    return Session(
        name, name, name, of.name, span, talks=talks, venue=Venue(room) if room else None,
        location=Location(name, 3), **more,
    )  # fmt: skip


def talk(title: str = "", *speakers: str, **more: Any) -> Talk:
    """Return the talk *title* of these *speakers*; its id is the title, or ``id``."""
    name = more.pop("id", title)
    people = tuple(map(Appearance, speakers))
    return Talk(name, 1, rich(title), people, location=Location(name, 5), **more)


def archive(
    *sessions: Session, series: Iterable[Series] = (MAIN,), readings: Iterable[Reading] = ()
) -> Archive:
    return Archive.of(series, sessions, readings, People())
