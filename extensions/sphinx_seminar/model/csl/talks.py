"""A talk as an item of CSL-JSON: how the session itself is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.csl.markup import marked_up, unmarked
from sphinx_seminar.model.session import Status

if TYPE_CHECKING:
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.person import Appearance
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk

_NOT_HELD = frozenset(
    {Status.CANCELLED, Status.POSTPONED, Status.NO_MEETING, Status.MOVED, Status.WITHDRAWN}
)


def is_citable(session: Session, talk: Talk) -> bool:
    """Tell whether *talk* can be cited: somebody gives it under a title, and it is not off."""
    return bool(talk.title and talk.speakers) and session.status not in _NOT_HELD


def talk_key(talk: Talk) -> str:
    """Return the key under which *talk* is cited."""
    return f"talk-{talk.id}"


def series_title(archive: Archive, session: Session) -> str:
    """Return the title of the seminar that *session* belongs to."""
    series = archive.series_by_name.get(session.series)
    return series.title if series else session.series


def talk_item(
    archive: Archive, session: Session, talk: Talk, url: str = "", *, plain: bool = False
) -> dict[str, Any]:
    """Return *talk* as a CSL-JSON item; *url* is its address where one is known.

    *plain*: without CSL's markup in the title.
    """
    date = session.span.date
    day = {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
    item: dict[str, Any] = {
        "id": talk_key(talk),
        "type": "speech",
        "author": [speaker_name(archive, speaker) for speaker in talk.speakers],
        "issued": day,
        "event-date": day,
        "title": unmarked(talk.title) if plain else marked_up(talk.title),
        "event-title": series_title(archive, session),
        "event-place": session.venue.name if session.venue else "",
        "genre": talk.kind,
        "language": talk.language,
        "DOI": talk.doi,
        "URL": url,
    }
    return {variable: value for variable, value in item.items() if value}


def speaker_name(archive: Archive, speaker: Appearance) -> dict[str, Any]:
    """Return the name of *speaker*: in parts only where ``people.toml`` has a sort name."""
    family, comma, given = archive.person_of(speaker).sort_name.partition(", ")
    if comma:
        return {"family": family, "given": given}
    return {"literal": speaker.name}
