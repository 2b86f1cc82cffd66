"""The health of a reading list: what is missing, what stands there twice, what nobody has read.

A preprint and its publication are two entries and one work: both count as read
when either is, and they are no duplicates.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_seminar.model.identifiers import Identifiers, match_keys
from sphinx_seminar.model.likeness import alike_pairs, folded_title
from sphinx_seminar.model.reading import Role
from sphinx_seminar.model.richtext import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.reading import Reading

#: The registrants of preprints: arXiv, bioRxiv and medRxiv, ChemRxiv, Research Square,
#: Preprints.org, SSRN, OSF, PsyArXiv, EarthArXiv, TechRxiv, Authorea.
PREPRINT_PREFIXES = (
    "10.48550/", "10.1101/", "10.26434/", "10.21203/", "10.20944/", "10.2139/ssrn", "10.31219/",
    "10.31234/", "10.31223/", "10.36227/", "10.22541/",
)  # fmt: skip
# BibTeX asks no author of some; legal texts, data and websites are named by other things
# than people.
_NAMELESS = frozenset({
    "proceedings", "dataset", "online", "electronic", "www", "periodical", "misc", "software",
    "manual", "booklet", "standard", "legal", "legislation", "jurisdiction",
})  # fmt: skip
_PEOPLE = (Role.AUTHOR, Role.EDITOR, Role.DIRECTOR, Role.BOOKAUTHOR, Role.TRANSLATOR)

_PARTS = frozenset({"inbook", "incollection", "inproceedings", "inreference", "conference"})
#: Relations (biblatex's ``relatedtype``) of works that are not one: reading this is not
#: reading that.
_OTHER_WORKS = frozenset({
    "multivolume", "reviewof", "translationof", "translationas", "translationfrom", "bytranslator",
})  # fmt: skip


class Concern(StrEnum):
    """What may be wrong with readings, or worth knowing (the last ones)."""

    NO_TITLE = "no-title"
    NO_NAMES = "no-names"
    NO_YEAR = "no-year"
    UNREADABLE = "unreadable"
    SAME_KEY = "same-key"
    UNKNOWN_KEY = "unknown-key"
    BAD_DOI = "bad-doi"
    DEAD_DOI = "dead-doi"
    UNCHECKED_DOI = "unchecked-doi"
    DUPLICATE = "duplicate"
    PREPRINT = "preprint"
    ALIKE = "alike"
    NEVER_READ = "never-read"
    READ_AGAIN = "read-again"

    @property
    def is_problem(self) -> bool:
        """Whether somebody should do something about it."""
        return self not in {
            Concern.UNCHECKED_DOI,
            Concern.PREPRINT,
            Concern.ALIKE,
            Concern.NEVER_READ,
            Concern.READ_AGAIN,
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """One concern about the readings ``keys``.

    ``detail`` is a fact in no language: the identifier shared, the days of the
    sessions, the nearest known key. ``place`` is ``file:line``.
    """

    concern: Concern
    keys: tuple[str, ...]
    detail: str = ""
    place: str = ""


def is_preprint(reading: Reading) -> bool:
    """Whether *reading* is a preprint, and not also the published version."""
    identifiers = reading.identifiers or Identifiers()
    if identifiers.doi:
        return identifiers.doi.startswith(PREPRINT_PREFIXES)
    published = reading.get("journal") or reading.get("journaltitle") or reading.get("booktitle")
    venue = plain(published).casefold()
    return bool(identifiers.arxiv) and (not venue or "arxiv" in venue or venue == "corr")


def days_read(archive: Archive, key: str) -> tuple[str, ...]:
    """Return the dates of the sessions that read *key*, in order, each once."""
    uses = archive.uses_by_reading.get(key, ())
    return tuple(dict.fromkeys(str(use.session.span.date) for use in uses))


@dataclass(frozen=True)
class Health:
    """The remarks about the readings of an archive, in the order of its bibliography."""

    archive: Archive

    def remarks(self) -> Iterator[Remark]:
        """Yield every remark that the archive alone allows."""
        for reading in self._works.values():
            yield from self._gaps(reading)
        yield from self._doubles()
        for key in self._works:
            yield from self._uses(key)

    @cached_property
    def _works(self) -> Mapping[str, Reading]:
        return {
            key: one
            for key, one in self.archive.readings.items()
            # biblatex's dataonly: an entry that only lends its data to others
            if one.is_work and "dataonly" not in one.text("options")
        }

    def _gaps(self, reading: Reading) -> Iterator[Remark]:
        place = str(reading.location)
        if not reading.title:
            yield Remark(Concern.NO_TITLE, (reading.key,), place=place)
        has_names = any(reading.of(role) for role in _PEOPLE)
        # A stub says itself what it lacks: a plain web page needs no author.
        is_stub = bool(reading.text("todo")) or reading.text("note").startswith("TODO")
        if not has_names and (is_stub or reading.entry_type not in _NAMELESS):
            yield Remark(Concern.NO_NAMES, (reading.key,), place=place)
        # "forthcoming" says when as well as can be.
        if reading.year is None and not (reading.text("year") or reading.text("pubstate")):
            yield Remark(Concern.NO_YEAR, (reading.key,), place=place)
        written = reading.text("doi")
        if written and not (reading.identifiers and reading.identifiers.doi):
            yield Remark(Concern.BAD_DOI, (reading.key,), written, place)

    def _doubles(self) -> Iterator[Remark]:
        """Yield the pairs that are one work: as a duplicate, or as preprint and publication."""
        for (one, other), detail in self._pairs.items():
            place = str(self._works[other].location)
            if (one, other) in self._versions:
                yield Remark(Concern.PREPRINT, self._in_order(one, other), detail, place)
            elif detail or self._is_one_publication(one, other):
                yield Remark(Concern.DUPLICATE, (one, other), detail, place)
            else:
                yield Remark(Concern.ALIKE, (one, other), detail, place)

    def _is_one_publication(self, one: str, other: str) -> bool:
        """Whether works with one title are no editions, and not a volume and a part of it."""
        first, second = self._works[one], self._works[other]
        parts = {reading.entry_type in _PARTS for reading in (first, second)}
        return first.year == second.year and len(parts) == 1

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], str]:
        """The pairs of one work, with what shows it: a match key, ``related`` or ''."""
        pairs: dict[tuple[str, str], str] = {}
        for match, keys in self._by_match().items():
            for other in keys[1:]:
                pairs.setdefault((keys[0], other), match)
        for key, related in self._relations():
            pairs.setdefault(self._sorted(key, related), "related")
        for pair in alike_pairs({k: folded_title(plain(r.title)) for k, r in self._works.items()}):
            if self._share_a_name(*pair) and not self._is_part(*pair):
                pairs.setdefault(pair, "")
        return pairs

    def _relations(self) -> Iterator[tuple[str, str]]:
        for key, reading in self._works.items():
            if reading.text("relatedtype") not in _OTHER_WORKS:
                for related in _keys_in(reading.text("related")):
                    if related in self._works and related != key:
                        yield key, related

    def _by_match(self) -> Mapping[str, list[str]]:
        """Return the keys that share each match key; two addresses may lead to two works."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key, reading in self._works.items():
            for match in match_keys(reading.identifiers or Identifiers()):
                if not match.startswith("url:"):
                    found[match].append(key)
        return found

    @cached_property
    def _versions(self) -> frozenset[tuple[str, str]]:
        """The pairs that are versions: joined by the author, or one a preprint and one not."""
        return frozenset(
            pair
            for pair, detail in self._pairs.items()
            if detail == "related" or len({is_preprint(self._works[key]) for key in pair}) > 1
        )

    @cached_property
    def _siblings(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for one, other in self._versions:
            found[one].append(other)
            found[other].append(one)
        return {key: tuple(sorted(others)) for key, others in found.items()}

    def _uses(self, key: str) -> Iterator[Remark]:
        place = str(self._works[key].location)
        own = days_read(self.archive, key)
        days = sorted(
            {*own, *(day for one in self._siblings.get(key, ()) for day in self._days(one))}
        )
        if not days:
            yield Remark(Concern.NEVER_READ, (key,), place=place)
        elif len(days) > 1 and own:
            yield Remark(Concern.READ_AGAIN, (key,), ", ".join(days), place)

    def _days(self, key: str) -> tuple[str, ...]:
        return days_read(self.archive, key)

    def _in_order(self, one: str, other: str) -> tuple[str, str]:
        """Return the preprint's key first, where one is."""
        preprint_last = is_preprint(self._works[other]) and not is_preprint(self._works[one])
        return (other, one) if preprint_last else (one, other)

    def _sorted(self, one: str, other: str) -> tuple[str, str]:
        places = (self._works[one].location, self._works[other].location)
        return (one, other) if places[0] <= places[1] else (other, one)

    def _is_part(self, one: str, other: str) -> bool:
        """Whether one inherits from the other, as a chapter does from its book."""
        return one in self._works[other].parents or other in self._works[one].parents

    def _share_a_name(self, one: str, other: str) -> bool:
        """Whether a family name is common to both, or one of them names nobody."""
        first, second = (
            {
                name.family.casefold()
                for role in _PEOPLE
                if (people := self._works[key].of(role))
                for name in people.names
            }
            for key in (one, other)
        )
        return not first or not second or bool(first & second)


def _keys_in(text: str) -> list[str]:
    return [key.strip() for key in text.split(",") if key.strip()]
