"""A citation in the text: its form, and one or several readings with the words around each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CitationForm(StrEnum):
    """How a citation stands in its sentence; the values are the names of roles."""

    TEXTUAL = "reading"
    PARENTHETICAL = "cite"
    FULL = "cite-full"


@dataclass(frozen=True, slots=True)
class CitationItem:
    """A reading by its key, the part that is meant, and the words before and behind.

    ``see`` is the prefix, ``ch. 1`` the locator and ``and the references there`` the suffix
    of ``(see Doe, 2019, ch. 1, and the references there)``, all as written. Of a part that
    cannot be read the text is the prefix, and ``key`` is ''.
    """

    key: str
    locator: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether the citation is a key and nothing else."""
        return not (self.locator or self.prefix or self.suffix)


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: CSL's *cluster* of items."""

    form: CitationForm
    items: tuple[CitationItem, ...]
