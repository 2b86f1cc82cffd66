"""What is found in invented pages is what a careful reader finds in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from importers.short_lines import SHORT_LINES
from importers.short_pages import SHORT_PAGES, ShortPage
from importers.short_tables import SHORT_TABLES
from importers.truth import NAMES, by_line, differences, found_in, truth_of
from sphinx_seminar.importers.entries import ProblemKind
from sphinx_seminar.importers.flags import FlagKind
from sphinx_seminar.importers.gathering import gather

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_seminar.importers.found import FoundPerson, FoundSession

HABITS = (*SHORT_PAGES, *SHORT_LINES, *SHORT_TABLES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_gives_the_sessions_that_a_reader_finds(name: str) -> None:
    truth, sessions = truth_of(name), by_line(found_in(name))
    assert sorted(sessions) == sorted(wanted["line"] for wanted in truth["sessions"])
    wrong = {
        wanted["line"]: found
        for wanted in truth["sessions"]
        if (found := list(differences(sessions[wanted["line"]], wanted)))
    }
    assert wrong == {}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_session_is_told_and_a_way_in_is_kept_apart(name: str) -> None:
    truth, found = truth_of(name), found_in(name)
    loops = [one.value for one in found.problems if one.kind is ProblemKind.LOOP]
    assert len(found.skipped) == truth.get("skipped", 0)
    assert loops == truth.get("loops", [])
    if truth.get("access"):
        assert any(one.access for one in (found.defaults, *found.sessions))


@pytest.mark.parametrize("page", HABITS, ids=lambda page: page.habit)
def test_a_habit_of_writing_is_understood(page: ShortPage, tmp_path: Path) -> None:
    path = tmp_path / page.file
    path.write_text(page.text, "utf-8")
    gathered = gather([path], {}, lambda _path: date(2024, 6, 1))
    assert gathered.errors == []
    (found,) = gathered.found
    told = [list(_told(session)) for session in found.sessions]
    wanted = [[part.strip() for part in line.split("|")] for line in page.truth]
    assert [_like(one, line) for one, line in zip(told, wanted, strict=True)] == wanted


@pytest.mark.parametrize(
    ("file", "text", "kind"),
    [
        (
            "page.md",
            "<table><tr><td>2024-03-01<td>Ann Lee</tr><tr><td>2024-03-08<td>Bo Roy</tr></table>",
            FlagKind.HTML_TABLE,
        ),
        ("talks.csv", "date,speaker,mood\n2024-03-01,Ann Lee,glad\n", FlagKind.COLUMN_UNKNOWN),
        (
            "_posts/2024-03-01-rain.md",
            "---\nspeaker: Ann Lee\ntitle: On rain\n---\nWe meet next week.\n",
            FlagKind.DATE_POSTED,
        ),
        ("next.md", "Next meeting: 1 March 2024, Ann Lee: On rain\n", FlagKind.SESSION_GUESSED),
    ],
)
def test_how_it_was_read_is_a_doubt(file: str, text: str, kind: FlagKind, tmp_path: Path) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    (found,) = gather([path], {}, lambda _path: date(2024, 6, 1)).found
    assert found.sessions
    assert all(kind in {flag.kind for flag in session.flags} for session in found.sessions)


def test_a_row_without_a_date_is_told_in_the_order_of_its_columns(tmp_path: Path) -> None:
    rows = (
        "| Date | Title | Speaker |\n|--|--|--|\n| 2024-03-01 | Rain | Bo |\n| soon | Snow | Al |\n"
    )
    (tmp_path / "page.md").write_text(rows, "utf-8")
    (found,) = gather([tmp_path / "page.md"], {}, lambda _path: date(2024, 6, 1)).found
    assert [one.text for one in found.skipped] == ["soon | Snow | Al"]


def test_a_column_of_many_files_is_one_question_with_three_examples(tmp_path: Path) -> None:
    for day in range(1, 6):
        text = f"---\nspeaker: Ann Lee\ndate: 2024-03-0{day}\nmood: glad {day}\n---\n"
        (tmp_path / f"{day}.md").write_text(text, "utf-8")
    (found,) = gather([tmp_path], {}, lambda _path: date(2024, 6, 1)).found
    (problem,) = found.problems
    assert (problem.value, problem.examples) == ("mood", ("glad 1", "glad 2", "glad 3"))


def _like(told: list[str], wanted: list[str]) -> list[str]:
    """Return of *told* what *wanted* looks at."""
    return [one if part else "" for one, part in zip(told, wanted, strict=False)]


def _told(session: FoundSession) -> Iterator[str]:
    assert session.date.date is not None
    talks = session.talks
    yield session.date.date.isoformat()
    yield session.status.value
    yield "; ".join(_person(one) for talk in talks for one in talk.speakers) or "-"
    yield "; ".join(talk.title.words for talk in talks if talk.title) or "-"
    yield " ".join(one.url for talk in talks for one in talk.readings) or "-"
    links = [f"{one.role.value} {one.url}" for talk in talks for one in talk.links]
    yield "; ".join(links) or "-"
    starts = [talk.start for talk in talks if talk.start] or [session.start]
    yield " ".join(f"{one:%H:%M}" for one in starts if one) or "-"
    yield session.venue or "-"
    yield session.reason or "-"
    yield "; ".join(one.locator or "-" for talk in talks for one in talk.readings) or "-"


def _person(person: FoundPerson) -> str:
    return f"{person.name} ({person.affiliation})" if person.affiliation else person.name
