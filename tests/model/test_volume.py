from __future__ import annotations

from datetime import date, timedelta

import pytest

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.finding import FindingKind
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import People
from sphinx_seminar.model.reading import Reading
from sphinx_seminar.model.series import Series, Term
from sphinx_seminar.model.session import Session
from sphinx_seminar.model.talk import ReadingUse
from sphinx_seminar.model.timespan import TimeSpan
from sphinx_seminar.model.volume import MANY, Form, Volume, chosen_volumes, volumes_of

SPRING = Term("Spring 2025", date(2025, 1, 1), date(2025, 6, 30))


def _session(day: date, *keys: str) -> Session:
    uses = tuple(map(ReadingUse, keys))
    span = TimeSpan(PartialDate.of(day), "UTC")
    return Session(str(day), f"s/{day}", f"session-{day}", "main", span, uses=uses)


@pytest.fixture
def archive() -> Archive:
    sessions = [
        _session(date(2024, 12, 6), "a"),
        _session(date(2025, 1, 17), "b", "a"),
        _session(date(2025, 1, 31)),
    ]
    series = (Series("main", "Main", "UTC", terms=(SPRING,)),)
    readings = [Reading(key, "book", {}) for key in "abc"]
    return Archive.of(series, sessions, readings, People())


@pytest.fixture
def volumes(archive: Archive) -> dict[str, Volume]:
    return volumes_of(archive)


def test_every_part_has_the_name_of_its_reading_list(volumes: dict[str, Volume]) -> None:
    assert list(volumes) == [
        *("archive", "readings/archive", "programme/archive"),
        *("series/main", "readings/series/main", "programme/series/main"),
        "term/main/Spring-2025",
        "readings/term/main/Spring-2025",
        "programme/term/main/Spring-2025",
        *("year/2024", "readings/year/2024", "programme/year/2024"),
        *("year/2025", "readings/year/2025", "programme/year/2025"),
        *("session/2024-12-06", "readings/session/2024-12-06"),
        *("session/2025-01-17", "readings/session/2025-01-17"),
        "session/2025-01-31",
    ]


def test_a_part_holds_its_sessions_and_what_they_read(volumes: dict[str, Volume]) -> None:
    term = volumes["term/main/Spring-2025"]
    assert [one.id for one in term.sessions] == ["2025-01-17", "2025-01-31"]
    assert term.keys == ("b", "a")
    assert (term.form, term.term, term.year) == (Form.BOOK, SPRING, 0)


def test_the_whole_archive_holds_what_nobody_read(volumes: dict[str, Volume]) -> None:
    assert volumes["archive"].keys == ("a", "b", "c")
    assert volumes["archive"].is_whole
    assert not volumes["readings/archive"].is_whole


def test_a_session_is_a_handout(volumes: dict[str, Volume]) -> None:
    assert volumes["session/2025-01-17"].form is Form.HANDOUT


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("year/2025", ["year/2025"]),
        ("term/main/Spring 2025", ["term/main/Spring-2025"]),
        ("programme/term/main/Spring 2025", ["programme/term/main/Spring-2025"]),
        ("2025", ["year/2025"]),
        ("Spring 2025", ["term/main/Spring-2025"]),
        ("2025-01-17", ["session/2025-01-17"]),
        ("readings", ["readings/archive"]),
        ("year/*", ["year/2024", "year/2025"]),
        ("session/2025-*", ["session/2025-01-17", "session/2025-01-31"]),
        ("year/19*", []),
        ("auto", []),
    ],
)
def test_a_part_is_named_as_a_reading_list_is(
    volumes: dict[str, Volume], text: str, names: list[str]
) -> None:
    found, findings = chosen_volumes([text], volumes, 3, "seminar_volumes")
    assert [one.name for one in found] == names
    assert findings == []


def test_what_is_no_part_is_found_with_the_nearest_name(volumes: dict[str, Volume]) -> None:
    found, (finding,) = chosen_volumes(["year/2052", "archive"], volumes, 3, "seminar_volumes")
    assert [one.name for one in found] == ["archive"]
    assert (finding.kind, finding.nearest) == (FindingKind.VOLUME, "year/2025")


def test_each_volume_is_made_once(volumes: dict[str, Volume]) -> None:
    found, _findings = chosen_volumes(["2025", "year/2025", "year/*"], volumes, 3, "x")
    assert [one.name for one in found] == ["year/2025", "year/2024"]


@pytest.mark.parametrize(("count", "names"), [(MANY, []), (MANY + 1, ["year/2025"])])
def test_many_sessions_make_volumes_by_year(count: int, names: list[str]) -> None:
    sessions = [_session(date(2025, 1, 1) + timedelta(days=number)) for number in range(count)]
    archive = Archive.of((), sessions, (), People())
    found, _findings = chosen_volumes(["auto"], volumes_of(archive), count, "seminar_volumes")
    assert [one.name for one in found] == names
