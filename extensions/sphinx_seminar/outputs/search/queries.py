"""What a query means: words, fields and years, the same in SQL as on the search page.

``speaker:``, ``read:``, ``topic:``, ``year:`` and ``kind:`` name fields; quotation marks hold
a phrase together; everything else is words. Nothing that is typed is an operator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_seminar.outputs.search.normalising import fold, is_single, words
from sphinx_seminar.outputs.search.parts import FIELDS
from sphinx_seminar.outputs.search.record import RecordKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The longest query, in characters and in words; what is longer is cut.
LONGEST = 300
MOST_WORDS = 24
#: From so many letters on, a word finds what begins like it.
BEGINNING = 3
#: Other names of fields.
_ALIASES = {"reading": "read", "reads": "read", "speakers": "speaker", "topics": "topic"}
_TOKEN = re.compile(r'(?:([^\W\d_]+):)?(?:"([^"]*)"|(\S+))')
_YEARS = re.compile(r"([0-9]{4})(?:[-–]([0-9]{4}))?")
_MOST_YEARS = 200


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together: a phrase, a run of single characters, or one word."""

    words: tuple[str, ...]
    columns: tuple[str, ...] = ()
    is_phrase: bool = False

    def as_fts(self, forms: Mapping[str, Sequence[str]]) -> str:
        """Return the term in FTS5's language, every word a string in it.

        A word finds itself, its other *forms*, and, from :data:`BEGINNING` letters on or in a
        field, what begins like it.
        """
        if self.is_phrase:
            found = f'"{" ".join(self.words)}"'
        else:
            found = " AND ".join(self._word_as_fts(word, forms) for word in self.words)
        return f"{{{' '.join(self.columns)}}} : ({found})" if self.columns else f"({found})"

    def _word_as_fts(self, word: str, forms: Mapping[str, Sequence[str]]) -> str:
        # The word itself counts once more than what only begins like it.
        found = [f'"{word}"', *(f'"{form}"' for form in forms.get(word, ()))]
        if not is_single(word) and (self.columns or len(word) >= BEGINNING):
            found.append(f'"{word}"*')
        return f"({' OR '.join(found)})"


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read; ``cut`` when it was too long to be searched whole."""

    terms: tuple[Term, ...] = ()
    years: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    cut: bool = False

    def as_fts(self, forms: Mapping[str, Sequence[str]]) -> str:
        """Return all terms in FTS5's language; '' when there is none."""
        return " AND ".join(term.as_fts(forms) for term in self.terms)

    def words(self) -> list[str]:
        """Return every word that is asked for, in order."""
        return list(dict.fromkeys(word for term in self.terms for word in term.words))


def parse_query(text: str) -> Query:
    """Return what *text* asks for."""
    left = MOST_WORDS
    terms: list[Term] = []
    years: list[str] = []
    kinds: list[str] = []
    for found in _TOKEN.finditer(text[:LONGEST]):
        named, quoted, bare = found.groups()
        name = _ALIASES.get((named or "").lower(), (named or "").lower())
        value = bare if quoted is None else quoted
        if name == "year" and _add_years(value, years):
            continue
        if name == "kind" and _add_kinds(value, kinds):
            continue
        asked = words(value if name in FIELDS else found[0])[:left]
        left -= len(asked)
        if asked:
            together = quoted is not None or all(map(is_single, asked))
            terms.append(Term(tuple(asked), FIELDS.get(name, ()), together and len(asked) > 1))
    cut = len(text) > LONGEST or left <= 0
    return Query(tuple(terms), tuple(years), tuple(kinds), cut)


def _add_years(value: str, years: list[str]) -> bool:
    found = _YEARS.fullmatch(value)
    if not found:
        return False
    first = int(found[1])
    last = min(int(found[2] or first), first + _MOST_YEARS)
    years.extend(f"{year:04d}" for year in range(first, last + 1))
    return True


def _add_kinds(value: str, kinds: list[str]) -> bool:
    found = [kind.value for kind in RecordKind if value and kind.value.startswith(fold(value))]
    kinds.extend(found)
    return bool(found)
