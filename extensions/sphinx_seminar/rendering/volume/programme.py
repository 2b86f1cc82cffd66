"""The programme of a part: its sessions with day, talks and speakers, for one page on a wall.

What most sessions share, their time and place, is said once. How to join is on no wall.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.titles import rich_nodes
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.venue import Format
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.volume.nodes import ProgrammePart, ProgrammeRow, ProgrammeTalk
from sphinx_seminar.rendering.when import format_short_day, format_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.talk import Talk
    from sphinx_seminar.model.volume import Volume

FACTS_CLASS = "seminar-volume-facts"
PROGRAMME_CLASS = "seminar-volume-programme"


def programme_of(part: Volume, env: BuildEnvironment) -> list[nodes.Node]:
    """Return a row for each session of *part*, below what most of them share."""
    sessions = [one for one in part.sessions if one.status is not Status.WITHDRAWN]
    shared = shared_facts(sessions)
    several = len({session.series for session in sessions}) > 1
    titles = {one.name: one.title for one in seminar_domain(env).archive.series} if several else {}
    years = len({session.span.date.year for session in sessions}) > 1
    rows: list[nodes.Node] = [nodes.paragraph("", " · ".join(shared), classes=[FACTS_CLASS])]
    for session in sessions:
        day = format_short_day(session.span.date, env.config.language, year=years)
        rows.append(_row(session, day, shared, titles.get(session.series, "")))
    return [nodes.container("", *rows[0 if shared else 1 :], classes=[PROGRAMME_CLASS])]


def shared_facts(sessions: Iterable[Session]) -> tuple[str, ...]:
    """Return the time and place of most of *sessions* that take place, () when there are none."""
    each = Counter(_facts(session) for session in sessions if session.status.takes_place)
    (facts, count), *_rest = each.most_common(1) or [((), 0)]
    return facts if count * 2 > each.total() else ()


def _facts(session: Session) -> tuple[str, ...]:
    place = session.venue.name if session.venue else ""
    if not place and session.format is not Format.IN_PERSON:
        place = str(labels.ONLINE)
    return tuple(fact for fact in (format_times(session.span), place) if fact)


def _row(session: Session, day: str, shared: tuple[str, ...], series: str) -> ProgrammeRow:
    status = "" if session.status is Status.SCHEDULED else str(labels.STATUSES[session.status])
    facts = _facts(session)
    if facts == shared or not session.status.takes_place:
        facts = ()
    parts = {
        "day": day,
        "facts": ", ".join(facts),
        "status": "" if plain(session.title) == status else status,
        "series": series,
    }
    return ProgrammeRow("", *_parts(parts), *_talks(session))


def _parts(parts: dict[str, str]) -> Iterator[nodes.Node]:
    for name, text in parts.items():
        if text:
            yield ProgrammePart("", nodes.Text(text), part=name)


def _talks(session: Session) -> Iterator[nodes.Node]:
    talks = [talk for talk in session.talks if not talk.withdrawn]
    if not talks:
        title = rich_nodes(session.title) or [nodes.Text(str(labels.TO_BE_ANNOUNCED))]
        yield ProgrammeTalk("", ProgrammePart("", *title, part="title"))
    for talk in talks:
        title = rich_nodes(talk.title or (session.title if len(talks) == 1 else ()))
        if not title:
            title = [nodes.Text(str(labels.TO_BE_ANNOUNCED))]
        parts = [ProgrammePart("", *title, part="title")]
        if by := _by(talk):
            parts.append(ProgrammePart("", nodes.Text(by), part="by"))
        yield ProgrammeTalk("", *parts)


def _by(talk: Talk) -> str:
    return ", ".join(
        f"{one.name} ({one.affiliation})" if one.affiliation else one.name for one in talk.speakers
    )
