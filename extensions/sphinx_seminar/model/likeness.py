"""When two titles are taken for one: folded, and alike but for a slip of the pen."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: The share of characters that two titles have in common in the same order
#: (:meth:`difflib.SequenceMatcher.ratio`) from which on they are alike.
RATIO = 0.92
#: Titles this short ("Introduction") are only alike when they are equal.
SHORT = 15

_NOT_LETTERS = re.compile(r"[\W_]+")
#: A word that more titles hold says nothing about any two of them.
_MOST_SHARED = 60
_RAREST = 3


def folded_title(title: str) -> str:
    """Return *title* as it is compared: without accents, case, punctuation and formulas' signs."""
    spelled = unicodedata.normalize("NFKD", title).casefold()
    bare = "".join(char for char in spelled if not unicodedata.combining(char))
    return _NOT_LETTERS.sub(" ", bare).strip()


def are_alike(one: str, other: str) -> bool:
    """Whether two folded titles are near-equal."""
    if not one or not other:
        return False
    if one == other:
        return True
    if min(len(one), len(other)) <= SHORT or _numbers(one) != _numbers(other):
        return False
    if 2 * min(len(one), len(other)) < RATIO * (len(one) + len(other)):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= RATIO and matcher.ratio() >= RATIO


def _numbers(title: str) -> tuple[str, ...]:
    """Return the numbers in *title*: "Part 1" and "Part 2" are two works."""
    return tuple(re.findall(r"\b(?:[0-9]+|[ivx]+)\b", title))


def _share_words(one: set[str], other: set[str]) -> bool:
    """Whether half of the words are common: a slip changes a word or two."""
    return 2 * len(one & other) >= max(len(one), len(other)) - 1


def alike_pairs(titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of keys whose folded titles are near-equal, in the order of *titles*.

    Only titles that share one of their rarest words are compared, so that the
    cost stays nearly linear.
    """
    words = {key: set(title.split()) for key, title in titles.items() if title}
    shared = Counter(word for found in words.values() for word in found)
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for key, found in words.items():
        for word in sorted(found, key=lambda word: (shared[word], word))[:_RAREST]:
            by_word[word].append(key)
    order = {key: index for index, key in enumerate(titles)}
    pairs = {
        pair
        for keys in by_word.values()
        if len(keys) <= _MOST_SHARED
        for pair in combinations(keys, 2)
    }
    likely = [pair for pair in pairs if _share_words(words[pair[0]], words[pair[1]])]
    for one, other in sorted(likely, key=lambda pair: (order[pair[0]], order[pair[1]])):
        if are_alike(titles[one], titles[other]):
            yield one, other
