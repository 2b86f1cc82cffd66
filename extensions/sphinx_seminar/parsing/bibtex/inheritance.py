"""What entries inherit: ``xdata`` first, then ``crossref``, missing fields only.

biblatex manual, section 2.4.1 and appendix B: the title of a volume becomes the
``booktitle`` of its part. Parents may stand in any file and after their children;
a missing one, and one that leads back to the entry, is a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.finding import Finding, FindingKind, Location, nearest
from sphinx_seminar.parsing.bibtex.fieldkinds import DATES, NOT_INHERITED
from sphinx_seminar.parsing.bibtex.macros import SUGGESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    """A reference to a parent, as written: the field's name, the key and where."""

    name: str
    key: str
    location: Location


class Heir(NamedTuple):
    """An entry with its own evaluated fields (lower-case names) and its links to parents."""

    key: str
    entry_type: str
    fields: dict[str, str]
    links: tuple[Link, ...] = ()


class Estate(NamedTuple):
    """What an entry inherits: fields with their values, and every ancestor's key."""

    fields: dict[str, str]
    parents: tuple[str, ...] = ()
    generation: int = 0


class Inheritance:
    """The estates of all entries, settled when one is first asked for."""

    def __init__(self, heirs: Mapping[str, Heir], aliases: Mapping[str, str]) -> None:
        self.findings: list[Finding] = []
        self._heirs = heirs
        self._aliases = aliases
        self._settled: dict[str, Estate] = {}
        self._suggested = 0

    def estate(self, key: str) -> Estate:
        """Return what the entry *key* inherits."""
        if not self._heirs[key].links:
            return Estate({})
        if key not in self._settled:
            self._settle(key)
        return self._settled[key]

    def _settle(self, start: str) -> None:
        """Settle *start* and its ancestors, parents first; no recursion, since chains are long."""
        parents: dict[str, list[str]] = {}
        waiting: dict[str, list[str]] = {}
        stack = [start]
        while stack:
            key = stack[-1]
            if key not in parents:
                parents[key] = self._reachable(key, parents)
                waiting[key] = [p for p in parents[key][::-1] if p not in self._settled]
            while waiting[key] and waiting[key][-1] in self._settled:
                waiting[key].pop()
            if waiting[key]:
                stack.append(waiting[key][-1])
            else:
                self._settled[key] = self._inherit(key, parents.pop(key))
                stack.pop()

    def _reachable(self, key: str, open_keys: Mapping[str, object]) -> list[str]:
        """Return the keys of the parents of *key* that exist and do not wait for it."""
        parents: list[str] = []
        links = self._heirs[key].links
        if len(links) > MOST:
            self._note(key, links[MOST], detail=f"> {MOST}")
        for link in links[:MOST]:
            parent = link.key if link.key in self._heirs else self._aliases.get(link.key, "")
            if not parent:
                self._note(key, link, suggestion=self._suggest(link.key))
            elif parent == key or parent in open_keys:
                self._note(key, link, detail=f"{key} → {parent} → … → {key}")
            else:
                parents.append(parent)
        return parents

    def _suggest(self, key: str) -> str:
        self._suggested += 1
        return nearest(key, self._heirs) if self._suggested <= SUGGESTIONS else ""

    def _note(self, key: str, link: Link, suggestion: str = "", detail: str = "") -> None:
        self.findings.append(
            Finding(
                FindingKind.BIB_CROSSREF,
                link.key,
                nearest=suggestion,
                name=key,
                detail=detail,
                location=link.location,
            )
        )

    def _inherit(self, key: str, parents: Sequence[str]) -> Estate:
        heir = self._heirs[key]
        by_data = {link.key for link in heir.links if link.name == "xdata"}
        fields: dict[str, str] = {}
        ancestors: dict[str, None] = {}
        generation = 0
        for parent in parents:
            estate = self._settled[parent]
            generation = max(generation, estate.generation + 1)
            ancestors[parent] = None
            ancestors.update(dict.fromkeys(estate.parents))
            if generation > OLDEST or len(ancestors) > MOST * MOST:
                self._note(key, heir.links[0], detail=f"> {OLDEST}")
                return Estate({})
            whole = self._heirs[parent].entry_type == "xdata" or parent in by_data
            names = {} if whole else _renamed(self._heirs[parent].entry_type, heir.entry_type)
            given = {**estate.fields, **self._heirs[parent].fields}
            for name, value in given.items():
                own = names.get(name, name)
                if _passes(name, own, given, heir, whole=whole):
                    fields.setdefault(own, value)
        return Estate(fields, tuple(ancestors), generation)


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
