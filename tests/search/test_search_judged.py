"""What readers want stands among the first three results, as it was judged beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from search.judging import ARCHIVE, Judged, judged_queries, scores, share
from seminar_site import Site
from sphinx_seminar.outputs.search.asking import Wanted, ask
from sphinx_seminar.outputs.search.record import RECORDS, read_lines
from sphinx_seminar.outputs.search.sqlite import write_database

if TYPE_CHECKING:
    from pathlib import Path

    from search.judging import Score
    from seminar_site import Built
    from sphinx_seminar.outputs.search.record import SearchRecord

#: The aim of the search.
WANTED = 0.95


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Built:
    paths = [path for path in ARCHIVE.rglob("*") if path.suffix in {".md", ".bib", ".toml", ".py"}]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1745000000")
        site = Site(tmp_path_factory.mktemp("judged"))
        site.write({str(path.relative_to(ARCHIVE)): path.read_bytes() for path in paths})
        return site.build()


@pytest.fixture(scope="module")
def records(judged: Built) -> list[SearchRecord]:
    return read_lines((judged.app.doctreedir / RECORDS).read_bytes())


@pytest.fixture(scope="module")
def queries(records: list[SearchRecord]) -> list[Judged]:
    return judged_queries(records)


def suffices(found: list[Score]) -> None:
    failed = [one for one in found if one.failed]
    for held_out in (False, True):
        assert share(found, held_out=held_out) >= WANTED, failed


def test_the_archive_is_built_without_a_message(judged: Built) -> None:
    assert judged.messages == []


def test_there_are_enough_queries_of_every_class_and_a_third_is_held_out(
    queries: list[Judged],
) -> None:
    classes = {one.kind for one in queries}
    assert classes == {"exact", "partial", "misspelt", "accented", "cjk", "fielded"}
    for kind in classes:
        parts = [one.held_out for one in queries if one.kind == kind]
        assert len(parts) >= 15
        assert sum(parts) == len(parts) // 3


def test_a_result_counts_for_its_page_and_an_entry_of_a_list_for_its_anchor() -> None:
    talk = Judged("q", "exact", frozenset({"a.html"}), held_out=False)
    entry = Judged("q", "exact", frozenset({"list.html#one"}), held_out=False)
    assert talk.succeeds(["b.html", "c.html", "a.html#talk"])
    assert not talk.succeeds(["b.html", "c.html", "d.html", "a.html"])
    assert entry.succeeds(["list.html#one"])
    assert not entry.succeeds(["list.html#two"])
    assert entry.succeeds(["list.html#two"], by_page=True)


def test_the_command_finds_what_is_wanted(
    records: list[SearchRecord], queries: list[Judged], tmp_path: Path
) -> None:
    database = tmp_path / "archive.sqlite"
    write_database(database, records, "judged")
    suffices(
        scores(
            queries,
            lambda text: [hit.record["url"] for hit in ask(database, text, Wanted()).hits],
        )
    )
