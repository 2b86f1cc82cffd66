from __future__ import annotations

from datetime import date

import pytest

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import Appearance, People
from sphinx_seminar.model.reading import Reading
from sphinx_seminar.model.scope import (
    ListFormat,
    ScopeKind,
    published_scopes,
    scope_stem,
    selection_scope,
    session_scope,
    talk_scope,
)
from sphinx_seminar.model.selection import Period, Selection, Sort
from sphinx_seminar.model.series import Series, Term
from sphinx_seminar.model.session import Session
from sphinx_seminar.model.talk import ReadingUse, Talk
from sphinx_seminar.model.timespan import TimeSpan

TODAY = date(2025, 6, 1)
TERM = Term("Spring 2025", date(2025, 1, 1), date(2025, 6, 30))


def session(day: int, *talks: Talk, uses: tuple[str, ...] = ()) -> Session:
    name = f"2025-01-{day:02d}"
    span = TimeSpan(PartialDate(2025, 1, day), "UTC")
    keys = tuple(map(ReadingUse, uses))
    return Session(name, name, f"session-{name}", "main", span, talks=talks, uses=keys)


def talk(name: str, *keys: str, speaker: str = "", topic: str = "") -> Talk:
    return Talk(
        name,
        1,
        speakers=(Appearance(speaker),) if speaker else (),
        topics=(topic,) if topic else (),
        readings=tuple(map(ReadingUse, keys)),
    )


@pytest.fixture
def archive() -> Archive:
    sessions = [
        session(24, talk("later", "b", "a", speaker="Ann")),
        session(17, talk("first", "b", speaker="Ann", topic="Set theory"), uses=("c",)),
        session(31, talk("none", speaker="Bob")),
    ]
    readings = [Reading(key, "book", ()) for key in "abcd"] + [Reading("x", "xdata", ())]
    return Archive.of([Series("main", "Main", "UTC", terms=(TERM,))], sessions, readings, People())


def test_the_archive_holds_every_work_and_no_container(archive: Archive) -> None:
    first = next(published_scopes(archive))
    assert (first.stem, first.keys) == ("readings", ("a", "b", "c", "d"))


def test_every_scope_with_readings_is_listed_once_in_the_order_of_reading(archive: Archive) -> None:
    found = {scope.stem: scope.keys for scope in published_scopes(archive)}
    assert found == {
        "readings": ("a", "b", "c", "d"),
        "exports/series/main": ("c", "b", "a"),
        "exports/term/main/Spring-2025": ("c", "b", "a"),
        "exports/session/2025-01-17": ("c", "b"),
        "exports/session/2025-01-24": ("b", "a"),
        "exports/talk/first": ("b",),
        "exports/talk/later": ("b", "a"),
        "exports/speaker/ann": ("b", "a"),
        "exports/topic/set-theory": ("b",),
    }


def test_a_page_and_the_list_agree(archive: Archive) -> None:
    found = {scope.stem: scope for scope in published_scopes(archive)}
    for one in archive.sessions:
        scope = session_scope(archive, one)
        assert found.get(scope.stem, scope) == scope
        for held in one.talks:
            scope = talk_scope(archive, one, held.id)
            assert found.get(scope.stem, scope) == scope


def test_an_empty_archive_publishes_nothing() -> None:
    assert not list(published_scopes(Archive()))


def test_a_selection_has_one_name_whatever_its_order_and_limit(archive: Archive) -> None:
    one = Selection(speaker=("Ann", "Bob"), year=("2025",), limit=1, sort=Sort.NAME)
    two = Selection(speaker=("Bob", "Ann"), year=("2025",))
    assert selection_scope(archive, one, TODAY) == selection_scope(archive, two, TODAY)
    stem = selection_scope(archive, two, TODAY).stem
    assert stem == "exports/selection/year=2025,speaker=Ann,speaker=Bob"


def test_selections_that_are_scopes_share_their_files(archive: Archive) -> None:
    assert selection_scope(archive, Selection(), TODAY).kind is ScopeKind.ARCHIVE
    of_series = selection_scope(archive, Selection(series=("main",)), TODAY)
    assert (of_series.stem, of_series.keys) == ("exports/series/main", ("c", "b", "a"))


def test_no_value_of_a_selection_leaves_its_folder(archive: Archive) -> None:
    hostile = Selection(topic=("../../etc/passwd", "a,b=c"), period=Period.PAST)
    name = selection_scope(archive, hostile, TODAY).stem.removeprefix("exports/selection/")
    assert "/" not in name
    assert name.count("=") == 3
    long = Selection(topic=("x" * 300,))
    assert len(selection_scope(archive, long, TODAY).stem) < 100


def test_formats_never_share_a_name() -> None:
    assert len({form.suffix for form in ListFormat}) == len(ListFormat)
    assert scope_stem(ScopeKind.ARCHIVE) + ListFormat.ASCII.suffix == "readings~ascii.bib"
