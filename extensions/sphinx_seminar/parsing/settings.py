"""Series and people as conf.py and ``people.toml`` describe them.

Everything wrong is found in one pass, so that an author mends a settings file once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.finding import Finding, FindingKind, Location, nearest
from sphinx_seminar.model.identity import is_id, slug
from sphinx_seminar.model.person import People, Person, folded, parse_orcid
from sphinx_seminar.model.series import Series, Term
from sphinx_seminar.model.venue import Venue
from sphinx_seminar.parsing.rhythms import RHYTHM_FORMS, parse_rhythm
from sphinx_seminar.parsing.spans import is_zone, parse_date, parse_times, parse_zone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sphinx_seminar.model.series import Rhythm

_TERM_FORMS = ('{"2025 spring": ("2025-01-13", "2025-05-10")}',)
_KEYS = (
    "title",
    "zone",
    "zones",
    "time",
    "venue",
    "rhythm",
    "terms",
    "breaks",
    "organisers",
    "contact",
)
_PERSON_KEYS = ("name", "sort", "aliases", "orcid", "homepage")


class _Problems:
    """Collects findings under the path of the setting being read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Finding] = []

    def add(self, key: str, value: object, allowed: tuple[str, ...] = (), near: str = "") -> None:
        self.found.append(
            Finding(
                FindingKind.OPTION_VALUE,
                value if isinstance(value, str) else repr(value),
                allowed,
                near,
                name=f"{self.path}[{key!r}]",
            )
        )

    def text(self, settings: Mapping[str, Any], key: str) -> str:
        value = settings.get(key, "")
        if isinstance(value, str):
            return value
        self.add(key, value, ("a string",))
        return ""

    def texts(self, settings: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = settings.get(key, ())
        if isinstance(value, Sequence) and not isinstance(value, str):
            return tuple(str(item) for item in value)
        self.add(key, value, ("a list of strings",))
        return ()

    def unknown(self, settings: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        for key in settings:
            if key not in keys:
                near = nearest(str(key), keys)
                self.found.append(
                    Finding(FindingKind.OPTION_UNKNOWN, str(key), keys, near, name=self.path)
                )


def parse_series(settings: object) -> tuple[tuple[Series, ...], tuple[Finding, ...]]:
    """Return the series of the value of ``seminar_series``: settings by series name."""
    if not isinstance(settings, Mapping) or not settings:
        forms = ('{"name": {"title": "…", "zone": "Europe/Berlin"}}',)
        finding = Finding(
            FindingKind.OPTION_VALUE, repr(settings), allowed=forms, name="seminar_series"
        )
        return (), (finding,)
    series: list[Series] = []
    findings: list[Finding] = []
    for name, value in settings.items():
        one, found = _parse_one(str(name), value)
        series.append(one)
        findings.extend(found)
    return tuple(series), tuple(findings)


def _parse_one(name: str, settings: object) -> tuple[Series, list[Finding]]:
    problems = _Problems(f"seminar_series[{name!r}]")
    if not is_id(name):
        problems.found.append(Finding(FindingKind.ID, name, name="seminar_series"))
    if not isinstance(settings, Mapping):
        problems.add("title", settings, ("a dictionary",))
        return Series(name, name, "UTC"), problems.found
    problems.unknown(settings, _KEYS)
    times = None
    if text := problems.text(settings, "time"):
        times, found = parse_times(text)
        if found:
            problems.add("time", text, found[0].allowed, found[0].nearest)
    series = Series(
        name=name,
        title=problems.text(settings, "title") or name,
        zone=_zone(settings, problems),
        start=times.start if times else None,
        end=times.end if times else None,
        days=times.days if times else 0,
        venue=_venue(settings, problems),
        rhythm=_rhythm(settings, problems),
        terms=_terms(settings, "terms", problems),
        breaks=_terms(settings, "breaks", problems),
        organisers=problems.texts(settings, "organisers"),
        contact=problems.text(settings, "contact"),
        zones=tuple(_zones(settings, problems)),
    )
    return series, problems.found


def _zone(settings: Mapping[str, Any], problems: _Problems) -> str:
    zone = problems.text(settings, "zone")
    return zone if _is_zone(zone, "zone", problems) else "UTC"


def _zones(settings: Mapping[str, Any], problems: _Problems) -> Iterator[str]:
    for zone in dict.fromkeys(problems.texts(settings, "zones")):
        if _is_zone(zone, "zones", problems):
            yield zone


def _is_zone(zone: str, key: str, problems: _Problems) -> bool:
    if is_zone(zone):
        return True
    near = parse_zone(zone)[1][0].nearest if zone else ""
    problems.add(key, zone, ("an IANA zone, such as Asia/Singapore",), near)
    return False


def _venue(settings: Mapping[str, Any], problems: _Problems) -> Venue | None:
    value = settings.get("venue", "")
    if isinstance(value, str):
        return Venue(value) if value else None
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):
        return Venue(value["name"], str(value.get("url", "")))
    problems.add("venue", value, ('"Room 1"', '{"name": "Room 1", "url": "https://…"}'))
    return None


def _rhythm(settings: Mapping[str, Any], problems: _Problems) -> Rhythm | None:
    text = problems.text(settings, "rhythm")
    if not text:
        return None
    rhythm, near = parse_rhythm(text)
    if rhythm is None:
        problems.add("rhythm", text, RHYTHM_FORMS, near)
    return rhythm


def _terms(settings: Mapping[str, Any], key: str, problems: _Problems) -> tuple[Term, ...]:
    value = settings.get(key, {})
    if not isinstance(value, Mapping):
        problems.add(key, value, _TERM_FORMS)
        return ()
    terms = []
    for name, limits in value.items():
        days = _days(limits)
        if days is None:
            problems.add(key, {name: limits}, _TERM_FORMS)
        else:
            terms.append(Term(str(name), *days))
    return tuple(sorted(terms, key=lambda term: term.first))


def _days(limits: object) -> tuple[date, date] | None:
    """Return the first and last day that *limits* means, if they are in order."""
    if isinstance(limits, str) or not isinstance(limits, Sequence):
        limits = (limits, limits)
    days = [parse_date(str(limit))[0] for limit in limits]
    first, last = (days[0], days[-1]) if days else (None, None)
    if first is None or last is None or last.last() < first.first():
        return None
    return first.first(), last.last()


def parse_people(text: str, path: str) -> tuple[People, tuple[Finding, ...]]:
    """Return the people of a ``people.toml``: one table a person, named by the person's id."""
    here = Location(path)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return People(), (Finding(FindingKind.FILE_UNREADABLE, str(error), location=here),)
    people: list[Person] = []
    findings: list[Finding] = []
    owners: dict[str, str] = {}
    for person_id, table in tables.items():
        problems = _Problems(person_id)
        if not isinstance(table, Mapping) or not isinstance(table.get("name"), str):
            problems.add("name", table, ('name = "…"',))
        else:
            problems.unknown(table, _PERSON_KEYS)
            person = Person(
                id=person_id if is_id(person_id) else slug(person_id),
                name=table["name"],
                sort_name=problems.text(table, "sort"),
                aliases=problems.texts(table, "aliases"),
                orcid=_orcid(table, problems),
                homepage=problems.text(table, "homepage"),
            )
            people.append(person)
            for name in (person.id, person.name, *person.aliases):
                owner = owners.setdefault(folded(name), person_id)
                if owner != person_id:
                    problems.add("name", name, (f"a name that {owner!r} has not",))
        if not is_id(person_id):
            problems.found.append(Finding(FindingKind.ID, person_id, name=path))
        findings.extend(finding.at(here) for finding in problems.found)
    return People(tuple(people)), tuple(findings)


def _orcid(table: Mapping[str, Any], problems: _Problems) -> str:
    text = problems.text(table, "orcid")
    orcid = parse_orcid(text)
    if text and not orcid:
        problems.add("orcid", text, ("0000-0002-1825-0097",))
    return orcid
