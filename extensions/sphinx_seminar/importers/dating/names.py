"""Names of months, weekdays and seasons in the languages of seminar pages (CLDR, by Babel)."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import Literal

from babel.dates import get_day_names, get_month_names

_LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "fi", "pl", "cs", "ca", "ro", "tr",
    "ru", "hu",
)  # fmt: skip
_ABBREVIATING = frozenset(_LANGUAGES[:10])
#: Abbreviations that are words of English.
_ENGLISH_WORDS = frozenset({"out", "set", "man", "per", "sex", "car", "pro", "sub", "ter", "son"})
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
#: What CLDR does not have; "Ma" and the like are read as every month that they begin.
_MONTHS = {"sept": 9, "juill": 7, "janv": 1, "fevr": 2, "jänner": 1, "janner": 1, "maerz": 3}
_WEEKDAYS = {
    "tues": 1, "wednes": 2, "weds": 2, "thur": 3, "thurs": 3, "thu": 3, "月": 0, "火": 1, "水": 2,
    "木": 3, "金": 4, "土": 5, "日": 6, "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5,
    "月曜": 0, "火曜": 1, "水曜": 2, "木曜": 3, "金曜": 4, "土曜": 5, "日曜": 6, "周一": 0,
    "周二": 1, "周三": 2, "周四": 3, "周五": 4, "周六": 5, "周日": 6, "星期一": 0, "星期二": 1,
    "星期三": 2, "星期四": 3, "星期五": 4, "星期六": 5, "星期日": 6, "sonnabend": 5,
}  # fmt: skip
_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SHORTEST, _SHORTEST_SLIP = 2, 5
#: Where one weekday name is another language's month ("mar" is Tuesday and March), the month wins.
_WINS = 3

#: Words of terms: the months in which they can fall, widely.
_SEASONS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("spring printemps frühjahr fruhjahr primavera vår forår lent epiphany hilary 春",
     (1, 2, 3, 4, 5, 6)),
    ("summer sommer été ete verano estate verão sose ss sommersemester trinity easter 夏",
     (4, 5, 6, 7, 8, 9)),
    ("fall autumn automne herbst otoño otono autunno outono höst efterår michaelmas 秋",
     (8, 9, 10, 11, 12)),
    ("winter hiver invierno inverno wise ws wintersemester vinter 冬", (10, 11, 12, 1, 2, 3)),
)  # fmt: skip
#: Winter terms that begin in the year that they are called after.
_WINTER_SEMESTERS = frozenset({"wise", "ws", "wintersemester"})


def folded_word(word: str) -> str:
    """Return *word* in small letters, without accents and without the point of an abbreviation."""
    spelled = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in spelled if not unicodedata.combining(char)).strip(".")


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in _widths(language):
            for context in _CONTEXTS:
                for number, name in get_month_names(width, context, language).items():
                    _note(found, name, number, _SHORTEST + 1)
    return found | {folded_word(name): number for name, number in _MONTHS.items()}


@cache
def _weekdays() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in _widths(language):
            for number, name in get_day_names(width, "format", language).items():
                _note(found, name, number, _SHORTEST + (language != "de"))
    return found | {folded_word(name): number for name, number in _WEEKDAYS.items()}


def _widths(language: str) -> tuple[Literal["wide", "abbreviated"], ...]:
    return ("wide", "abbreviated") if language in _ABBREVIATING else ("wide",)


def _note(found: dict[str, int], name: str, number: int, shortest: int) -> None:
    word = folded_word(name)
    if len(word) >= shortest and not word[0].isdigit() and word not in _ENGLISH_WORDS:
        found.setdefault(word, number)


def months_of(word: str) -> tuple[int, ...]:
    """Return the months that *word* may name: one for a name, several for a beginning of some.

    A slip of the pen ("Feburary") gives the month that it looks like and 0, as a sign.
    """
    folded = folded_word(word)
    known = _months().get(folded)
    if known:
        return (known,)
    if len(folded) < _SHORTEST or not folded.isalpha():
        return ()
    begun = tuple(i for i, name in enumerate(_ENGLISH, 1) if name.startswith(folded))
    if begun:
        return begun
    if len(folded) >= _SHORTEST_SLIP and (near := get_close_matches(folded, _ENGLISH, 1, 0.82)):
        return (_ENGLISH.index(near[0]) + 1, 0)
    return ()


def weekday_of(word: str) -> int | None:
    """Return the weekday that *word* names (0 is Monday), None for any other word."""
    folded = folded_word(word)
    found = _weekdays().get(folded)
    if found is None and len(folded) > _WINS and folded.endswith("s"):
        # "on Tuesdays", "freitags"
        found = _weekdays().get(folded[:-1])
    return found


def season_of(word: str) -> tuple[int, ...]:
    """Return the months of the term that *word* names, () for any other word."""
    folded = folded_word(word)
    for words, months in _SEASONS:
        if folded in {folded_word(one) for one in words.split()}:
            return months
    return ()


def is_winter_semester(word: str) -> bool:
    """Tell whether *word* names a winter term whose year is that of its beginning."""
    return folded_word(word) in _WINTER_SEMESTERS
