"""People: a name as it was written, and the person whom several spellings mean.

Names are never split or reordered. Two spellings are one person when they are
equal after Unicode compatibility folding, or when ``people.toml`` says so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from sphinx_seminar.model.identity import slug

_ORCID = re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]")
_TEN = 10


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person on a talk: the name and the affiliation as they were at that time.

    ``person`` is the id of whom another archive says that it is; here the name tells.
    """

    name: str
    affiliation: str = ""
    person: str = field(default="", repr=False)


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


def parse_orcid(text: str) -> str:
    """Return the ORCID in *text*, bare or as an address, '' unless its check digit is right.

    The digit is that of ISO/IEC 7064, MOD 11-2.
    """
    bare = re.sub(r"https?://orcid\.org/", "", text.strip().upper(), flags=re.IGNORECASE)
    if not _ORCID.fullmatch(bare):
        return ""
    total = 0
    for digit in bare.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return bare if bare[-1] == ("X" if check == _TEN else str(check)) else ""


def folded(name: str) -> str:
    """Return *name* as it is compared: compatibility forms, case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True)
class People:
    """The people whom ``people.toml`` describes, found by any of their names; the first counts.

    Those ``elsewhere`` are known to other archives alone: their names are no names here.
    """

    known: tuple[Person, ...] = ()
    elsewhere: tuple[Person, ...] = ()

    def __post_init__(self) -> None:
        """Index the names once."""
        by_name: dict[str, Person] = {}
        for person in self.known:
            for name in names_of(person):
                by_name.setdefault(name, person)
        object.__setattr__(self, "_by_name", by_name)
        by_id = {person.id: person for person in (*self.elsewhere, *self.known)}
        object.__setattr__(self, "_by_id", by_id)

    def find(self, name: str) -> Person:
        """Return the person whom *name* means; an undescribed one has the id of the name."""
        return self.described(name) or Person(id=slug(folded(name)), name=name)

    def described(self, name: str) -> Person | None:
        """Return the person whom ``people.toml`` gives *name*, if it does."""
        by_name: dict[str, Person] = self.__dict__["_by_name"]
        return by_name.get(folded(name))

    def of(self, appearance: Appearance) -> Person:
        """Return the person behind *appearance*."""
        by_id: dict[str, Person] = self.__dict__["_by_id"]
        found = by_id.get(appearance.person) if appearance.person else None
        return found or self.find(appearance.name)

    def ids(self, name: str) -> frozenset[str]:
        """Return the ids of everybody called *name*: here one, and any number elsewhere."""
        wanted = folded(name)
        others = (person.id for person in self.elsewhere if wanted in names_of(person))
        return frozenset((self.find(name).id, *others))


def names_of(person: Person) -> tuple[str, ...]:
    """Return all that *person* is called, folded."""
    return tuple(map(folded, (person.id, person.name, *person.aliases)))
