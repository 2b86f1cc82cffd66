"""Whether a work is in the bibliography already: by its identifiers, or by a near-equal title."""

from __future__ import annotations

from collections import defaultdict
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


#: A word that more titles hold says little, and no title is compared with more others.
_MOST_SHARED, _MOST_COMPARED, _RAREST = 60, 300, 3


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


class Known:
    """The entries of a bibliography, found by identifier, by title and by key; more may come.

    Titles are compared with those that share one of their rarer words, so that the cost of
    many works stays nearly linear. ``labels`` are the names under which the entries can be
    cited, in small letters.
    """

    def __init__(self, readings: Iterable[Reading] = ()) -> None:
        self.labels: set[str] = set()
        self._readings: list[Reading] = []
        self._titles: list[str] = []
        self._by_identifier: defaultdict[str, list[int]] = defaultdict(list)
        self._by_title: defaultdict[str, list[int]] = defaultdict(list)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self.add(readings)

    def add(self, readings: Iterable[Reading]) -> None:
        """Add *readings*; what only lends its data to others is no work, but has a key."""
        for reading in readings:
            self.labels.update(label.casefold() for label in labels_of(reading))
            if not reading.is_work:
                continue
            index, title = len(self._readings), folded_title(plain(reading.title))
            self._readings.append(reading)
            self._titles.append(title)
            for key in match_keys(reading.identifiers or Identifiers()):
                self._by_identifier[key].append(index)
            self._by_title[title].append(index)
            for word in set(title.split()):
                self._by_word[word].append(index)

    def with_identifiers(self, identifiers: Identifiers) -> tuple[Duplicate, ...]:
        """Return the entries that share one of the *identifiers*, in their order."""
        found: dict[int, str] = {}
        for key in match_keys(identifiers):
            for index in self._by_identifier.get(key, ()):
                found.setdefault(index, key)
        return tuple(self._identified(index, found[index]) for index in sorted(found))

    def _identified(self, index: int, key: str) -> Duplicate:
        kind, _, value = key.partition(":")
        return Duplicate(self._readings[index], Sameness(kind), value)

    def duplicates(self, draft: Draft) -> tuple[Duplicate, ...]:
        """Return the entries that seem to describe the work of *draft*, the certain ones first."""
        found = list(self.with_identifiers(draft.identifiers))
        certain = {duplicate.reading.key for duplicate in found}
        title = folded_title(draft.title)
        for index in self._like(title):
            reading = self._readings[index]
            is_alike = are_alike(title, self._titles[index])
            if reading.key not in certain and is_alike and _may_be_one(draft, reading):
                found.append(Duplicate(reading, Sameness.TITLE, plain(reading.title)))
        return tuple(found)

    def _like(self, title: str) -> list[int]:
        """Return the entries whose titles may be like the folded *title*."""
        lists = sorted((self._by_word.get(word, []) for word in set(title.split())), key=len)
        # A slip of the pen changes a word or two.
        rarest = [one for one in lists if one][:_RAREST]
        likely = [one for one in rarest if len(one) <= _MOST_SHARED] or rarest[:1]
        indices = {index for one in likely for index in one[:_MOST_COMPARED]}
        return sorted(indices.union(self._by_title.get(title, ())))


def labels_of(reading: Reading) -> Iterator[str]:
    """Yield the names under which *reading* can be cited: its key, and biblatex's ``ids``."""
    yield reading.key
    yield from (alias.strip() for alias in reading.text("ids").split(",") if alias.strip())


def _may_be_one(draft: Draft, reading: Reading) -> bool:
    """Whether nothing tells the works apart: lectures and reports often share a short title."""
    people = reading.of(Role.AUTHOR) or reading.of(Role.EDITOR)
    if not draft.family or people is None:
        return True
    own = draft.family.split()[-1].casefold()
    return any(own in name.family.casefold().split() for name in people.names)
