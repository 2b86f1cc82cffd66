"""What stands beside the sessions: ``conf.py``, ``people.toml`` and the bibliography."""

from __future__ import annotations

import json
import re
from pprint import pformat
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.identity import is_id, slug
from sphinx_seminar.model.person import folded
from sphinx_seminar.model.series import WEEKDAYS
from sphinx_seminar.rendering.math.macros import macro_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_seminar.importers.archive_json.fields import Fields
    from sphinx_seminar.rendering.math.macros import Definition

_ARCHIVE_ID = re.compile(r"(?=.{1,120}\Z)[a-z0-9]+(?:[.-]+[a-z0-9]+)*")
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_CLOCK = re.compile(r"[0-2][0-9]:[0-5][0-9]")
#: Where a file says nothing: what its sessions are written with.
EXTENSIONS = ["colon_fence", "dollarmath"]
_FIXED = """\
extensions = ["sphinx_seminar"]
primary_domain = "seminar"
exclude_patterns = ["_build"]
"""

Settings = dict[str, dict[str, Any]]


def extensions(archive: Fields) -> list[str]:
    """Return the extensions of MyST that the sources need."""
    syntax = archive.record("syntax")
    return syntax.texts("markdown-extensions") if "syntax" in archive else EXTENSIONS


def series_settings(archive: Fields) -> Settings:
    """Return the value of ``seminar_series``."""
    found: Settings = {}
    for series in archive.records("series"):
        name = series.text("id")
        if is_id(name):
            found.setdefault(name, {key: one for key, one in _series(series) if one})
    return found


def _series(series: Fields) -> Iterator[tuple[str, Any]]:
    yield "title", series.text("title")
    yield "zone", series.text("zone") or "UTC"
    yield "zones", series.texts("zones")
    yield "time", time_span(series)
    venue = series.record("venue")
    name, url = venue.text("name"), venue.text("url")
    yield "venue", {"name": name, "url": url} if url else name
    yield "rhythm", _rhythm(series.record("rhythm"))
    for key in ("terms", "breaks"):
        terms = series.records(key)
        yield key, {one.text("name"): (one.text("first"), one.text("last")) for one in terms}
    yield "organisers", series.texts("organisers")
    yield "contact", series.text("contact")


def time_span(record: Fields) -> str:
    """Return start and end as a session's argument has them, '' when they are unknown."""
    start, end = (clock(record, name) for name in ("start", "end"))
    if not start or not end:
        return start
    later = record.number("days") or end <= start
    return f"{start}-{end}+1" if later else f"{start}-{end}"


def clock(record: Fields, name: str) -> str:
    """Return a time of the day, '' for anything else."""
    found = record.text(name)
    return found if _CLOCK.fullmatch(found) else ""


def _rhythm(rhythm: Fields) -> str:
    weekday, weeks = rhythm.text("weekday"), rhythm.number("weeks")
    if weekday not in WEEKDAYS:
        return ""
    every = f"every {weeks} weeks on {weekday}" if weeks > 1 else f"every {weekday}"
    ordinals = [_ORDINALS[one] for one in rhythm.numbers("of-month") if one in _ORDINALS]
    if ordinals:
        every = f"{' and '.join(ordinals)} {weekday} of the month"
    since = rhythm.text("since")
    return f"{every} since {since}" if since else every


def conf_py(archive: Fields, series: Settings) -> str:
    """Return the settings; every text of the archive is a literal in them."""
    title, name = archive.line("title"), archive.text("id")
    values: dict[str, Any] = {
        "project": title,
        "html_title": title,
        "language": archive.text("language").replace("-", "_") or "en",
        "html_baseurl": archive.text("address"),
        "seminar_archive_id": name if _ARCHIVE_ID.fullmatch(name) else "",
        "seminar_series": series,
        "seminar_math_macros": _macros(archive),
        "myst_enable_extensions": extensions(archive),
    }
    lines = [
        f"{key} = {pformat(value, sort_dicts=False, width=100)}"
        for key, value in values.items()
        if value
    ]
    if archive.record("syntax").is_off("smart-quotes"):
        lines.append("smartquotes = False")
    return "\n".join([*lines[:1], _FIXED.rstrip(), *lines[1:], ""])


def _macros(archive: Fields) -> dict[str, Definition]:
    """Return the macros of formulas, without what is none."""
    found = {
        name: macro_of(value)
        for name, value in archive.record("syntax").record("math-macros").fields()
    }
    return {name: macro.definition for name, macro in found.items() if macro is not None}


def people_toml(archive: Fields) -> str:
    """Return the people of whom more is known than a name."""
    tables = []
    for person in archive.records("people"):
        name, key = person.text("name"), person.text("id")
        known = {
            "sort": person.text("sort-name"),
            "aliases": person.texts("aliases"),
            "orcid": person.text("orcid"),
            "homepage": person.text("homepage"),
        }
        if key and name and (any(known.values()) or key != slug(folded(name))):
            fields = {"name": name, **{field: value for field, value in known.items() if value}}
            lines = (f"{field} = {_toml(value)}" for field, value in fields.items())
            tables.append("\n".join((f"[{_toml(key)}]", *lines)))
    return "\n\n".join(tables) + "\n" if tables else ""


def _toml(value: Sequence[str]) -> str:
    """Return a value of TOML (1.0): its strings escape what JSON's do, and DEL."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f")


def bibliography(archive: Fields) -> str:
    """Return the bibliography: what entries need, then the entries, as they were written."""
    entries = (reading.text("bibtex") for reading in archive.records("readings"))
    blocks = [*archive.texts("bibliography"), *filter(None, entries)]
    return "\n\n".join(block.strip() for block in blocks) + "\n" if blocks else ""
