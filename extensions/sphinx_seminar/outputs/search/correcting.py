"""Words that a misspelt one may stand for: those of the archive that are nearest to it.

One letter added, dropped, replaced, or swapped with its neighbour is a change (the distance of
Damerau, as optimal string alignment); a long word may have two. Among equals, the likeliest is
the word with the same first letter that stands in titles and names, and in many records.
``static/seminar-search-words.js`` does the same for browsers, and the same examples test both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Letters of the words that are corrected and that correct; from ``LONG`` on, two changes.
SHORTEST, LONG, LONGEST = 4, 8, 24
#: Beyond so many words of an archive, those of one text alone correct none.
MOST_WORDS = 40_000
#: What standing in a title or name, and having the same first letter, counts against numbers
#: of records, in their doublings.
NAMED, FIRST = 4, 4


def may_correct(word: str) -> bool:
    """Tell whether *word* may stand for a misspelt one."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def meant(records: int, *, is_named: bool) -> int:
    """Return how likely a word is meant that stands in so many *records*."""
    return records.bit_length() + NAMED * is_named


def corrections(word: str, vocabulary: Iterable[tuple[str, int]]) -> list[str]:
    """Return the words of *vocabulary*, each with how likely it is meant, for *word*."""
    if len(word) < SHORTEST:
        return []
    allowed = 1 + (len(word) >= LONG)
    letters = set(word)
    found = []
    for known, likely in vocabulary:
        # Most words are told apart by their letters alone.
        if len(letters.symmetric_difference(known)) > 2 * allowed:
            continue
        changes = distance(word, known, allowed)
        if changes <= allowed:
            found.append((changes, -likely - FIRST * (known[0] == word[0]), known))
    return [known for _changes, _likely, known in sorted(found)]


def distance(one: str, other: str, limit: int) -> int:
    """Return how many changes lead from *one* to *other*; more than *limit* count no further."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        following = [at]
        for to, wanted in enumerate(other, 1):
            cost = min(row[to] + 1, following[-1] + 1, row[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, before[to - 2] + 1)
            following.append(cost)
        if min(following) > limit:
            return limit + 1
        before, row = row, following
    return row[-1]
