"""The words of an archive from which a misspelt one is corrected, counted while it is indexed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_seminar.outputs.search.correcting import MOST_WORDS, may_correct, meant
from sphinx_seminar.outputs.search.parts import NAMING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: A word of more records, and of more than this share of them, tells nothing. Pagefind compares
#: each record that has a word with each other: for 26,000 records that takes it five seconds.
COMMON, COMMON_SHARE = 5_000, 0.4


class Vocabulary:
    """Counts in how many records a word stands, and notes those of titles and names."""

    def __init__(self) -> None:
        self._records: Counter[str] = Counter()
        self._named: set[str] = set()

    def add(self, words: Mapping[str, Sequence[str]]) -> None:
        """Count the *words* of the parts of a record."""
        self._records.update({word for found in words.values() for word in found})
        for part in NAMING:
            self._named.update(words.get(part, ()))

    def common(self, records: int) -> list[str]:
        """Return the words that tell nothing among so many *records*."""
        least = max(COMMON, COMMON_SHARE * records)
        return sorted(word for word, count in self._records.items() if count > least)

    def lines(self) -> dict[int, list[str]]:
        """Return the words, each with how likely it is meant, by the number of letters."""
        able = sorted(word for word in self._records if may_correct(word))
        found: dict[int, list[str]] = {}
        for word in able:
            is_named = word in self._named
            count = self._records[word]
            if is_named or count > 1 or len(able) <= MOST_WORDS:
                line = f"{word} {meant(count, is_named=is_named)}"
                found.setdefault(len(word), []).append(line)
        return found
