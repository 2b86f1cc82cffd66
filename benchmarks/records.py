"""The search records of a generated archive, without a build: what a build of it would index."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.partialdate import DateRange, PartialDate
from sphinx_seminar.model.person import Appearance, People
from sphinx_seminar.model.prose import Block, BlockKind, Piece, as_data
from sphinx_seminar.model.reading import Contributors, Name, Reading, Role
from sphinx_seminar.model.richtext import rich
from sphinx_seminar.model.series import Series
from sphinx_seminar.model.session import Session
from sphinx_seminar.model.talk import ReadingUse, Talk
from sphinx_seminar.model.timespan import TimeSpan
from sphinx_seminar.outputs.search.records import Site, search_records
from sphinx_seminar.outputs.texts import DocumentText

if TYPE_CHECKING:
    import generate

    from sphinx_seminar.outputs.search.record import SearchRecord

ZONE = "Asia/Singapore"


def generated_records(source: generate.Source) -> list[SearchRecord]:
    """Return the records of the sessions and readings of *source*, as a build makes them."""
    sessions = [_session(one) for one in source.sessions]
    readings = [_reading(one) for one in source.readings]
    series = (Series("benchmark", "Benchmark", ZONE),)
    archive = Archive.of(series, sessions, readings, People())
    site = Site(
        uri=lambda docname: f"{docname}.html",
        homes={"reading": "browse/readings", "speaker": "browse/speakers"},
        titles={},
        texts={one.docname: _text(one) for one in source.sessions},
        language="en",
    )
    return search_records(archive, site)


def _session(told: generate.Session) -> Session:
    talks = tuple(
        Talk(
            f"{told.day}-{number}",
            number,
            rich(talk.title),
            (Appearance(talk.speaker, talk.affiliation),),
            topics=talk.topics,
            readings=tuple(ReadingUse(one.key, "ch. 2") for one in talk.readings),
        )
        for number, talk in enumerate(told.talks, 1)
    )
    day = PartialDate.of(told.day)
    span = TimeSpan(day, ZONE, time(14), time(16))
    title = rich(told.title)
    name = str(told.day)
    return Session(name, told.docname, f"session-{name}", "benchmark", span, title, talks=talks)


def _text(told: generate.Session) -> DocumentText:
    talks = {
        f"{told.day}-{number}": (
            as_data(tuple(map(_paragraph, talk.abstract.split("\n\n")))),
            "",
            "",
        )
        for number, talk in enumerate(told.talks, 1)
    }
    return DocumentText(talks, {}, "")


def _paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, (Piece(" ".join(text.split())),))


def _reading(told: generate.Reading) -> Reading:
    names = (name.rpartition(" ") for name in told.author.split(" and "))
    authors = tuple(Name(family, given) for given, _, family in names)
    year = PartialDate(told.year)
    return Reading(
        told.key,
        "article",
        (("title", rich(told.title)), ("journal", rich(told.journal)), ("doi", rich(told.doi))),
        (Contributors(Role.AUTHOR, authors),),
        DateRange(year, year),
    )
