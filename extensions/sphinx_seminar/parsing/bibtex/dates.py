"""When an entry was published: biblatex's ``date``, or BibTeX's ``year``, ``month`` and ``day``.

BibTeX's fields are free text (``c. 1990``, ``300 {BC}``, ``jan # "~12"``,
``May--June``); what of them cannot be read is returned, so that it stays a field.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.partialdate import DateRange, PartialDate
from sphinx_seminar.parsing.bibtex.edtf import parse_edtf, valid_date
from sphinx_seminar.parsing.bibtex.fieldkinds import DATES

if TYPE_CHECKING:
    from collections.abc import Mapping

_LATEX = re.compile(r"\\[a-zA-Z]+ ?|\\.|[{}$]")
_DASH = re.compile(r" ?(?:-{1,3}|[\u2010-\u2015/]) ?")
_YEARS = re.compile(r"([0-9]{3,4}) ?(?:-{1,3}|[\u2010-\u2015/]) ?([0-9]{2,4})?")
_CIRCA = re.compile(r"^(?:c\.|ca\.?|circa|about|approx\.?) ?(?=[0-9])", re.IGNORECASE)
_BEFORE_CHRIST = re.compile(r"([0-9]{1,4}) ?(?:b\.? ?c\.?(?: ?e\.?)?)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")
#: Words that stand for a year not known yet, or never: no mistake.
_STATES = re.compile(
    r"forthcoming|in (?:press|preparation|prep\.?|review|revision)|to appear|submitted|accepted"
    r"|n\.? ?d\.?|undated|no date|in the press|under review|unpublished",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]{3,}|[0-9]{1,4}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_LAST_DAY = 31
_DIGITS = 4
_ENDS = 2


class Issued(NamedTuple):
    """The date, the fields that it holds all of, and those that are wrong."""

    date: DateRange | None
    read: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class Months(NamedTuple):
    """The months and days that a ``month`` field names: one or two each, 0 when unknown."""

    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()


def parse_issued(fields: Mapping[str, str]) -> Issued:
    """Return when an entry with these fields was published."""
    if "date" in fields:
        date, exact = _date(fields["date"])
        if date is not None and exact:
            return Issued(date, tuple(name for name in DATES if name in fields))
        if date is not None:
            return Issued(date, (), ("date",))
        if "year" not in fields:
            wrong = () if _STATES.fullmatch(_cleaned(fields["date"])) else ("date",)
            return Issued(None, (), wrong)
    if "year" not in fields:
        return Issued(None)
    return _of_year(fields["year"], fields.get("month", ""), fields.get("day", ""))


def _cleaned(text: str) -> str:
    """Return *text* without LaTeX, ties and brackets around the whole."""
    bare = _LATEX.sub("", text.replace("~", " ")).replace("\u00a0", " ")
    return " ".join(bare.split())


@lru_cache(maxsize=16_384)
def _date(text: str) -> tuple[DateRange | None, bool]:
    text = text.strip().strip("{}").strip()
    date = parse_edtf(text)
    return (date, True) if date is not None else _parse_years(_cleaned(text))


@lru_cache(maxsize=16_384)
def _of_year(year: str, month: str, day: str) -> Issued:
    date, exact = _parse_years(_cleaned(year))
    if date is None:
        return Issued(None, (), () if _STATES.fullmatch(_cleaned(year)) else ("year",))
    wrong = [] if exact else ["year"]
    read = ["year"] if exact else []
    if (month or day) and date.start == date.end and not date.start.month:
        months = _parse_months(month, day)
        dated = _with_months(date, months) if months else None
        if dated is None:
            wrong += ["month" if month else "day"]
        else:
            date, read = dated, [*read, *(["month"] if month else []), *(["day"] if day else [])]
    elif date.start.month:
        read += [name for name, value in (("month", month), ("day", day)) if value]
    return Issued(date, tuple(read), tuple(wrong))


def _parse_years(text: str) -> tuple[DateRange | None, bool]:
    """Return the years in *text* and whether they are all of it."""
    if text.isdecimal() and len(text) <= _DIGITS:
        only = PartialDate(int(text))
        return DateRange(only, only), True
    bracketed = text.startswith("[") and text.endswith("]")
    text = text.strip("[]() ")
    bare = _CIRCA.sub("", text)
    approximate, uncertain = bare != text, bracketed or bare.endswith("?")
    bare = bare.rstrip("?~ ")
    if match := _BEFORE_CHRIST.fullmatch(bare):
        # Year 0 is 1 BC (ISO 8601).
        only = PartialDate(1 - int(match[1]))
        return DateRange(only, only, approximate, uncertain), True
    if match := _YEARS.fullmatch(bare):
        first, last = match[1], match[2]
        end = PartialDate(int(first[: -len(last)] + last)) if last else None
        if end is None or end.year >= int(first):
            return DateRange(PartialDate(int(first)), end, approximate, uncertain), True
    if (date := parse_edtf(text.replace("--", "/"))) or (date := parse_edtf(bare)):
        flags = (approximate or date.approximate, uncertain or date.uncertain)
        return DateRange(date.start, date.end, *flags), True
    match = _YEAR.search(text)
    if match is None:
        return None, False
    only = PartialDate(int(match[1]))
    return DateRange(only, only, approximate, uncertain), False


def _parse_months(month: str, day: str) -> Months | None:
    """Return what ``month`` and ``day`` say, None when one of them says something else."""
    months: list[int] = []
    days: list[int] = []
    for word in _WORD.findall(_cleaned(month)):
        folded = word.lower()
        if folded in _SEASONS:
            months.append(_SEASONS[folded])
        elif folded[:3] in _MONTHS:
            months.append(_MONTHS.index(folded[:3]) + 1)
        elif word.isdecimal() and int(word) <= _LAST_DAY:
            days.append(int(word))
        elif not (word.isdecimal() or folded == "and"):
            return None
    if not months:
        # A month in figures: "05", "5--6".
        months, days = days, []
    days = [int(number) for number in re.findall(r"[0-9]+", day)] or days
    if not months or max(len(months), len(days)) > _ENDS:
        return None
    return Months(tuple(months), tuple(days))


def _with_months(date: DateRange, months: Months) -> DateRange | None:
    """Return the year *date* with months and days: a range where there are two of either."""
    year = date.start.year
    first_day, last_day = (months.days[0], months.days[-1]) if months.days else (0, 0)
    start = valid_date(year, months.months[0], first_day)
    end = valid_date(year, months.months[-1], last_day)
    if start is None or end is None or end < start:
        return None
    return DateRange(start, end, date.approximate, date.uncertain)
