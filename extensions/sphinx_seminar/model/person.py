"""People: a name as it was written, and the person whom several spellings mean.

Names are never split or reordered. Two spellings are one person when they are
equal after Unicode compatibility folding, or when ``people.toml`` says so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sphinx_seminar.model.identity import slug

_ORCID = re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]")
_TEN = 10


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
