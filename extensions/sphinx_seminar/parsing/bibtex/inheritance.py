"""What entries inherit: ``xdata`` first, then ``crossref``, missing fields only.

biblatex manual, section 2.4.1 and appendix B: the title of a volume becomes the
``booktitle`` of its part. A field may also ask for a single field
(:mod:`~sphinx_seminar.parsing.bibtex.granular`). Parents may stand in any file and
after their children; a missing one, and one that leads back to the entry, is a
finding.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.finding import Finding, FindingKind, Location, nearest
from sphinx_seminar.parsing.bibtex.fieldkinds import DATES, NOT_INHERITED
from sphinx_seminar.parsing.bibtex.granular import (
    FORMS,
    LONGEST,
    Goal,
    are_alike,
    filled,
    find_goal,
    items,
)
from sphinx_seminar.parsing.bibtex.macros import SUGGESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

#: How many generations are inherited from.
OLDEST = 16
#: How many parents, and how many ancestors, are inherited from.
MOST = 32

_VOLUMES = frozenset({"book", "collection", "proceedings", "reference"})
_PARTS = frozenset({
    "inbook", "incollection", "inproceedings", "inreference", "bookinbook", "suppbook",
    "suppcollection", "conference",
})  # fmt: skip
_NEVER = frozenset({"crossref", "xdata", "ids"})
#: An entry with one of these has a date, and no part of a parent's.
_DATED = frozenset({"date", "year"})
_TITLES = ("title", "subtitle", "titleaddon")
_WITHIN_BOOK = {name: f"book{name}" for name in _TITLES}
_WITHIN_WORK = {name: f"main{name}" for name in _TITLES}
_WITHIN_JOURNAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}


class Link(NamedTuple):
    """A reference to a parent, as written: the field's name, the key and where.

    In a reference to a single field ``key`` holds all that is written there.
    """

    name: str
    key: str
    location: Location


class Heir(NamedTuple):
    """An entry with its own evaluated fields (lower-case names) and its links to parents."""

    key: str
    entry_type: str
    fields: dict[str, str]
    links: tuple[Link, ...] = ()
    pointers: tuple[Link, ...] = ()


class Estate(NamedTuple):
    """What an entry inherits: fields with their values, and every ancestor's key.

    ``own`` holds the fields of the entry itself whose references were followed.
    """

    fields: dict[str, str]
    parents: tuple[str, ...] = ()
    generation: int = 0
    own: Mapping[str, str] = MappingProxyType({})


class Reach(NamedTuple):
    """What an entry can inherit from: parents, and where its single references lead."""

    parents: list[str]
    goals: dict[str, Goal]

    @property
    def keys(self) -> list[str]:
        """The keys of all that is inherited from."""
        return [*self.parents, *(goal.key for goal in self.goals.values())]


class Inheritance:
    """The estates of all entries, settled when one is first asked for."""

    def __init__(self, heirs: Mapping[str, Heir], aliases: Mapping[str, str]) -> None:
        self.findings: list[Finding] = []
        self._heirs = heirs
        self._keys = {**aliases, **{key: key for key in heirs}}
        self._settled: dict[str, Estate] = {}
        self._suggested = 0

    def estate(self, key: str) -> Estate:
        """Return what the entry *key* inherits."""
        if not (self._heirs[key].links or self._heirs[key].pointers):
            return Estate({})
        if key not in self._settled:
            self._settle(key)
        return self._settled[key]

    def _settle(self, start: str) -> None:
        """Settle *start* and its ancestors, parents first; no recursion, since chains are long."""
        reached: dict[str, Reach] = {}
        waiting: dict[str, list[str]] = {}
        stack = [start]
        while stack:
            key = stack[-1]
            if key not in reached:
                reached[key] = self._reachable(key, reached)
                waiting[key] = [p for p in reached[key].keys[::-1] if p not in self._settled]
            while waiting[key] and waiting[key][-1] in self._settled:
                waiting[key].pop()
            if waiting[key]:
                stack.append(waiting[key][-1])
            else:
                self._settled[key] = self._inherit(key, reached.pop(key))
                stack.pop()

    def _reachable(self, key: str, open_keys: Mapping[str, object]) -> Reach:
        """Return what *key* inherits from that exists and does not wait for it."""
        reach = Reach([], {})
        heir = self._heirs[key]
        if len(heir.links) > MOST:
            self._note(key, heir.links[MOST], detail=f"> {MOST}")
        for link in heir.links[:MOST]:
            parent = self._keys.get(link.key, "")
            if not parent:
                self._note(key, link, suggestion=self._suggest(link.key))
            elif not self._is_circular(key, parent, open_keys, link):
                reach.parents.append(parent)
        for pointer in heir.pointers:
            goal = find_goal(pointer.key, self._keys)
            if goal is None:
                self._note(key, pointer, allowed=FORMS)
            elif self._heirs[self._keys[goal.key]].entry_type != "xdata":
                self._note(key, pointer, allowed=("@xdata",))
            elif not self._is_circular(key, self._keys[goal.key], open_keys, pointer):
                reach.goals[pointer.key] = goal._replace(key=self._keys[goal.key])
        return reach

    def _is_circular(
        self, key: str, parent: str, open_keys: Mapping[str, object], link: Link
    ) -> bool:
        """Whether *parent* waits for *key*, which is a finding."""
        if parent != key and parent not in open_keys:
            return False
        self._note(key, link, detail=f"{key} → {parent} → … → {key}")
        return True

    def _suggest(self, key: str) -> str:
        self._suggested += 1
        return nearest(key, self._heirs) if self._suggested <= SUGGESTIONS else ""

    def _note(
        self,
        key: str,
        link: Link,
        suggestion: str = "",
        detail: str = "",
        allowed: tuple[str, ...] = (),
    ) -> None:
        self.findings.append(
            Finding(
                FindingKind.BIB_CROSSREF,
                link.key,
                allowed,
                nearest=suggestion,
                name=key,
                detail=detail,
                location=link.location,
            )
        )

    def _inherit(self, key: str, reach: Reach) -> Estate:
        heir = self._heirs[key]
        by_data = {link.key for link in heir.links if link.name == "xdata"}
        fields: dict[str, str] = {}
        ancestors: dict[str, None] = {}
        generation = 0
        for parent in reach.keys:
            estate = self._settled[parent]
            generation = max(generation, estate.generation + 1)
            ancestors[parent] = None
            ancestors.update(dict.fromkeys(estate.parents))
            if generation > OLDEST or len(ancestors) > MOST * MOST:
                self._note(key, (heir.links + heir.pointers)[0], detail=f"> {OLDEST}")
                return Estate({})
        for parent in reach.parents:
            whole = self._heirs[parent].entry_type == "xdata" or parent in by_data
            names = {} if whole else _renamed(self._heirs[parent].entry_type, heir.entry_type)
            given = self._whole(parent)
            for name, value in given.items():
                own = names.get(name, name)
                if _passes(name, own, given, heir, whole=whole):
                    fields.setdefault(own, value)
        return Estate(fields, tuple(ancestors), generation, self._filled(heir, reach.goals))

    def _whole(self, key: str) -> dict[str, str]:
        """Return all fields of a settled entry."""
        estate = self._settled[key]
        return {**estate.fields, **self._heirs[key].fields, **estate.own}

    def _filled(self, heir: Heir, goals: Mapping[str, Goal]) -> dict[str, str]:
        """Return the fields of *heir* that hold references, with what those bring."""
        brought: dict[str, dict[str, list[str]]] = {}
        for pointer in heir.pointers:
            if pointer.key in goals and (found := self._brought(heir.key, pointer, goals)):
                brought.setdefault(pointer.name, {})[pointer.key] = found
        own = {}
        for name, parts in brought.items():
            value = filled(name, heir.fields[name], parts)
            if len(value) <= LONGEST:
                own[name] = value
            else:
                first = next(one for one in heir.pointers if one.name == name)
                self._note(heir.key, first, detail=f"{len(value)} > {LONGEST}")
        return own

    def _brought(self, key: str, pointer: Link, goals: Mapping[str, Goal]) -> list[str]:
        """Return the items that *pointer* brings; none is a finding."""
        goal = goals[pointer.key]
        given = self._whole(goal.key)
        if goal.name not in given:
            self._note(key, pointer, nearest(goal.name, given), goal.name)
            return []
        if not are_alike(pointer.name, goal.name):
            self._note(key, pointer, detail=f"{pointer.name} ≠ {goal.name}")
            return []
        found = items(goal.name, given[goal.name])
        if goal.number > len(found):
            self._note(key, pointer, detail=f"{goal.number} > {len(found)}")
            return []
        return [found[goal.number - 1]] if goal.number else found


def _passes(name: str, own: str, given: Mapping[str, str], heir: Heir, *, whole: bool) -> bool:
    """Whether the field *name* of a parent is inherited, as the field *own*."""
    if own in heir.fields or name in _NEVER or (name in NOT_INHERITED and not whole):
        return False
    if name in DATES and not _DATED.isdisjoint(heir.fields):
        return False
    # A volume that has both names its parts' booktitle itself, as BibTeX wants it.
    return own == name or own not in given


def _renamed(parent: str, child: str) -> Mapping[str, str]:
    """Return the names that the fields of a *parent* (type) have in a *child* (type)."""
    if parent in _VOLUMES and child in _PARTS:
        return _WITHIN_BOOK
    if parent.startswith("mv") and (child in _VOLUMES or child in _PARTS):
        return _WITHIN_WORK
    if parent == "periodical":
        return _WITHIN_JOURNAL
    return {}
