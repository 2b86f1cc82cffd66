"""What somebody has yet to do: announce what comes soon, and keep what remains of the past.

All of it depends on the day, so no build says it: commands do. A session lasts until the end
of its day, as in listings. Only what takes place counts, and only sessions whose day is known.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.session import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk

#: How many days before a session its title and abstract should be known, and for how many
#: days after it one is reminded of its materials and readings.
AHEAD, BEHIND = 14, 90


def duties(
    archive: Archive, today: date, *, ahead: int = AHEAD, behind: int = BEHIND
) -> Iterator[Finding]:
    """Yield what sessions lack, oldest session first; ``value`` is the id of what lacks it.

    Title and abstract: in the next *ahead* days, *today* included. Materials and readings:
    in the last *behind* days.
    """
    for session in archive.sessions:
        if not session.status.takes_place or not session.span.date.is_day:
            continue
        distance = session.span.date.first() - today
        if timedelta(0) <= distance <= timedelta(days=ahead):
            yield from _unannounced(session)
        elif timedelta(days=-behind) <= distance < timedelta(0):
            yield from _unfinished(archive, session)


def _unannounced(session: Session) -> Iterator[Finding]:
    nothing_known = session.status is Status.TBA or not session.title
    if not session.talks and nothing_known:
        kind = FindingKind.TITLE_MISSING
        yield Finding(kind, session.id, name="session", location=session.location)
    for talk in session.talks:
        if talk.withdrawn:
            continue
        if not talk.title:
            yield _of_talk(FindingKind.TITLE_MISSING, talk)
        if talk.abstract is None:
            yield _of_talk(FindingKind.ABSTRACT_MISSING, talk)


def _unfinished(archive: Archive, session: Session) -> Iterator[Finding]:
    for talk in session.talks:
        if not (talk.withdrawn or talk.materials or talk.keeps_materials):
            yield _of_talk(FindingKind.MATERIALS_MISSING, talk)
    if session.talks and not archive.uses_by_session.get(session.id):
        kind = FindingKind.READINGS_MISSING
        yield Finding(kind, session.id, name="session", location=session.location)


def _of_talk(kind: FindingKind, talk: Talk) -> Finding:
    return Finding(kind, talk.id, name="talk", location=talk.location)
