"""People: a name as it was written, and the person whom several spellings mean.

Names are never split or reordered. Two spellings are one person when they are
equal after Unicode compatibility folding, or when ``people.toml`` says so.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sphinx_seminar.model.identity import slug


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person on a talk: the name and the affiliation as they were at that time."""

    name: str
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the archive; ``id`` is the published part of the anchor."""

    id: str
    name: str
    sort_name: str = ""
    aliases: tuple[str, ...] = ()
    orcid: str = ""
    homepage: str = ""

    @property
    def sort_key(self) -> tuple[str, str]:
        """The key of an alphabetical list: the sort name, or the name as written."""
        return folded(self.sort_name or self.name), self.id


def folded(name: str) -> str:
    """Return *name* as it is compared: compatibility forms, case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True)
class People:
    """The people whom ``people.toml`` describes, found by any of their names; the first counts."""

    known: tuple[Person, ...] = ()

    def __post_init__(self) -> None:
        """Index the names once."""
        by_name: dict[str, Person] = {}
        for person in self.known:
            for name in (person.id, person.name, *person.aliases):
                by_name.setdefault(folded(name), person)
        object.__setattr__(self, "_by_name", by_name)

    def find(self, name: str) -> Person:
        """Return the person whom *name* means; an undescribed one has the id of the name."""
        by_name: dict[str, Person] = self.__dict__["_by_name"]
        return by_name.get(folded(name)) or Person(id=slug(folded(name)), name=name)
