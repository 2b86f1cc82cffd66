"""When a session was last changed, told by its content alone.

Calendars and feeds want a time and a number for each version (``LAST-MODIFIED``,
``SEQUENCE``, Atom's ``updated``), and equal sources must give equal bytes on every machine
and day: no clock, no time of a file, no history that a shallow clone lacks.

No function of the content can grow with *every* change, since a change can be taken back.
What is made here grows where programs act on it, and differs whenever anything differs:

- The *sequence* is the step that the session has reached: to be announced (0), tentative
  (1), scheduled (2), not taking place as planned or withdrawn (3). An invitation that was
  imported is replaced by its cancellation, never the other way round.
- The *stamp* lies on the day four weeks before the session, when seminars are announced;
  once a talk has materials or something is withdrawn, on the day before it. The quarter of
  that day is the step, the second within the quarter a digest of all that is published: a
  later step has a later stamp, and another content another stamp (but once in 21,600).
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.session import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.prose import Mention
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk

#: How long before its day a session counts as announced.
ANNOUNCED = timedelta(days=28)
_QUARTER = 6 * 60 * 60
_STEPS = {Status.TBA: 0, Status.TENTATIVE: 1, Status.SCHEDULED: 2}
_LAST_STEP = 3


class Revision(NamedTuple):
    """A version of a session: its step, its time in UTC, and a digest of all that it says."""

    sequence: int
    stamp: datetime
    digest: str


def revision(
    session: Session, archive: Archive, words: Callable[[Mention], object] = repr
) -> Revision:
    """Return the version of *session*; *words* tells how its texts show what they mention."""
    content = (*_content(session, archive), *_texts(session, words))
    digest = blake2b(repr(content).encode("utf-8", "replace"), digest_size=16)
    day = announced_on(session)
    withdrawn = session.status is Status.WITHDRAWN or any(one.withdrawn for one in session.talks)
    if withdrawn or any(talk.materials for talk in session.talks):
        day = _before(session.span.date.last(), timedelta(days=1))
    sequence = _LAST_STEP if withdrawn else _STEPS.get(session.status, _LAST_STEP)
    second = sequence * _QUARTER + int.from_bytes(digest.digest()[:8]) % _QUARTER
    stamp = datetime.combine(day, time(), UTC) + timedelta(seconds=second)
    return Revision(sequence, stamp, digest.hexdigest())


def announced_on(session: Session) -> date:
    """Return the day from which on *session* counts as announced."""
    return _before(session.span.date.first(), ANNOUNCED)


def _before(day: date, distance: timedelta) -> date:
    try:
        return day - distance
    except OverflowError:
        return day


def _content(session: Session, archive: Archive) -> tuple[object, ...]:
    """Return what is published of *session*, but where: a page may move."""
    series = archive.series_by_name.get(session.series)
    others = [archive.session_by_id.get(one) for one in (session.moved_to, session.moved_from)]
    uses = archive.uses_by_session.get(session.id, ())
    return (
        (session.id, series.title if series else session.series, plain(session.title)),
        _slot(session),
        (session.status.value, session.reason, session.moved_to, session.moved_from),
        [_slot(other) if other else () for other in others],
        (session.format.value, session.venue and (session.venue.name, session.venue.url)),
        (session.chair, session.number, session.notice),
        [_talk_content(talk) for talk in session.talks],
        [
            (talk.id if talk else "", use.key, use.locator, use.role.value)
            for _session, talk, use in uses
        ],
        [archive.readings[use.use.key].digest for use in uses],
    )


def _texts(session: Session, words: Callable[[Mention], object]) -> Iterator[object]:
    """Yield the versions of the session's texts; nothing for one without any."""
    own = (("", session.text), *((talk.id, talk.abstract) for talk in session.talks))
    for owner, found in own:
        if found is not None:
            yield owner, found.digest, [words(mention) for mention in found.mentions]


def _slot(session: Session) -> tuple[object, ...]:
    span = session.span
    return str(span.date), str(span.start), str(span.end), span.days, span.fold, span.zone


def _talk_content(talk: Talk) -> tuple[object, ...]:
    return (
        (talk.id, talk.number, talk.plain_title, talk.kind, talk.language, talk.doi),
        [(speaker.name, speaker.affiliation) for speaker in talk.speakers],
        (str(talk.start), str(talk.end), talk.topics),
        [(material.kind.value, material.target) for material in talk.materials],
        # Versions of talks without these stay as they were.
        *[("archived", one.archived) for one in talk.materials if one.archived],
        *(("withdrawn", talk.reason) if talk.withdrawn else ()),
    )
