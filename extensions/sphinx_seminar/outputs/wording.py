"""A session in plain words, for calendars and feeds: title, place, facts, and what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.talk import UseRole
from sphinx_seminar.model.venue import Format
from sphinx_seminar.outputs.cleaning import clean_line, clean_text
from sphinx_seminar.rendering.citation.plain import plain_reference
from sphinx_seminar.rendering.labels import calendars as labels
from sphinx_seminar.rendering.labels import pages as page_labels
from sphinx_seminar.rendering.when import format_day, format_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.talk import Material, ReadingUse, Talk

_WITHDRAWN = page_labels.STATUSES[Status.WITHDRAWN]
_READS = {UseRole.MAIN: labels.READING, UseRole.FURTHER: labels.FURTHER_READING}


class Wording:
    """Words for the sessions of one archive in one language; a reading is worded once."""

    def __init__(self, archive: Archive, language: str) -> None:
        self._archive = archive
        self._language = language
        self._references: dict[str, str] = {}

    def about(self, session: Session) -> str:
        """Return what the session is about, without its speakers."""
        own = clean_line(plain(session.title))
        talks = "; ".join(filter(None, (clean_line(talk.plain_title) for talk in session.talks)))
        withdrawn = bool(session.talks) and all(talk.withdrawn for talk in session.talks)
        unknown = _WITHDRAWN if withdrawn else page_labels.TO_BE_ANNOUNCED
        return own or talks or str(unknown)

    def summary(self, session: Session) -> str:
        """Return what the session is about, with its speakers."""
        title = self.about(session)
        names = ", ".join(
            dict.fromkeys(
                clean_line(speaker.name) for talk in session.talks for speaker in talk.speakers
            )
        )
        if not names or names == title:
            return title
        return str(labels.SUMMARY) % {"title": title, "speakers": names}

    def title(self, session: Session) -> str:
        """Return what the session is about, with its speakers, and first what became of it."""
        title, status = self.summary(session), str(page_labels.STATUSES[session.status])
        prefix = labels.PREFIXES.get(session.status)
        # a page called "Cancelled" says it already
        if prefix is None or title.casefold().startswith(status.casefold()):
            return title
        return str(prefix) % title

    def place(self, session: Session) -> str:
        """Return where to go, '' when nobody said so; never how to get in."""
        places = [clean_line(session.venue.name)] if session.venue else []
        if session.format is not Format.IN_PERSON:
            places.append(str(labels.ONLINE))
        return ", ".join(filter(None, places))

    def slot(self, session: Session) -> str:
        """Return date and time as they are on the pages."""
        day = format_day(session.span.date, self._language, weekday=False)
        return ", ".join(filter(None, (day, format_times(session.span))))

    def remarks(self, session: Session) -> Iterator[str]:
        """Yield what became of the session, each remark a sentence or a line."""
        if session.status is not Status.SCHEDULED:
            status = str(page_labels.STATUSES[session.status])
            reason = clean_line(session.reason)
            yield f"{status}: {reason}" if reason else f"{status}."
        elif session.reason:
            yield clean_line(session.reason)
        if session.moved_to:
            postponed = session.status is Status.POSTPONED
            moved = labels.POSTPONED_TO if postponed else labels.MOVED_TO
            yield str(moved) % self._other(session.moved_to)
        if session.moved_from:
            yield str(labels.MOVED_FROM) % self._other(session.moved_from)
        if session.notice:
            yield clean_text(session.notice)

    def talks(self, session: Session) -> Iterator[tuple[Talk, str]]:
        """Yield each talk with a line of what is known of it, '' when nothing is."""
        for talk in session.talks:
            yield talk, self._talk(talk)

    def facts(self, session: Session) -> Iterator[str]:
        """Yield what else is known: the chair, the topics."""
        if session.chair:
            yield str(labels.CHAIR) % clean_line(session.chair)
        topics = dict.fromkeys(clean_line(one) for talk in session.talks for one in talk.topics)
        if topics:
            yield str(labels.TOPICS) % ", ".join(topics)

    def materials(
        self, session: Session, address: Callable[[Session, Material], str]
    ) -> Iterator[tuple[str, str]]:
        """Yield what remains of the session, each with where it lies on the web."""
        for talk in session.talks:
            for material in talk.materials:
                found = address(session, material)
                if found:
                    yield str(page_labels.MATERIALS[material.kind]), found

    def readings(self, session: Session) -> list[tuple[str, list[str]]]:
        """Return the reading lists, each with its heading, every reading once."""
        return [
            (heading, [self._cited(use) for use in uses]) for heading, uses in self.uses(session)
        ]

    def uses(self, session: Session) -> list[tuple[str, list[ReadingUse]]]:
        """Return what was read in lists, each with its heading, every reading once."""
        lists: dict[UseRole, list[ReadingUse]] = {role: [] for role in UseRole}
        seen: set[str] = set()
        for use in self._archive.uses_by_session.get(session.id, ()):
            if use.use.key not in seen:
                seen.add(use.use.key)
                lists[use.use.role].append(use.use)
        return [(str(_READS[role]), found) for role, found in lists.items() if found]

    def _cited(self, use: ReadingUse) -> str:
        text, locator = self._reference(use.key), clean_line(use.locator)
        if not locator:
            return text
        return str(labels.LOCATOR) % {"reading": text, "locator": locator}

    def _reference(self, key: str) -> str:
        if key not in self._references:
            self._references[key] = clean_line(plain_reference(self._archive.readings[key]))
        return self._references[key]

    def _other(self, target: str) -> str:
        other = self._archive.session_by_id.get(target)
        return self.slot(other) if other else clean_line(target)

    def _talk(self, talk: Talk) -> str:
        if talk.withdrawn:
            reason = clean_line(talk.reason)
            return f"{_WITHDRAWN}: {reason}" if reason else str(_WITHDRAWN)
        who = ", ".join(
            clean_line(f"{one.name} ({one.affiliation})" if one.affiliation else one.name)
            for one in talk.speakers
        )
        line = ": ".join(filter(None, (who, clean_line(talk.plain_title))))
        if not line or talk.start is None:
            return line
        clock = f"{talk.start:%H:%M}" + (f"–{talk.end:%H:%M}" if talk.end else "")
        return str(labels.TALK_AT) % {"time": clock, "talk": line}
