"""A copy of another archive becomes sessions, talks, people and readings.

What reaches here fits the schema (:mod:`.kept`); what the schema cannot say is judged here:
days that exist, zones that this machine knows, ids, and addresses that stay below the
other archive's own. A record that fails is left out and told.
"""

from __future__ import annotations

import json
import re
from datetime import time
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.federation import Partner
from sphinx_seminar.model.identity import is_id, node_id
from sphinx_seminar.model.links import refusal, scheme_of
from sphinx_seminar.model.person import Appearance, People, Person
from sphinx_seminar.model.richtext import RichText, Run, Style, joined, rich
from sphinx_seminar.model.series import Series, Term
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.talk import ReadingUse, Talk, UseRole
from sphinx_seminar.model.timespan import TimeSpan
from sphinx_seminar.model.venue import Format, Venue
from sphinx_seminar.parsing.federation.readings import parse_item
from sphinx_seminar.parsing.spans import is_zone, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.parsing.federation.addresses import Address

_HOST_NAME = re.compile(r"(?=.{1,120}\Z)[a-z0-9]+(?:[.-]+[a-z0-9]+)*")
_MOST_DAYS = 366

Record = dict[str, Any]


class ParsedPartner(NamedTuple):
    """An archive, and which of its sessions cannot be used: the position of each, and why."""

    partner: Partner
    left_out: tuple[tuple[int, str], ...]


def parse_partner(address: Address, data: Record) -> ParsedPartner:
    """Return the archive that *data* describes.

    :raises ValueError: when it has no id that calendars can use.
    :raises KeyError: when it does not fit the schema; as are AttributeError and TypeError.
    """
    if not _HOST_NAME.fullmatch(data["id"]):
        raise ValueError("id")
    pages: dict[tuple[str, str], str] = {}
    left_out: list[tuple[int, str]] = []
    for objtype, records in (("speaker", data["people"]), ("reading", data["readings"])):
        for record in records:
            page = _page(record.get("page", ""))
            if page:
                pages[objtype, record["id"]] = address.folder + page
    people = [_person(record) for record in data["people"]]
    readings = [_reading(record) for record in data["readings"]]
    series = [_series(record) for record in data["series"]]
    sessions = []
    for at, record in enumerate(data["sessions"]):
        try:
            sessions.append(_session(record))
        except ValueError as problem:
            left_out.append((at, str(problem)))
    archive = Archive.of(series, sessions, readings, People(elsewhere=tuple(people)))
    digest = blake2b(json.dumps(data, sort_keys=True).encode(), digest_size=16)
    partner = Partner(
        address.name,
        data.get("title", "") or address.name,
        data["id"],
        address.folder,
        data["language"],
        archive,
        pages,
        dict(_texts(data["sessions"])),
        digest.hexdigest(),
    )
    return ParsedPartner(partner, tuple(left_out))


def _texts(sessions: Iterable[Record]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what sessions and talks say, by object type and id."""
    for session in sessions:
        if "text" in session:
            yield ("session", session["id"]), session["text"]
        for talk in session.get("talks", ()):
            if "abstract" in talk:
                yield ("talk", talk["id"]), talk["abstract"]


def _page(text: str) -> str:
    """Return *text*, a path below the archive's folder with its anchor, quoted; '' for others."""
    if not text or refusal(text) or scheme_of(text) or text.startswith(("/", "?")):
        return ""
    # Browsers take %2e%2e for a step upwards as well (WHATWG URL, 4.3).
    if {".", ".."} & set(unquote(text.partition("#")[0]).split("/")):
        return ""
    page = quote(text, safe="/#%?=&:;,.~_-!$'()*+@")
    return "" if refusal(f"https://host.example/{page}") else page


# -- series, people, readings ----------------------------------------------------------------


def _series(record: Record) -> Series:
    terms = []
    for term in record.get("terms", ()):
        first, last = parse_date(term["first"])[0], parse_date(term["last"])[0]
        if first is not None and last is not None:
            terms.append(Term(term["name"], first.first(), last.last()))
    zone = record["zone"] if is_zone(record["zone"]) else "UTC"
    return Series(record["id"], record.get("title") or record["id"], zone, terms=tuple(terms))


def _person(record: Record) -> Person:
    return Person(
        record["id"],
        record["name"],
        record.get("sort-name", ""),
        tuple(record.get("aliases", ())),
        record.get("orcid", ""),
    )


def _reading(record: Record) -> Reading:
    return parse_item(record["id"], record["csl"])


# -- sessions and talks ----------------------------------------------------------------------


def _session(record: Record) -> Session:
    """Return the session of *record*.

    :raises ValueError: with the key whose value cannot be used.
    """
    page, _, anchor = _page(record["page"]).partition("#")
    if not page and not anchor:
        raise ValueError("page")
    if not is_id(record["id"]):
        raise ValueError("id")
    digest = blake2b(json.dumps(record, sort_keys=True).encode(), digest_size=12)
    venue = record.get("venue")
    return Session(
        id=record["id"],
        docname=page,
        node_id=anchor or node_id("session", record["id"]),
        series=record["series"],
        span=_span(record),
        title=_title(record),
        status=Status(record["status"]),
        reason=record.get("reason", ""),
        moved_to=record.get("moved-to", ""),
        moved_from=record.get("moved-from", ""),
        format=Format(record["format"]),
        venue=Venue(venue["name"]) if venue else None,
        chair=record.get("chair", ""),
        number=record.get("number", ""),
        notice=record.get("notice", ""),
        talks=tuple(map(_talk, record.get("talks", ()))),
        uses=tuple(map(_use, record.get("readings", ()))),
        digest=digest.hexdigest(),
    )


def _span(record: Record) -> TimeSpan:
    day, _findings = parse_date(record["date"])
    if day is None:
        raise ValueError("date")
    if not is_zone(record["zone"]):
        raise ValueError("zone")
    days = record.get("days", 0)
    if days > _MOST_DAYS:
        raise ValueError("days")
    start, end = _clock(record, "start"), _clock(record, "end")
    span = TimeSpan(day, record["zone"], start, end if start else None, days if end else 0)
    instant = span.starts_at()
    if instant and record.get("starts-at", f"{instant:%Y-%m-%dT%H:%M:%SZ}") != (
        f"{instant:%Y-%m-%dT%H:%M:%SZ}"
    ):
        # The second of two equal wall times (PEP 495).
        span = TimeSpan(day, record["zone"], start, end, days, fold=1)
    return span


def _clock(record: Record, key: str) -> time | None:
    text = record.get(key, "")
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(key) from None


def _talk(record: Record) -> Talk:
    if not is_id(record["id"]):
        raise ValueError("talks.id")
    return Talk(
        id=record["id"],
        number=record["number"],
        title=_title(record),
        speakers=tuple(
            Appearance(one["name"], one.get("affiliation", ""), one["id"])
            for one in record.get("speakers", ())
        ),
        kind=record.get("kind", ""),
        start=_clock(record, "start"),
        end=_clock(record, "end"),
        language=record.get("language", ""),
        topics=tuple(record.get("topics", ())),
        readings=tuple(map(_use, record.get("readings", ()))),
        withdrawn=record.get("withdrawn", False),
        reason=record.get("reason", ""),
    )


def _title(record: Record) -> RichText:
    runs = record.get("title-runs")
    if not runs:
        return rich(record.get("title", ""))
    return joined(
        Run(one["text"], tuple(sorted(map(Style, one.get("styles", ()))))) for one in runs
    )


def _use(record: Record) -> ReadingUse:
    return ReadingUse(record["reading"], record.get("locator", ""), UseRole(record["role"]))
