"""A volume: what one PDF holds, the whole archive or a part of it, and what it is called.

The names are those of reading lists (:mod:`sphinx_seminar.model.scope`), and ``year``::

    archive                 series/<id>         term/<series>/<term>
    year/<year>             session/<id>        a handout
    readings/<scope>        the reading list of one of these alone
    programme/<scope>       the programme of one of these on one page, but of no session

No part of a name holds ``*``, which stands for any text in a pattern. A name is the path of
the PDF below the output folder, without its suffix.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.identity import slug
from sphinx_seminar.model.person import folded
from sphinx_seminar.model.scope import ScopeKind, archive_scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.series import Series, Term
    from sphinx_seminar.model.session import Session

WHOLE = ScopeKind.ARCHIVE.value
#: In the settings: volumes by year for an archive of more than :data:`MANY` sessions.
AUTOMATIC = "auto"
MANY = 200
_YEAR = "year"
_YEARS = f"{_YEAR}/*"


class Form(StrEnum):
    """What a volume is; the values of the last two begin its name."""

    BOOK = "book"
    HANDOUT = "handout"
    READINGS = "readings"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Volume:
    """A part of the archive: its ``sessions`` in order of time, and the ``keys`` of their readings.

    ``scope`` names the part. It lies in one ``series``, ``term`` or ``year`` (0: several) if
    that is what it is a part of.
    """

    form: Form
    scope: str
    sessions: tuple[Session, ...]
    keys: tuple[str, ...]
    series: Series | None = None
    term: Term | None = None
    year: int = 0

    @property
    def name(self) -> str:
        """The name on the command line and in the settings, and the path of the PDF."""
        if self.form in {Form.READINGS, Form.PROGRAMME}:
            return f"{self.form.value}/{self.scope}"
        return self.scope

    @property
    def is_whole(self) -> bool:
        """Whether it is the book of the whole archive, in the order of its pages."""
        return self.form is Form.BOOK and self.scope == WHOLE


@dataclass(frozen=True, slots=True)
class _Part:
    scope: str
    sessions: tuple[Session, ...]
    series: Series | None = None
    term: Term | None = None
    year: int = 0


def volumes_of(archive: Archive) -> dict[str, Volume]:
    """Return every volume of *archive* by its name; parts without a session are none."""
    return {volume.name: volume for part in _parts(archive) for volume in _volumes(archive, part)}


def _volumes(archive: Archive, part: _Part) -> Iterator[Volume]:
    is_session = part.scope.startswith(f"{ScopeKind.SESSION.value}/")
    is_archive = part.scope == WHOLE
    keys = archive_scope(archive).keys if is_archive else _keys(archive, part.sessions)
    for form in Form:
        wanted = {
            Form.BOOK: not is_session,
            Form.HANDOUT: is_session,
            Form.READINGS: bool(keys),
            Form.PROGRAMME: not is_session and bool(part.sessions),
        }
        if wanted[form]:
            yield Volume(form, part.scope, part.sessions, keys, part.series, part.term, part.year)


def _parts(archive: Archive) -> Iterator[_Part]:
    only = archive.series[0] if len(archive.series) == 1 else None
    yield _Part(WHOLE, archive.sessions, only)
    series: dict[str, list[Session]] = {}
    terms: dict[tuple[str, Term], list[Session]] = {}
    for session in archive.sessions:
        if session.series in archive.series_by_name:
            series.setdefault(session.series, []).append(session)
            if term := archive.term_of(session):
                terms.setdefault((session.series, term), []).append(session)
    for name, found in sorted(series.items()):
        yield _Part(f"{ScopeKind.SERIES.value}/{name}", tuple(found), archive.series_by_name[name])
    for (name, term), found in sorted(
        terms.items(), key=lambda item: (item[0][0], item[0][1].first)
    ):
        scope = f"{ScopeKind.TERM.value}/{name}/{slug(term.name)}"
        yield _Part(scope, tuple(found), archive.series_by_name[name], term)
    for year, sessions in sorted(archive.sessions_by_year.items()):
        yield _Part(f"{_YEAR}/{year}", sessions, only, year=year)
    for session in archive.sessions:
        own = archive.series_by_name.get(session.series)
        yield _Part(f"{ScopeKind.SESSION.value}/{session.id}", (session,), own)


def _keys(archive: Archive, sessions: Iterable[Session]) -> tuple[str, ...]:
    uses = (use for one in sessions for use in archive.uses_by_session.get(one.id, ()))
    return tuple(dict.fromkeys(use.use.key for use in uses))


def chosen_volumes(
    texts: Iterable[str], volumes: Mapping[str, Volume], sessions: int, setting: str
) -> tuple[list[Volume], list[Finding]]:
    """Return the volumes that *texts*, the value of *setting*, name, each once.

    *sessions* is how many there are in the archive.
    """
    found: dict[str, Volume] = {}
    findings: list[Finding] = []
    for text in filter(None, texts):
        names = _named(text, volumes, sessions)
        if not names and not _may_be_empty(text):
            near = nearest(text, volumes)
            findings.append(Finding(FindingKind.VOLUME, text, nearest=near, name=setting))
        found.update((name, volumes[name]) for name in names)
    return list(found.values()), findings


def _may_be_empty(text: str) -> bool:
    return text == AUTOMATIC or "*" in text


def _named(text: str, volumes: Mapping[str, Volume], sessions: int) -> list[str]:
    if text == AUTOMATIC:
        text = _YEARS if sessions > MANY else ""
    if "*" in text:
        return [name for name in volumes if fnmatchcase(name, text)]
    asked = text.strip().strip("/")
    for name in _spellings(asked):
        if name in volumes:
            return [name]
    return _with_id(asked, volumes)


def _spellings(asked: str) -> Iterator[str]:
    """Yield the names that *asked* may mean: as typed, and with names as they are written."""
    yield asked
    if asked in {Form.READINGS, Form.PROGRAMME}:
        yield f"{asked}/{WHOLE}"
    head, slash, rest = asked.partition("/")
    for spelt in (slug, _folded_slug) if slash else ():
        yield f"{head}/{'/'.join(map(spelt, rest.split('/')))}"


def _folded_slug(name: str) -> str:
    return slug(folded(name))


def _with_id(asked: str, volumes: Collection[str]) -> list[str]:
    """Return the one volume whose name ends so, when there is one: ``2025`` for ``year/2025``."""
    ends = {f"/{asked}", f"/{slug(asked)}"}
    found = [
        name
        for name in volumes
        if not name.startswith(tuple(f"{form.value}/" for form in Form))
        and any(name.endswith(end) for end in ends)
    ]
    return found if len(found) == 1 else []
