"""A record of a session to its directive, with the talks inside.

What the series says is left out.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from sphinx_seminar.importers.archive_json.markup import joined, paragraphs
from sphinx_seminar.importers.archive_json.settings import clock, time_span
from sphinx_seminar.model.identity import is_id
from sphinx_seminar.model.richtext import Run, Style
from sphinx_seminar.model.talk import MaterialKind
from sphinx_seminar.model.timespan import WallTimeState, wall_time_state
from sphinx_seminar.parsing.spans import is_zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.importers.archive_json.fields import Fields
    from sphinx_seminar.importers.archive_json.markup import Options, Syntax
    from sphinx_seminar.importers.archive_json.settings import Settings

_FENCE = re.compile(r"[\s>*+-]*(?:`{3}|~{3}|:{3})")
_WITHDRAWN, _SCHEDULED, _IN_PERSON = "withdrawn", "scheduled", "in-person"


class Converter:
    """Writes the sessions of these series; ``incomplete`` are the ids of what had no source."""

    def __init__(self, series: Settings) -> None:
        self._series = series
        self.incomplete: list[str] = []

    def heading(self, session: Fields, syntax: Syntax) -> str:
        """Return the heading of a page that holds this session alone."""
        title = _title(session, syntax, has_sources="source" in session)
        # of what was withdrawn the day is left, as on the page
        return title or (session.line("date") if _is_withdrawn(session) else "")

    def lines(self, session: Fields, syntax: Syntax) -> list[str]:
        """Return the lines of the directive."""
        talks = list(session.records("talks"))
        blocks = [self._talk(talk, session, one, syntax) for one, talk in enumerate(talks, 1)]
        text = self._text(session, session.text("text"), syntax)
        # a fence that nobody closed would take the talks in
        blocks.insert(len(blocks) if any(map(_FENCE.match, text)) else 0, text)
        options = [one for one in self._options(session) if one[1] or one[0] == _WITHDRAWN]
        return syntax.directive("session", self._argument(session), options, joined(blocks))

    def _argument(self, session: Fields) -> str:
        series = self._series.get(session.text("series"), {})
        times, zone = time_span(session), session.text("zone")
        parts = [session.line("date")]
        if times != series.get("time", "") or not _is_day(session):
            parts.append(times)
        if zone != series.get("zone") and is_zone(zone):
            parts.append(zone)
        return " ".join(" ".join(parts).split())

    def _options(self, session: Fields) -> Iterator[tuple[str, str]]:
        name, first = session.text("series"), next(iter(self._series), "")
        day = session.line("date")
        stem = f"{day}-{name}" if len(self._series) > 1 else day
        yield "id", "" if session.text("id") == stem else session.text("id")
        yield "series", "" if name == first else name
        yield "aliases", "; ".join(filter(is_id, session.texts("aliases")))
        status = session.text("status")
        if status == _WITHDRAWN:
            yield _WITHDRAWN, session.text("reason")
            return
        yield "status", "" if status == _SCHEDULED else status
        yield "reason", session.text("reason")
        yield "moved-to", session.text("moved-to")
        yield "moved-from", session.text("moved-from")
        place = session.text("format")
        yield "format", "" if place == _IN_PERSON else place
        yield "venue", self._venue(session, name)
        for option in ("chair", "number", "notice"):
            yield option, session.text(option)
        yield "occurrence", _occurrence(session)

    def _venue(self, session: Fields, series: str) -> str:
        """Return the room, '' where it is the usual one."""
        venue = session.record("venue")
        name, url = venue.text("name"), venue.text("url")
        usual = self._series.get(series, {}).get("venue", "")
        here = {"name": name, "url": url} if url else name
        return "" if here == usual and session.text("format") != "online" else name

    def _talk(self, talk: Fields, session: Fields, number: int, syntax: Syntax) -> list[str]:
        default = f"{session.text('id')}-{number}"
        own = talk.text("id") if is_id(talk.text("id")) else ""
        options: Options = [("id", "" if own == default else own)]
        options.append(("aliases", "; ".join(filter(is_id, talk.texts("aliases")))))
        if talk.is_set(_WITHDRAWN):
            options.append((_WITHDRAWN, talk.text("reason")))
            kept = [one for one in options if one[1] or one[0] == _WITHDRAWN]
            return syntax.directive("talk", "", kept, [])
        options += _talk_options(talk)
        title = _title(talk, syntax, has_sources="source" in session)
        content = self._text(talk, talk.text("abstract"), syntax)
        kept = [one for one in options if one[1]]
        if content and not title and not kept:
            # docutils would take the first paragraph for the title
            kept = [("id", own or default)]
        return syntax.directive("talk", title, kept, content)

    def _text(self, record: Fields, plain: str, syntax: Syntax) -> list[str]:
        """Return the text as it was written, or else what it says."""
        source = record.record("source").text("text")
        if source:
            return source.splitlines()
        if plain:
            self.incomplete.append(record.text("id"))
        return paragraphs(plain, syntax)


def _is_withdrawn(session: Fields) -> bool:
    talks = [talk.is_set(_WITHDRAWN) for talk in session.records("talks")]
    return session.text("status") == _WITHDRAWN or (bool(talks) and all(talks))


def _is_day(session: Fields) -> bool:
    return session.text("date").count("-") == 2  # noqa: PLR2004 (YYYY-MM-DD)


def _occurrence(session: Fields) -> str:
    """Return which of two occurrences a wall time means; '' for one that occurs once."""
    chosen, zone = session.text("occurrence"), session.text("zone")
    moments = ((session.text("start"), 0), (session.text("end"), session.number("days")))
    for wall, days in moments:
        try:
            day = date.fromisoformat(session.text("date")) + timedelta(days=days)
            state = wall_time_state(day, time.fromisoformat(wall), zone)
        except (ValueError, KeyError, OSError, OverflowError):
            continue
        if state is WallTimeState.TWICE:
            return chosen or "first"
    return chosen


def _talk_options(talk: Fields) -> Iterator[tuple[str, str]]:
    speakers = ((one.line("name"), one.line("affiliation")) for one in talk.records("speakers"))
    yield "speaker", "; ".join(f"{name} ({place})" if place else name for name, place in speakers)
    yield "kind", talk.text("kind")
    yield from _clocks(talk)
    yield "language", talk.text("language")
    yield "topics", "; ".join(talk.texts("topics"))
    for option, role in (("readings", "main"), ("further-readings", "further")):
        yield option, "; ".join(_uses(talk, role))
    for material in talk.records("materials"):
        file, archived = material.text("file"), material.text("archived")
        target = material.text("address") or (f"/{file}" if file else "")
        terms = f" {{archived {archived}}}" if archived else ""
        if target and material.text("kind") in set(MaterialKind):
            yield material.text("kind"), f"{target}{terms}"
    yield "doi", talk.text("doi")


def _clocks(talk: Fields) -> Iterator[tuple[str, str]]:
    start, end = clock(talk, "start"), clock(talk, "end")
    if start and end and end <= start:
        yield "start", f"{start}-{end}+1"
    else:
        yield "start", start
        yield "end", end


def _uses(talk: Fields, role: str) -> Iterator[str]:
    """Yield the readings of *role* that were told in an option; others stand in the text."""
    for use in talk.records("readings"):
        if use.text("role") == role and "origin" not in use:
            key, locator = use.text("reading"), use.text("locator")
            yield f"{key} ({locator})" if locator else key


def _title(record: Fields, syntax: Syntax, *, has_sources: bool) -> str:
    """Return a title as it was written, or as it would be."""
    source, title = record.record("source").line("title"), record.line("title")
    if source:
        return source
    if "title-runs" in record:
        return syntax.title(tuple(_runs(record)))
    return title if has_sources else syntax.text(title)


def _runs(record: Fields) -> Iterator[Run]:
    known = {style.value: style for style in Style}
    for run in record.records("title-runs"):
        styles = tuple(known[one] for one in run.texts("styles") if one in known)
        yield Run(" ".join(run.text("text").split("\n")), styles)
