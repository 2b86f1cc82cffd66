"""Author and year: citations, the suffixes of years, and the order of bibliographies."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.citation.dates import year_text
from sphinx_seminar.rendering.citation.people import family_names, heading, inverted
from sphinx_seminar.rendering.labels import citations as labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.domain.citing import Citing
    from sphinx_seminar.model.reading import Reading

_LONGEST_TITLE = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def author_year(reading: Reading, year_suffix: str = "") -> str:
    """Return the citation for parentheses: ``Smith & Doe, 2019``."""
    return f"{_label(reading, str(labels.AMPERSAND))}, {year_text(reading, year_suffix)}"


def year_suffixes(readings: Iterable[Reading]) -> dict[str, str]:
    """Return by key the letters that tell works of one author and year apart.

    Only works whose citations would be equal get one, in the order of the
    bibliography: ``a`` to ``z``, then ``aa``.
    """
    suffixes: dict[str, str] = {}
    for group in _cited_alike(readings):
        ordered = sorted(group, key=sort_key)
        suffixes.update((one.key, _suffix(index)) for index, one in enumerate(ordered))
    return suffixes


def telling_titles(readings: Iterable[Reading]) -> dict[str, str]:
    """Return by key the titles that tell works of one author and year apart, shortened.

    For styles whose references show no letters, so that a citation with one would lead nowhere.
    """
    alike = _cited_alike(readings)
    return {one.key: _shortened(_title(one) or one.key) for group in alike for one in group}


def short_name(reading: Reading, citing: Citing) -> str:
    """Return names and year, with what tells them apart: ``Doe, 2019a`` or ``Doe, 2019, Works``."""
    return f"{_label(reading, str(labels.AMPERSAND))}, {short_year(reading, citing)}"


def short_names(reading: Reading) -> str:
    """Return the names alone, for running text: ``Smith and Doe``."""
    return _label(reading, str(labels.AND))


def short_year(reading: Reading, citing: Citing) -> str:
    """Return the year with what tells *reading* apart: ``2019a`` or ``2019, Works``."""
    apart = citing.apart.get(reading.key, "")
    if citing.has_letters or not apart:
        return year_text(reading, apart)
    return f"{year_text(reading)}, {apart}"


def _cited_alike(readings: Iterable[Reading]) -> list[list[Reading]]:
    """Return the works whose citations would be equal, together."""
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(author_year(reading), []).append(reading)
    return [group for group in groups.values() if len(group) > 1]


def sort_key(reading: Reading) -> tuple[str, ...]:
    """Return the place of *reading* in a bibliography: names, year, title, key; without a locale.

    Accents do not count. ``sortname`` (or ``sortkey``), ``sortyear`` and
    ``sorttitle`` take the places of what they are named after.
    """
    names = heading(reading)
    title = _folded(reading.text("sorttitle") or reading.text("title"))
    written = reading.text("sortkey") or reading.text("sortname") or reading.text("key")
    if names and not (reading.text("sortkey") or reading.text("sortname")):
        people = " \x1f ".join(_folded(inverted(name)) for name in names.names)
    else:
        people = _folded(written) or title or _folded(_label(reading, ""))
    # Works without a year come last; an offset keeps the years before Christ in order.
    year = f"{reading.year + 100_000:06d}" if reading.year is not None else "~"
    return (people, reading.text("sortyear") or year, title, reading.key)


def _label(reading: Reading, conjunction: str) -> str:
    """Return the names of a citation; a title, shortened, when the work names nobody."""
    for name in ("shortauthor", "label"):
        if text := reading.text(name):
            return text
    if names := heading(reading):
        return family_names(names, conjunction)
    for name in ("collaboration", "shorteditor", "shorthand", "shorttitle", "key"):
        if text := reading.text(name):
            return text
    return _shortened(_title(reading) or reading.text("organization") or reading.key)


def _title(reading: Reading) -> str:
    return reading.text("title") or reading.text("booktitle") or reading.text("maintitle")


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[: _LONGEST_TITLE + 1].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        char if char.isalnum() or char in " ,\x1f" else " "
        for char in decomposed
        if not unicodedata.combining(char)
    )
    return " ".join(kept.split(" ")).strip()


def _suffix(index: int) -> str:
    text = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, len(_LETTERS))
        text = _LETTERS[letter] + text
    return text
