"""Other archives beside this one: what is known of each, and all of them seen as one.

What is joined, and by what:

- A *reading* of another archive is this archive's when they share a DOI, an arXiv id or the
  ISBN of a whole book. An address alone joins nothing: it may be that of a shelf.
- A *speaker* of another archive is this archive's when their ORCIDs are equal, or when
  ``people.toml`` gives somebody the name, and no ORCID contradicts. Two people who only
  share a name, in two archives, stay two.
- *Topics* and *terms* are equal when their names are; *series* and ids are never.

What stays another's gets its archive's name before its id, as ``other:2025-01-17``: no id of
this archive holds a colon.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.identifiers import Identifiers, match_keys
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.person import People

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_seminar.model.person import Person
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import ReadingUse, Talk

#: What a listing may say instead of the name of an archive: this one, and all.
OWN, ALL = "own", "all"


@dataclass(frozen=True, slots=True)
class Partner:
    """Another archive, by its ``name`` here; ``id`` is what makes its events unlike others'.

    ``address`` is the folder of its pages, with a slash at its end. The ``docname`` of its
    sessions is the path of a page below it. ``pages`` holds the addresses of speakers and
    readings by object type and id, ``texts`` what sessions and talks say, for the search.
    ``digest`` changes when anything of it does.
    """

    name: str
    title: str
    id: str
    address: str
    language: str
    archive: Archive
    pages: Mapping[tuple[str, str], str] = field(default_factory=dict)
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    digest: str = ""

    def page_of(self, session: Session) -> str:
        """Return the address of the page that shows *session*."""
        return f"{self.address}{session.docname}"


@dataclass(frozen=True, slots=True)
class View:
    """Some archives as one; ``partners`` are those that it shows beside ``own``, or instead.

    ``addresses`` holds where the objects of the others are, by object type and id.
    """

    archive: Archive
    own: Archive
    partners: Mapping[str, Partner] = field(default_factory=dict)
    addresses: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def partner_of(self, session: Session) -> Partner | None:
        """Return the other archive that *session* belongs to, None for this one's."""
        name, colon, _id = session.id.partition(":")
        return self.partners.get(name) if colon else None


def joined(own: Archive, partners: Sequence[Partner], *, with_own: bool = True) -> View:
    """Return *own* and *partners* as one archive; not *with_own*, without its sessions.

    Of the others' readings those are there that somebody used.
    """
    if not partners and with_own:
        return View(own, own)
    keys = _joined_keys(own, partners)
    people = _JoinedPeople(own.people, partners)
    sessions = list(own.sessions) if with_own else []
    readings = dict(own.readings)
    addresses: dict[tuple[str, str], str] = {}
    for partner in partners:
        move = _Move(partner, keys, people.ids)
        sessions += map(move.session, partner.archive.sessions)
        for name, address in move.addresses(own):
            addresses.setdefault(name, address)
        for key in partner.archive.uses_by_reading:
            there = keys[partner.name, key]
            if there not in readings:
                readings[there] = replace(partner.archive.readings[key], key=there)
    series = (
        replace(one, name=f"{partner.name}:{one.name}")
        for partner in partners
        for one in partner.archive.series
    )
    everybody = People(own.people.known, tuple(people.elsewhere.values()))
    archive = Archive.of((*own.series, *series), sessions, readings.values(), everybody)
    return View(archive, own, {one.name: one for one in partners}, addresses)


