"""A scope: a part of the archive whose reading list is published, and where its files lie.

The layout below the output folder is published, so that a stem never changes::

    readings                        the whole archive
    exports/series/<id>             exports/session/<id>    exports/speaker/<id>
    exports/term/<series>/<term>    exports/talk/<id>       exports/topic/<id>
    exports/selection/<filters>     what a listing with filters shows
    exports/citation/<talk id>      the citation of a talk itself

Every part is an id or a :func:`~sphinx_seminar.model.identity.slug`: neither holds ``/``,
``=``, ``,`` or ``~``, so that no two scopes share a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_seminar.model.archive import topic_id
from sphinx_seminar.model.identity import slug
from sphinx_seminar.model.selection import Period, Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sphinx_seminar.model.archive import Archive, Use
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.selection import Selection
    from sphinx_seminar.model.series import Series, Term
    from sphinx_seminar.model.session import Session

#: Longer names of selections are digested: file systems end at 255 bytes.
_LONGEST_NAME = 120
_FILTERS = ("series", "term", "year", "speaker", "topic", "reading", "kind", "status")


class ScopeKind(StrEnum):
    """What a reading list belongs to; the values are folders of the published layout."""

    ARCHIVE = "archive"
    SERIES = "series"
    TERM = "term"
    SESSION = "session"
    TALK = "talk"
    SPEAKER = "speaker"
    TOPIC = "topic"
    SELECTION = "selection"


class ListFormat(StrEnum):
    """A format of a reading list; the values are what the command line takes."""

    BIBTEX = "bibtex"
    ASCII = "bibtex-ascii"
    RIS = "ris"
    CSL = "csl"
    PLAIN = "plain"

    @property
    def suffix(self) -> str:
        """What a file in this format adds to the stem of its scope."""
        return _SUFFIXES[self]


# No id holds "~": the form never takes the name of another scope's file.
_SUFFIXES = {
    ListFormat.BIBTEX: ".bib",
    ListFormat.ASCII: "~ascii.bib",
    ListFormat.RIS: ".ris",
    ListFormat.CSL: ".json",
    ListFormat.PLAIN: ".txt",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """A reading list: ``keys`` in the order of reading, each once; ``id`` is '' for the archive.

    The archive's keys are those of all its works, read or not, in the order of the files.
    """

    kind: ScopeKind
    id: str
    keys: tuple[str, ...]

    @property
    def stem(self) -> str:
        """Where its files lie, below the output folder, without a suffix."""
        return scope_stem(self.kind, self.id)

    def readings(self, archive: Archive) -> list[Reading]:
        """Return the readings of the scope."""
        return [archive.readings[key] for key in self.keys]


def scope_stem(kind: ScopeKind, scope_id: str = "") -> str:
    """Return where the files of a scope lie; ids that hold ``/`` are made by this module."""
    return "readings" if kind is ScopeKind.ARCHIVE else f"exports/{kind.value}/{scope_id}"


def citation_stem(talk_id: str) -> str:
    """Return where the files of the citation of a talk lie."""
    return f"exports/citation/{talk_id}"


def session_scope(archive: Archive, session: Session) -> Scope:
    """Return what *session* read, its talks included."""
    return Scope(ScopeKind.SESSION, session.id, _keys(archive.uses_by_session.get(session.id, ())))


def talk_scope(archive: Archive, session: Session, talk_id: str) -> Scope:
    """Return what was read for a talk of *session*."""
    uses = archive.uses_by_session.get(session.id, ())
    own = (use for use in uses if use.talk and use.talk.id == talk_id)
    return Scope(ScopeKind.TALK, talk_id, _keys(own))


def archive_scope(archive: Archive) -> Scope:
    """Return every work of the archive, read or not, but those that only lend their fields."""
    unread = archive.lent_from - archive.uses_by_reading.keys() - archive.cited
    works = (key for key, one in archive.readings.items() if one.is_work and key not in unread)
    return Scope(ScopeKind.ARCHIVE, "", tuple(works))


def selection_scope(archive: Archive, selection: Selection, today: date) -> Scope:
    """Return what the sessions of *selection* read; its limit and order do not count.

    A selection by nothing but one series is the scope of that series.
    """
    sessions = sorted(
        _unlimited(selection).sessions(archive, today), key=lambda session: session.sort_key
    )
    keys = _keys(use for one in sessions for use in archive.uses_by_session.get(one.id, ()))
    return Scope(*_selection_place(archive, selection), keys)


def _unlimited(selection: Selection) -> Selection:
    """Return *selection* without its limit, oldest first."""
    filters = {name: getattr(selection, name) for name in _FILTERS}
    return type(selection)(**filters, period=selection.period, sort=Sort.OLDEST)


def published_scopes(archive: Archive) -> Iterator[Scope]:
    """Yield every scope that has readings, but selections: the archive first."""
    whole = archive_scope(archive)
    if not whole.keys:
        return
    yield whole
    used: dict[tuple[ScopeKind, str], dict[str, None]] = {}
    for session in archive.sessions:
        for use in archive.uses_by_session.get(session.id, ()):
            for place in _places(archive, use):
                used.setdefault(place, {})[use.use.key] = None
    order = list(ScopeKind)
    for (kind, scope_id), keys in sorted(
        used.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
    ):
        yield Scope(kind, scope_id, tuple(keys))


def _places(archive: Archive, use: Use) -> Iterator[tuple[ScopeKind, str]]:
    """Yield the scopes that *use* belongs to."""
    session, talk, _use = use
    yield ScopeKind.SESSION, session.id
    series = archive.series_by_name.get(session.series)
    if series is not None:
        yield ScopeKind.SERIES, series.name
        if term := archive.term_of(session):
            yield ScopeKind.TERM, _term_id(series, term)
    if talk is None:
        return
    yield ScopeKind.TALK, talk.id
    for speaker in talk.speakers:
        yield ScopeKind.SPEAKER, archive.person_of(speaker).id
    for topic in talk.topics:
        yield ScopeKind.TOPIC, topic_id(topic)


def _term_id(series: Series, term: Term) -> str:
    return f"{series.name}/{slug(term.name)}"


def _selection_place(archive: Archive, selection: Selection) -> tuple[ScopeKind, str]:
    """Return kind and id of *selection*; equal filters are one scope, in whatever order."""
    parts = [
        f"{name}={slug(value)}"
        for name in _FILTERS
        for value in sorted(set(getattr(selection, name)))
    ]
    if selection.period is not Period.ALL:
        parts.append(f"period={selection.period.value}")
    if not parts:
        return ScopeKind.ARCHIVE, ""
    if len(parts) == 1 and selection.series and selection.series[0] in archive.series_by_name:
        return ScopeKind.SERIES, selection.series[0]
    name = ",".join(parts)
    if len(name) > _LONGEST_NAME:
        name = f"={blake2b(name.encode(), digest_size=16).hexdigest()}"
    return ScopeKind.SELECTION, name


def _keys(uses: Iterable[Use]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.use.key for use in uses))
