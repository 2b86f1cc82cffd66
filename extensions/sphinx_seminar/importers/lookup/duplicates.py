"""Whether a work is in the bibliography already: by its identifiers, or by a near-equal title."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_seminar.model.identifiers import Identifiers, match_keys
from sphinx_seminar.model.likeness import are_alike, folded_title
from sphinx_seminar.model.reading import Role
from sphinx_seminar.model.richtext import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.importers.lookup.entry import Draft
    from sphinx_seminar.model.reading import Reading


class Sameness(StrEnum):
    """By what two entries are taken for one work; the values of the first four begin match keys."""

    DOI = "doi"
    ARXIV = "arxiv"
    ISBN = "isbn"
    URL = "url"
    TITLE = "title"

    @property
    def is_certain(self) -> bool:
        """Whether no doubt is left."""
        return self is not Sameness.TITLE


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An entry that describes the work already, and the identifier or title that shows it."""

    reading: Reading
    sameness: Sameness
    value: str


def same_identifiers(identifiers: Identifiers, readings: Iterable[Reading]) -> Iterator[Duplicate]:
    """Yield the *readings* that share one of the *identifiers*."""
    keys = set(match_keys(identifiers))
    for reading in readings:
        for key in match_keys(reading.identifiers or Identifiers()):
            if key in keys:
                kind, _, value = key.partition(":")
                yield Duplicate(reading, Sameness(kind), value)
                break


def find_duplicates(draft: Draft, readings: Iterable[Reading]) -> tuple[Duplicate, ...]:
    """Return the *readings* that seem to describe the work of *draft*, the certain ones first."""
    kept = [reading for reading in readings if reading.is_work]
    certain = list(same_identifiers(draft.identifiers, kept))
    found = {duplicate.reading.key for duplicate in certain}
    title = folded_title(draft.title)
    for reading in kept:
        other = folded_title(plain(reading.title))
        if reading.key not in found and are_alike(title, other) and _may_be_one(draft, reading):
            certain.append(Duplicate(reading, Sameness.TITLE, plain(reading.title)))
    return tuple(certain)


def _may_be_one(draft: Draft, reading: Reading) -> bool:
    """Whether nothing tells the works apart: lectures and reports often share a short title."""
    people = reading.of(Role.AUTHOR) or reading.of(Role.EDITOR)
    if not draft.family or people is None:
        return True
    own = draft.family.split()[-1].casefold()
    return any(own in name.family.casefold().split() for name in people.names)