@dataclass(frozen=True, slots=True)
class _Move:
    """From one archive's ids to those of all."""

    partner: Partner
    keys: Mapping[tuple[str, str], str]
    people: Mapping[tuple[str, str], str]

    def id(self, name: str) -> str:
        return f"{self.partner.name}:{name}"

    def session(self, session: Session) -> Session:
        known = self.partner.archive.session_by_id
        return replace(
            session,
            id=self.id(session.id),
            docname=self.partner.page_of(session),
            series=self.id(session.series),
            moved_to=self.id(session.moved_to) if session.moved_to in known else session.moved_to,
            moved_from=(
                self.id(session.moved_from) if session.moved_from in known else session.moved_from
            ),
            talks=tuple(map(self._talk, session.talks)),
            uses=tuple(map(self._use, session.uses)),
        )

    def _talk(self, talk: Talk) -> Talk:
        speakers = tuple(
            replace(one, person=self.people.get((self.partner.name, one.person), ""))
            for one in talk.speakers
        )
        uses = tuple(map(self._use, talk.readings))
        return replace(talk, id=self.id(talk.id), speakers=speakers, readings=uses)

    def _use(self, use: ReadingUse) -> ReadingUse:
        return replace(use, key=self.keys.get((self.partner.name, use.key), use.key))

    def addresses(self, own: Archive) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield where the objects are that are not this archive's."""
        for session in self.partner.archive.sessions:
            page = self.partner.page_of(session)
            yield ("session", self.id(session.id)), f"{page}#{session.node_id}"
            for talk in session.talks:
                yield ("talk", self.id(talk.id)), f"{page}#{node_id('talk', talk.id)}"
        for (objtype, name), address in self.partner.pages.items():
            ids = self.keys if objtype == "reading" else self.people
            there = ids.get((self.partner.name, name), "")
            if not there or (objtype == "reading" and there in own.readings):
                continue
            if objtype == "reading" or there not in own.speakers:
                yield (objtype, there), address


# -- readings --------------------------------------------------------------------------------


def _work_keys(reading: Reading) -> list[str]:
    """Return what *reading* is recognised by in another archive, the surest first."""
    keys = match_keys(reading.identifiers or Identifiers())
    return [key for key in keys if not key.startswith("url:")]


def _joined_keys(own: Archive, partners: Iterable[Partner]) -> dict[tuple[str, str], str]:
    """Return the key of each reading of *partners*, by its archive's name and its key there.

    Works that share an identifier are one, also by way of a third. The first archive that
    has a work names it, this one before all others.
    """
    works = _Works()
    for key, reading in own.readings.items():
        works.add(("", key), _work_keys(reading))
    for partner in partners:
        for key, reading in partner.archive.readings.items():
            works.add((partner.name, key), _work_keys(reading))
    first: dict[tuple[str, str], str] = {}
    for key in own.readings:
        first.setdefault(works.of(("", key)), key)
    found: dict[tuple[str, str], str] = {}
    for name, key in works.members():
        if name:
            free = _free(f"{name}:{key}", own.readings)
            found[name, key] = first.setdefault(works.of((name, key)), free)
    return found


def _free(key: str, taken: Mapping[str, Reading]) -> str:
    while key in taken:
        key += "'"
    return key


class _Works:
    """Which entries are one work: sets that are joined, each named by its first member."""

    def __init__(self) -> None:
        self._parents: dict[tuple[str, str], tuple[str, str]] = {}
        self._by_key: dict[str, tuple[str, str]] = {}

    def add(self, member: tuple[str, str], keys: Iterable[str]) -> None:
        self._parents.setdefault(member, member)
        for key in keys:
            first, second = sorted(
                (self.of(self._by_key.setdefault(key, member)), self.of(member)),
                key=self._position,
            )
            self._parents[second] = first

    def of(self, member: tuple[str, str]) -> tuple[str, str]:
        """Return the first member of the set that *member* is in."""
        while self._parents[member] != member:
            self._parents[member] = self._parents[self._parents[member]]
            member = self._parents[member]
        return member

    def members(self) -> list[tuple[str, str]]:
        return list(self._parents)

    def _position(self, member: tuple[str, str]) -> tuple[bool, str, str]:
        # This archive's entries first; which of them does not matter.
        return bool(member[0]), *member


# -- people ----------------------------------------------------------------------------------


class _JoinedPeople:
    """Who the people of *partners* are: ``ids`` by archive and id there, others ``elsewhere``."""

    def __init__(self, own: People, partners: Iterable[Partner]) -> None:
        self.ids: dict[tuple[str, str], str] = {}
        self.elsewhere: dict[str, Person] = {}
        self._by_orcid = {one.orcid: one.id for one in own.known if one.orcid}
        for partner in partners:
            for person_id, person in partner.archive.speakers.items():
                self.ids[partner.name, person_id] = self._id(own, partner.name, person)

    def _id(self, own: People, archive: str, person: Person) -> str:
        here = self._by_orcid.get(person.orcid) if person.orcid else None
        if here:
            return here
        for name in (person.name, *person.aliases):
            described = own.described(name)
            if described and not (described.orcid and person.orcid):
                return described.id
        there = f"{archive}:{person.id}"
        self.elsewhere[there] = replace(person, id=there, homepage="")
        if person.orcid:
            self._by_orcid[person.orcid] = there
        return there
