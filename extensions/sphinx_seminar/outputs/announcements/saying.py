"""From sessions of the archive to what an announcement says of them.

Nothing is said that the archive does not publish, but how to join: that is handed in, by the
id of the session, where somebody asked for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_seminar.domain.pieces import read_pieces
from sphinx_seminar.model.clocks import clock_change_of
from sphinx_seminar.model.links import refusal, scheme_of
from sphinx_seminar.model.prose import Piece
from sphinx_seminar.model.richtext import Run
from sphinx_seminar.model.session import Status
from sphinx_seminar.outputs.announcements.announcement import (
    Access,
    AnnouncedReadings,
    AnnouncedSession,
    AnnouncedTalk,
    Announcement,
    LocalTime,
    Speaker,
)
from sphinx_seminar.outputs.announcements.changes import changed_since, changes, facts_of
from sphinx_seminar.outputs.cleaning import clean_line
from sphinx_seminar.rendering.citation.full import render_reference
from sphinx_seminar.rendering.labels import access as access_labels
from sphinx_seminar.rendering.labels import announcements as labels
from sphinx_seminar.rendering.labels import calendars as calendar_labels
from sphinx_seminar.rendering.labels import pages as page_labels
from sphinx_seminar.rendering.when import (
    format_clock_change,
    format_day,
    format_days,
    format_place,
    format_times,
    format_zone,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sphinx_seminar.model.richtext import RichText
    from sphinx_seminar.model.series import Series
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import ReadingUse, Talk
    from sphinx_seminar.outputs.announcements.dialects import Dialect
    from sphinx_seminar.outputs.site import Site
    from sphinx_seminar.outputs.wording import Wording
    from sphinx_seminar.parsing.announced import Announced


@dataclass(frozen=True)
class Sayer:
    """Says what is known of sessions, in one format and the archive's language.

    ``zones`` are named beside those of the series; ``access`` holds the fields of how to
    join, and ``before`` what was announced last, both by the id of the session.
    """

    site: Site
    wording: Wording
    dialect: Dialect
    zones: tuple[str, ...] = ()
    access: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    before: Mapping[str, Announced] = field(default_factory=dict)

    def one(self, session: Session) -> Announcement:
        """Return the announcement of *session*."""
        said = self._session(session)
        words = {
            "series": said.series,
            "when": _slot(session, self.site.language),
            "title": self.wording.summary(session),
        }
        prefix = labels.SUBJECT_PREFIXES.get(session.status)
        if prefix is None and said.changes:
            prefix = labels.SUBJECT_CHANGED
        subject = str(labels.SUBJECT) % words
        subject = str(prefix) % subject if prefix else subject
        return self._whole("session", subject, said.title, [session], [said])

    def week(self, sessions: Sequence[Session], first: date, last: date) -> Announcement:
        """Return the announcement of all *sessions* from *first* to *last*."""
        series = ", ".join(dict.fromkeys(map(self._series_title, sessions)))
        days = format_days(first, last, self.site.language)
        subject = str(labels.SUBJECT_WEEK) % {"series": series, "days": days}
        heading = self.dialect.pieces([Piece(clean_line(subject))])
        return self._whole("week", subject, heading, sessions, map(self._session, sessions))

    def _whole(
        self,
        kind: str,
        subject: str,
        heading: str,
        sessions: Sequence[Session],
        said: Iterable[AnnouncedSession],
    ) -> Announcement:
        series = dict.fromkeys(filter(None, map(self._series, sessions)))
        return Announcement(
            subject=clean_line(subject),
            kind=kind,
            heading=heading,
            sessions=tuple(said),
            series=tuple(clean_line(one.title) for one in series),
            organisers=_unique(name for one in series for name in one.organisers),
            contact=tuple(map(self._contact, _unique(one.contact for one in series))),
            site=self.site.title,
            address=self.site.base,
            language=self.site.language,
            labels={name: str(word) for name, word in labels.HEADINGS.items()},
        )

    def _series(self, session: Session) -> Series | None:
        return self.site.archive.series_by_name.get(session.series)

    def _series_title(self, session: Session) -> str:
        series = self._series(session)
        return clean_line(series.title if series else session.series)

    def _session(self, session: Session) -> AnnouncedSession:
        span, language = session.span, self.site.language
        term = self.site.archive.term_of(session)
        before = self.before.get(session.id)
        found = self._changes(session, before)
        access, address = self._access(session), self.site.address(session)
        return AnnouncedSession(
            id=session.id,
            title=self._title(session),
            series=self._series_title(session),
            state=session.status.value,
            held=session.status.takes_place,
            day=format_day(span.date, language),
            times=format_times(span),
            zone=format_zone(span, language),
            zones=tuple(self._local_times(session)),
            clocks=self._clocks(session),
            place=self.wording.place(session),
            where=self._where(session),
            online=_online(session, access),
            number=clean_line(session.number),
            term=clean_line(term.name) if term else "",
            chair=clean_line(session.chair),
            remarks=tuple(map(self.dialect.line, self.wording.remarks(session))),
            text=self.dialect.prose(self.site.prose(session)),
            talks=tuple(self._talk(session, talk) for talk in session.talks),
            readings=tuple(
                AnnouncedReadings(heading, tuple(map(self._reading, uses)))
                for heading, uses in self.wording.uses(session)
            ),
            topics=_unique(one for talk in session.talks for one in talk.topics),
            address=address,
            page=self._link(address, address) if address else "",
            changed=changed_since(before, language) if before and found else "",
            changes=found,
            access=access,
        )

    def _talk(self, session: Session, talk: Talk) -> AnnouncedTalk:
        if talk.withdrawn:
            status = str(page_labels.STATUSES[Status.WITHDRAWN])
            reason = clean_line(talk.reason)
            return AnnouncedTalk("", withdrawn=f"{status}: {reason}" if reason else status)
        times = ""
        if talk.start is not None:
            times = format_times(replace(session.span, start=talk.start, end=talk.end, days=0))
        is_whole = len(session.talks) == 1 and talk.title == title_of(session)
        return AnnouncedTalk(
            title="" if is_whole else self._rich(talk.title),
            speakers=tuple(
                Speaker(clean_line(one.name), clean_line(one.affiliation)) for one in talk.speakers
            ),
            times=times,
            kind=clean_line(talk.kind),
            language=clean_line(talk.language),
            topics=_unique(talk.topics),
            abstract=self.dialect.prose(self.site.prose(session, talk)),
        )

    def _reading(self, use: ReadingUse) -> str:
        """Return the full reference of what was read, with the links to it."""
        pieces = read_pieces(render_reference(self.site.archive.readings[use.key]))
        locator = clean_line(use.locator)
        before, _, after = str(calendar_labels.LOCATOR).partition("%(reading)s")
        if locator:
            words = {"locator": locator}
            pieces = (Piece(before % words), *pieces, Piece(after % words))
        return self.dialect.pieces(pieces)

    def _local_times(self, session: Session) -> Iterator[LocalTime]:
        series, language = self._series(session), self.site.language
        named = dict.fromkeys((*(series.zones if series else ()), *self.zones))
        for zone in named:
            span = session.span.in_zone(zone)
            if span is None or zone == session.span.zone:
                continue
            day = format_day(span.date, language) if span.date != session.span.date else ""
            yield LocalTime(
                format_place(zone, language), format_times(span), format_zone(span, language), day
            )

    def _clocks(self, session: Session) -> str:
        change = clock_change_of(self.site.archive, session)
        return format_clock_change(change, self.site.language) if change else ""

    def _changes(self, session: Session, before: Announced | None) -> tuple[str, ...]:
        if before is None:
            return ()
        now = facts_of(session, self.site.archive)
        return tuple(changes(before, now, self.site.language))

    def _access(self, session: Session) -> tuple[Access, ...]:
        known = self.access.get(session.id, {})
        return tuple(
            Access(str(access_labels.FIELDS[name]), text, self._link(text, text))
            for name, text in ((name, clean_line(value)) for name, value in known.items())
        )

    def _title(self, session: Session) -> str:
        rich = title_of(session)
        return self._rich(rich) if rich else self.dialect.line(self.wording.about(session))

    def _rich(self, text: RichText) -> str:
        return self.dialect.pieces(Piece(run.text, run.styles) for run in text)

    def _where(self, session: Session) -> str:
        """Return the place, its name a link to the way there."""
        place = self.wording.place(session)
        name = clean_line(session.venue.name) if session.venue else ""
        if not name or not session.venue:
            return self.dialect.pieces([Piece(place)])
        return self.dialect.pieces(
            [Piece(name, url=_allowed(session.venue.url)), Piece(place.removeprefix(name))]
        )

    def _contact(self, contact: str) -> str:
        is_mail = "@" in contact and not scheme_of(contact)
        return self._link(contact, f"mailto:{contact}" if is_mail else contact)

    def _link(self, text: str, address: str) -> str:
        """Return *text*, a link where *address* may be linked to."""
        return self.dialect.pieces([Piece(text, url=_allowed(address))])


def title_of(session: Session) -> RichText:
    """Return what *session* is about, with its styles; () while nobody said so."""
    if session.title:
        return session.title
    runs: list[Run] = []
    for talk in session.talks:
        runs += [*([Run("; ")] if runs and talk.title else []), *talk.title]
    return tuple(runs)


def _allowed(address: str) -> str:
    return address if scheme_of(address) and not refusal(address) else ""


def _slot(session: Session, language: str) -> str:
    """Return the day and the start, for a subject."""
    day = format_day(session.span.date, language, weekday=False)
    return f"{day}, {session.span.start:%H:%M}" if session.span.start else day


def _online(session: Session, access: Sequence[Access]) -> str:
    """Return how one gets into a session online, unless that is said or nobody can."""
    if not session.join or access or not session.status.takes_place:
        return ""
    return str(page_labels.MEMBERS_GET_THE_LINK)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean_line, texts))))
