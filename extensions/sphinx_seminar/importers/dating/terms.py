"""Years and terms in headings, titles and addresses ("Fall 2024", "2023-24", "past_2324")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.names import is_winter_semester, season_of
from sphinx_seminar.importers.dating.spot import full_year

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPLIT = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:[-–—/_]|to|bis)\s*((?:19|20)?\d\d)(?![\d/.-])")
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/]|[.-]\d)")
_SHORT = re.compile(
    r"(?:\b(?:AY|WS|SS|WiSe|SoSe|HS|FS)\s?|['’])(\d\d)(?:\s?[-/]\s?['’]?(\d\d))?(?!\d)"
)
_PAIR = re.compile(r"(?<!\d)(\d\d)[-_/]?(\d\d)(?!\d)")
_TERM_CODE = re.compile(
    r"(?<![a-z])(fall|autumn|spring|summer|winter|ws|ss)[-_ ]?(?:20)?(\d\d)(?!\d)"
)
_WORDS = re.compile(r"[^\W\d_]+|[春夏秋冬]")
_CODES = re.compile(r"\b(WS|SS|WiSe|SoSe)\d")
_EARLIEST, _LATEST = 10, 40
_AUTUMN, _NEW_YEAR, _SUMMER = 8, 2, 7
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Term:
    """A year, or two (``last``) of an academic year; the ``months`` that its name allows.

    ``seen`` are the months that occur under it. ``is_named_by_start`` is for winter terms
    that are called after the year in which they begin.
    """

    text: str
    first: int | None = None
    last: int | None = None
    months: tuple[int, ...] = ()
    is_named_by_start: bool = False
    seen: frozenset[int] = frozenset()

    @property
    def years(self) -> tuple[int, ...]:
        """The years that a date under it may have."""
        if self.first is None:
            return ()
        if self.last:
            return tuple(range(self.first, self.last + 1))
        reach = 1 if self.months else 0
        return tuple(range(self.first - reach, self.first + reach + 1))

    @property
    def is_winter(self) -> bool:
        """Whether it may cross the turn of the year."""
        return 1 in self.months and _DECEMBER in self.months

    def year_of(self, month: int) -> int | None:
        """Return the year that *month* has in this term."""
        if self.first is None:
            return None
        if self.last == self.first + 1:
            return self._academic(month)
        if self.last:
            return None
        if self.is_winter:
            return self._winter(month)
        if self.months and min(self.months) >= _AUTUMN and month <= _NEW_YEAR:
            return self.first + 1
        return self.first

    def is_doubtful(self, month: int) -> bool:
        """Whether *month* is none of the term's, or may lie in either year."""
        if self.is_winter:
            is_short = self.seen <= {12, 1, 2, 3, 4}
            return month not in {*self.months, 4, 9} or (
                is_short and _DECEMBER in self.seen and not self.last
            )
        return bool(self.months) and month not in self.months

    def _academic(self, month: int) -> int | None:
        if month == _SUMMER:
            begins = bool(self.seen & {8, 9}) and not self.seen & {5, 6}
            return self.first if begins else self.last
        return self.first if month >= _AUTUMN else self.last

    def _winter(self, month: int) -> int | None:
        begins = self.is_named_by_start or bool(self.seen & {9, 10, 11})
        if month <= _SUMMER:
            return (self.first or 0) + begins
        if month == _DECEMBER and not begins and self.seen & {1, 2, 3, 4}:
            return (self.first or 0) - 1
        return self.first


def term_of(text: str, *, is_address: bool = False) -> Term | None:
    """Return the years and the season that *text* names, None when it names neither."""
    months, by_start = _season(text)
    years = _years(text, is_address=is_address)
    if years is None and not months:
        return None
    first, last = years or (None, None)
    return Term(text, first, last, months, by_start)


def nearest_term(texts: Iterable[str], *, is_address: bool = False) -> Term | None:
    """Return the term of *texts*, nearest first: season and year may stand in two of them."""
    found: Term | None = None
    for text in texts:
        term = term_of(text, is_address=is_address)
        if term is None:
            continue
        if found is None:
            found = term
        elif found.first is None and term.first is not None:
            found = replace(found, text=term.text, first=term.first, last=term.last)
        if found.first is not None:
            return found
    return found


def _season(text: str) -> tuple[tuple[int, ...], bool]:
    words = [*_CODES.findall(text), *_WORDS.findall(text.replace("_", " "))]
    found = {months for word in words if (months := season_of(word))}
    if len(found) == 1:
        return found.pop(), any(map(is_winter_semester, words))
    return (), False


def _years(text: str, *, is_address: bool) -> tuple[int, int | None] | None:
    if split := _SPLIT.search(text):
        first = int(split[1])
        last = full_year(split[2]) if len(split[2]) == 2 else int(split[2])  # noqa: PLR2004
        if first < last:
            return first, last
    found = list(dict.fromkeys(map(int, _YEAR.findall(text))))
    if len(found) == 1:
        return found[0], None
    if found:
        return (found[0], found[1]) if found[1] == found[0] + 1 else None
    return _short_years(text, is_address=is_address)


def _short_years(text: str, *, is_address: bool) -> tuple[int, int | None] | None:
    if short := _SHORT.search(text):
        return full_year(short[1]), full_year(short[2]) if short[2] else None
    if code := _TERM_CODE.search(text.casefold()):
        return full_year(code[2]), None
    if is_address:
        for pair in _PAIR.finditer(text):
            first, second = int(pair[1]), int(pair[2])
            if _EARLIEST <= first < _LATEST and second == first + 1:
                return 2000 + first, 2000 + second
    return None
