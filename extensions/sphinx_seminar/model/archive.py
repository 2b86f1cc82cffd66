"""The archive: every session, reading and person, sorted, immutable, with the joins between them.

From a talk to what was read, and from a reading to every session that discussed
it. Each lookup is built once, on first use, in time linear in the sessions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sphinx_seminar.model.identifiers import Identifiers, match_keys, match_keys_of_url
from sphinx_seminar.model.identity import slug
from sphinx_seminar.model.person import Appearance, People, Person, folded
from sphinx_seminar.model.talk import ReadingUse, UseOrigin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.series import Series, Term
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk


K = TypeVar("K")
V = TypeVar("V")


class Contribution(NamedTuple):
    """A talk with the session that it belongs to."""

    session: Session
    talk: Talk


class Use(NamedTuple):
    """A reading used in a session; ``talk`` is ``None`` for a link outside the talks."""

    session: Session
    talk: Talk | None
    use: ReadingUse


def topic_id(topic: str) -> str:
    """Return the id of *topic*; case and spaces do not make a new topic."""
    return slug(folded(topic))


@dataclass(frozen=True)
class Archive:
    """A whole: series, sessions in chronological order, readings by key, people.

    ``cited`` holds the keys that are cited anywhere, outside of sessions too.
    """

    series: tuple[Series, ...] = ()
    sessions: tuple[Session, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    people: People = field(default_factory=People)
    cited: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        series: Iterable[Series],
        sessions: Iterable[Session],
        readings: Iterable[Reading],
        people: People,
        cited: Iterable[str] = (),
    ) -> Archive:
        """Return the archive of these parts; of two readings with one key the first counts."""
        by_key: dict[str, Reading] = {}
        for reading in readings:
            by_key.setdefault(reading.key, reading)
        in_order = sorted(sessions, key=lambda session: session.sort_key)
        return cls(tuple(series), tuple(in_order), by_key, people, frozenset(cited))

    # -- sessions and talks ------------------------------------------------------------------

    @cached_property
    def session_by_id(self) -> Mapping[str, Session]:
        """Sessions by id; of two with one id the earlier counts."""
        return {session.id: session for session in reversed(self.sessions)}

    @cached_property
    def talk_by_id(self) -> Mapping[str, Contribution]:
        """Talks by id; of two with one id the earlier counts."""
        return {item.talk.id: item for item in reversed(tuple(self.contributions()))}

    def session_of(self, name: str) -> Session | None:
        """Return the session whose id, or an earlier id, is *name*."""
        return self.session_by_id.get(name) or self._session_by_alias.get(name)

    def talk_of(self, name: str) -> Contribution | None:
        """Return the talk whose id, or an earlier id, is *name*."""
        return self.talk_by_id.get(name) or self._talk_by_alias.get(name)

    @cached_property
    def _session_by_alias(self) -> Mapping[str, Session]:
        return {alias: one for one in reversed(self.sessions) for alias in one.aliases}

    @cached_property
    def _talk_by_alias(self) -> Mapping[str, Contribution]:
        talks = reversed(tuple(self.contributions()))
        return {alias: item for item in talks for alias in item.talk.aliases}

    @cached_property
    def sessions_by_year(self) -> Mapping[int, tuple[Session, ...]]:
        """Sessions of each year, in chronological order."""
        return _grouped((session.span.date.year, session) for session in self.sessions)

    @cached_property
    def sessions_by_day(self) -> Mapping[date, tuple[Session, ...]]:
        """Sessions of each day, in chronological order, without those whose day is unknown."""
        known = (session for session in self.sessions if session.span.date.is_day)
        return _grouped((session.span.date.first(), session) for session in known)

    @cached_property
    def series_by_name(self) -> Mapping[str, Series]:
        """Series by name."""
        return {series.name: series for series in self.series}

    def held_before(self, session: Session) -> Session | None:
        """Return the last session of the same series before *session* that took place."""
        return self._held_before.get((session.docname, session.id))

    @cached_property
    def _held_before(self) -> Mapping[tuple[str, str], Session]:
        last: dict[str, Session] = {}
        found: dict[tuple[str, str], Session] = {}
        for session in self.sessions:
            if session.series in last:
                found[session.docname, session.id] = last[session.series]
            if session.status.takes_place and session.span.starts_at() is not None:
                last[session.series] = session
        return found

    def contributions(self) -> Iterator[Contribution]:
        """Yield every talk with its session, in chronological order."""
        for session in self.sessions:
            for talk in session.talks:
                yield Contribution(session, talk)

    def term_of(self, session: Session) -> Term | None:
        """Return the term of *session*'s series that its date begins in."""
        series = self.series_by_name.get(session.series)
        return series.term_of(session.span.date.first()) if series else None

    # -- people and topics -------------------------------------------------------------------

    @cached_property
    def contributions_by_speaker(self) -> Mapping[str, tuple[Contribution, ...]]:
        """Talks of each person, by the person's id."""
        return _grouped(
            (person_id, item)
            for item in self.contributions()
            for person_id in dict.fromkeys(self.person_of(one).id for one in item.talk.speakers)
        )

    @cached_property
    def speakers(self) -> Mapping[str, Person]:
        """Everybody who spoke, by id; the first spelling met names a person not described."""
        speakers: dict[str, Person] = {}
        for item in self.contributions():
            for appearance in item.talk.speakers:
                person = self.person_of(appearance)
                speakers.setdefault(person.id, person)
        return speakers

    def person_of(self, appearance: Appearance) -> Person:
        """Return the person behind *appearance*."""
        return self.people.of(appearance)

    @cached_property
    def contributions_by_topic(self) -> Mapping[str, tuple[Contribution, ...]]:
        """Talks on each topic, by the topic's id."""
        return _grouped(
            (topic, item)
            for item in self.contributions()
            for topic in dict.fromkeys(map(topic_id, item.talk.topics))
        )

    @cached_property
    def topics(self) -> Mapping[str, str]:
        """The topics as first written, by id."""
        topics: dict[str, str] = {}
        for item in self.contributions():
            for topic in item.talk.topics:
                topics.setdefault(topic_id(topic), topic)
        return topics

    # -- readings ----------------------------------------------------------------------------

    @cached_property
    def _key_by_match(self) -> Mapping[str, str]:
        matches: dict[str, str] = {}
        for key, reading in self.readings.items():
            for match in match_keys(reading.identifiers or Identifiers()):
                matches.setdefault(match, key)
        return matches

    @cached_property
    def _key_by_url(self) -> dict[str, str]:
        return {}

    def reading_of_url(self, url: str) -> Reading | None:
        """Return the reading that *url* leads to, whatever spelling of its address it is."""
        if url not in self._key_by_url:
            matches = (self._key_by_match.get(match) for match in match_keys_of_url(url))
            self._key_by_url[url] = next((key for key in matches if key), "")
        return self.readings.get(self._key_by_url[url])

    def _uses_in(self, session: Session) -> tuple[Use, ...]:
        """Return what *session* used: keys typed, then linked readings; once a talk and key."""
        uses: dict[tuple[str, str], Use] = {}
        for talk, listed in ((None, session.uses), *((t, t.readings) for t in session.talks)):
            for use in listed:
                if use.key in self.readings:
                    uses.setdefault((talk.id if talk else "", use.key), Use(session, talk, use))
        for linked_talk, link in session.all_links():
            reading = self.reading_of_url(link.url)
            if reading is not None:
                use = ReadingUse(reading.key, origin=UseOrigin.LINK, location=link.location)
                place = (linked_talk.id if linked_talk else "", reading.key)
                uses.setdefault(place, Use(session, linked_talk, use))
        return tuple(uses.values())

    @cached_property
    def _uses(self) -> tuple[tuple[Session, tuple[Use, ...]], ...]:
        return tuple((session, self._uses_in(session)) for session in self.sessions)

    @cached_property
    def uses_by_session(self) -> Mapping[str, tuple[Use, ...]]:
        """What each session used, by the session's id; of two with one id the earlier counts."""
        return {session.id: uses for session, uses in reversed(self._uses)}

    @cached_property
    def uses_by_place(self) -> Mapping[tuple[str, str], tuple[Use, ...]]:
        """What each session used, by its document and id: right where an id is taken elsewhere."""
        return {(session.docname, session.id): uses for session, uses in reversed(self._uses)}

    @cached_property
    def lent_from(self) -> frozenset[str]:
        """The keys of the readings that lend fields to others."""
        return frozenset(parent for one in self.readings.values() for parent in one.parents)

    @cached_property
    def uses_by_reading(self) -> Mapping[str, tuple[Use, ...]]:
        """Every use of each reading, by key, in chronological order."""
        return _grouped((use.use.key, use) for _session, uses in self._uses for use in uses)


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
