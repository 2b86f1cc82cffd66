"""``archive.json`` to records that can be searched: of talks, sessions, readings and speakers.

The file knows no other pages. Addresses are relative to its own; where that is known, or the
file says it, they are whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from sphinx_seminar.importers.archive_json.fields import Fields
from sphinx_seminar.importers.archive_json.loading import load_archive_json
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.session import Status
from sphinx_seminar.outputs.search.record import RecordKind, SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WITHDRAWN = Status.WITHDRAWN.value
#: The markup of CSL-JSON.
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]{0,200}>")


def archive_records(content: bytes, address: str = "") -> list[SearchRecord]:
    """Return the records of the ``archive.json`` *content*, published at *address*.

    :raises ArchiveFileError: when it is none.
    """
    archive = load_archive_json(content)
    return list(_Reader(archive, address or archive.text("address")).records())


class _Place(NamedTuple):
    """What a record takes from the sessions that it belongs to."""

    date: str
    years: tuple[str, ...]
    terms: tuple[str, ...]
    series: tuple[str, ...]


class _Told(NamedTuple):
    """A talk in its session."""

    session: Fields
    talk: Fields


@dataclass
class _Reader:
    archive: Fields
    address: str
    series: dict[str, Fields] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.series = {one.text("id"): one for one in self.archive.records("series")}
        self.names = {
            one.text("id"): _reading_name(one) for one in self.archive.records("readings")
        }

    def records(self) -> Iterator[SearchRecord]:
        """Yield all records."""
        used: dict[str, list[_Told]] = {}
        given: dict[str, list[_Told]] = {}
        for session in self.archive.records("sessions"):
            yield from self._session(session)
            for told in _talks(session):
                for speaker in told.talk.records("speakers"):
                    given.setdefault(speaker.text("id"), []).append(told)
                for use in told.talk.records("readings"):
                    used.setdefault(use.text("reading"), []).append(told)
            for use in session.records("readings"):
                used.setdefault(use.text("reading"), []).append(_Told(session, Fields({})))
        for reading in self.archive.records("readings"):
            yield from self._reading(reading, used.get(reading.text("id"), []))
        for person in self.archive.records("people"):
            yield from self._speaker(person, given.get(person.text("id"), []))

    def _url(self, page: str) -> str:
        return urljoin(self.address, page) if self.address else page

    def _place(self, sessions: Iterable[Fields]) -> _Place:
        found = list(sessions)
        dates = [session.line("date") for session in found]
        known = [self.series.get(session.text("series"), Fields({})) for session in found]
        terms = (
            term.line("name")
            for date, series in zip(dates, known, strict=True)
            for term in series.records("terms")
            if term.text("first") <= date <= term.text("last")
        )
        titles = (
            series.line("title") or session.line("series")
            for session, series in zip(found, known, strict=True)
        )
        years = (date[:4] for date in dates)
        return _Place(max(dates, default=""), _each(years), _each(terms), _each(titles))

    def _session(self, session: Fields) -> Iterator[SearchRecord]:
        whole = session.text("page")
        page = whole.partition("#")[0]
        if not page or session.text("status") == _WITHDRAWN:
            return
        talks = list(_talks(session))
        place = self._place([session])._asdict()
        for told in talks:
            talk = told.talk
            speakers = list(talk.records("speakers"))
            names = _each(one.line("name") for one in speakers)
            yield SearchRecord(
                RecordKind.TALK,
                self._url(f"{page}#{node_id('talk', talk.text('id'))}"),
                talk.line("title")
                or session.line("title")
                or ", ".join(names)
                or session.line("date"),
                talk.text("abstract"),
                speakers=names,
                topics=_each(talk.texts("topics")),
                readings=self._reads(talk),
                language=talk.line("language"),
                detail=", ".join(_each(one.line("affiliation") for one in speakers)),
                **place,
            )
        said = [session.text(name) for name in ("notice", "reason", "text")]
        titles = [told.talk.line("title") for told in talks if told.talk.line("title")]
        own = session.line("title")
        if len(talks) == 1 and titles and not any(said) and own in {"", titles[0]}:
            return
        shown = [own] if own else titles
        more = "; ".join(title for title in titles if title not in shown)
        yield SearchRecord(
            RecordKind.SESSION,
            self._url(whole),
            "; ".join(shown) or session.line("date"),
            "\n".join(part for part in (*said, more) if part),
            speakers=_each(
                one.line("name") for told in talks for one in told.talk.records("speakers")
            ),
            about=_each(topic for told in talks for topic in told.talk.texts("topics")),
            readings=self._reads(session),
            **place,
        )

    def _reads(self, record: Fields) -> tuple[str, ...]:
        keys = (use.text("reading") for use in record.records("readings"))
        return _each(self.names.get(key, key) for key in keys)

    def _reading(self, reading: Fields, used: list[_Told]) -> Iterator[SearchRecord]:
        csl = reading.record("csl")
        key = reading.line("id")
        page = reading.text("page") or (used[-1].session.text("page") if used else "")
        if not page:
            return
        place = self._place(told.session for told in used)
        issued = csl.record("issued").leading_number("date-parts")
        year = f"{issued:04d}" if issued > 0 else ""
        if not used and year:
            place = place._replace(years=(year,))
        about = [_plain(csl.line(name)) for name in ("abstract", "keyword", "container-title")]
        yield SearchRecord(
            RecordKind.READING,
            self._url(page),
            _plain(csl.line("title")) or key,
            "\n".join(part for part in about if part),
            about=_each(topic for told in used for topic in told.talk.texts("topics")),
            readings=(f"{self.names[key]} {key}",),
            detail=", ".join(part for part in (_authors(csl), year) if part),
            **place._asdict(),
        )

    def _speaker(self, person: Fields, given: list[_Told]) -> Iterator[SearchRecord]:
        page = person.text("page")
        if not page or not given:
            return
        affiliations = (
            one.line("affiliation")
            for told in given
            for one in told.talk.records("speakers")
            if one.text("id") == person.text("id")
        )
        yield SearchRecord(
            RecordKind.SPEAKER,
            self._url(page),
            person.line("name"),
            "; ".join(_each(told.talk.line("title") for told in given)),
            speakers=_each((person.line("name"), *person.texts("aliases"))),
            about=_each(topic for told in given for topic in told.talk.texts("topics")),
            detail=", ".join(_each(affiliations)),
            **self._place(told.session for told in given)._asdict(),
        )


def _talks(session: Fields) -> Iterator[_Told]:
    for talk in session.records("talks"):
        if not talk.is_set("withdrawn") and session.text("status") != _WITHDRAWN:
            yield _Told(session, talk)


def _reading_name(reading: Fields) -> str:
    csl = reading.record("csl")
    title = _plain(csl.line("title")) or reading.line("id")
    families = ", ".join(_each(one.line("family") or one.line("literal") for one in _names(csl)))
    return ": ".join(part for part in (families, title) if part)


def _names(csl: Fields) -> list[Fields]:
    return list(csl.records("author")) or list(csl.records("editor"))


def _authors(csl: Fields) -> str:
    return ", ".join(
        " ".join(
            part
            for name in ("given", "non-dropping-particle", "family", "literal", "suffix")
            if (part := one.line(name))
        )
        for one in _names(csl)
    )


def _plain(text: str) -> str:
    return _MARKUP.sub("", text)


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
