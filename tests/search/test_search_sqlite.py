from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sphinx_seminar.cli.program import seminar
from sphinx_seminar.outputs.search.asking import Wanted, ask
from sphinx_seminar.outputs.search.excerpts import excerpt
from sphinx_seminar.outputs.search.queries import parse_query
from sphinx_seminar.outputs.search.record import RECORDS, read_lines
from sphinx_seminar.outputs.search.sqlite import MissingFtsError, check_fts, write_database

if TYPE_CHECKING:
    from pathlib import Path

    from seminar_site import Built, Site

HOSTILE = [
    "<script>alert(1)</script>", '"', '"""', "'; DROP TABLE record; --", "a OR 1=1", "NOT",
    "AND",
    "NEAR(a b, 2)", "title:x", "{title} : x", "a*", "^a", "(((", "[a-z]*+?{1,", "\\", "a-b", "-",
    "+a",
    "%s %t", "x" * 10_000, "a b " * 5_000, '"a" "b', "\x00\u202e", "year:99999", "kind:",
    "::", "speaker:", "\ud800",
]  # fmt: skip


@pytest.fixture(scope="module")
def database(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "archive.sqlite"
    records = read_lines((built.app.doctreedir / RECORDS).read_bytes())
    write_database(path, records, "digest")
    return path


def titles(database: Path, query: str, wanted: Wanted | None = None) -> list[str]:
    return [hit.record["title"] for hit in ask(database, query, wanted or Wanted()).hits]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Bezier", "Courbes de Bézier et splines"),
        ("bézier splines", "Courbes de Bézier et splines"),
        ("Lukasiewicz", "Courbes de Bézier et splines"),
        ("godel ibanez", "Courbes de Bézier et splines"),
        ("zymurgicla", "Courbes de Bézier et splines"),
        ("speaker:los", "Courbes de Bézier et splines"),
        ("read:loday kind:talk", "Courbes de Bézier et splines"),
        ("兰兹", "朗兰兹纲领 and automorphic forms"),
        ("望月", "朗兰兹纲领 and automorphic forms"),
        ("タイヒミュラー", "朗兰兹纲领 and automorphic forms"),
        ("트로이드", "朗兰兹纲领 and automorphic forms"),
        ("Марковские", "Марковские цепи"),
        ("ΟΜΗΡΟΥ", "Марковские цепи"),
        ("platypus", "Home"),
        ("kind:reading erdos", "On random graphs"),
        ("sandwiches", "A double session"),
        ("lecture 13 year:2021", "Lecture 13 on probability"),
    ],
)
def test_what_people_ask_for_is_found_first(database: Path, query: str, title: str) -> None:
    assert title in titles(database, query)[:3]


def test_characters_that_do_not_follow_each_other_are_no_answer(database: Path) -> None:
    assert titles(database, "兹兰") == []


def test_a_phrase_is_held_together(database: Path) -> None:
    assert titles(database, '"bezier et splines" kind:talk') == ["Courbes de Bézier et splines"]
    assert titles(database, '"splines bezier"') == []


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_typed_is_an_operator(database: Path, query: str) -> None:
    before = database.read_bytes()
    ask(database, query, Wanted())
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("speakers", "' OR 1=1 --"), ("years", "2024' --"), ("topics", '"%"'), ("kind", "talk'--")],
)
def test_nothing_in_a_filter_is_sql(database: Path, name: str, value: str) -> None:
    ask(database, "lecture", Wanted({name: [value]}))


def test_filters_narrow_and_dates_sort(database: Path) -> None:
    wanted = Wanted({"kind": ["talk"], "years": ["2021"]}, sort="oldest")
    found = ask(database, "probability", wanted)
    assert found.total == 12
    assert found.hits[0].record["title"] == "Lecture 12 on probability"
    assert titles(database, "", Wanted({"speakers": ["los"], "kind": ["talk"]})) == [
        "Courbes de Bézier et splines"
    ]
    assert titles(database, "", Wanted({"topics": ["geometry"], "kind": ["talk"]})) == [
        "Courbes de Bézier et splines"
    ]
    assert titles(database, "", Wanted({"series": ["Other seminar"]})) == []


def test_an_empty_query_lists_the_newest_first(database: Path) -> None:
    dates = [hit.record["date"] for hit in ask(database, "", Wanted(limit=500)).hits]
    assert dates == sorted(dates, reverse=True)


def test_a_long_query_is_cut() -> None:
    assert parse_query("word " * 1000).cut
    assert not parse_query("word " * 5).cut


def test_an_excerpt_marks_what_was_asked_for_and_stays_short() -> None:
    pieces = excerpt("lead " * 200 + "Gödel 望月 tail " * 80, ["godel", "望", "月"])
    assert ("Gödel", True) in pieces
    assert ("望月", True) in pieces
    assert sum(len(text) for text, _marked in pieces) < 260


def test_the_same_records_give_the_same_bytes(built: Built, database: Path, tmp_path: Path) -> None:
    records = read_lines((built.app.doctreedir / RECORDS).read_bytes())
    write_database(tmp_path / "other.sqlite", records, "digest")
    assert (tmp_path / "other.sqlite").read_bytes() == database.read_bytes()


def test_datasette_recognises_the_index(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (schema,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'fts'"
        ).fetchone()
    assert 'content="record"' in schema


def test_a_missing_full_text_index_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Connection:
        def execute(self, _sql: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr(sqlite3, "connect", lambda *_args, **_more: Connection())
    with pytest.raises(MissingFtsError, match="without FTS5"):
        check_fts()


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(OSError, match=r"x\.sqlite"):
        ask(path, "word", Wanted())


def test_the_database_is_published_only_where_that_is_set(searched_site: Site) -> None:
    assert not (searched_site.build().outdir / "archive.sqlite").exists()
    built = searched_site.build(seminar_publish_sqlite=True)
    assert titles(built.outdir / "archive.sqlite", "bezier")
    assert not (searched_site.build().outdir / "archive.sqlite").exists()


# -- the command ------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(seminar, list(arguments))
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def records(built: Built, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("records") / RECORDS
    path.write_bytes((built.app.doctreedir / RECORDS).read_bytes())
    return str(path)


def test_the_command_shows_results_with_their_place(records: str) -> None:
    code, output = run("search", "--archive", records, "bezier")
    assert code == 0
    assert "Courbes de Bézier et splines" in output
    assert "talk · 2024-01-12 · Jerzy Łoś" in output
    assert "sessions/2024-01-12.html#talk-2024-01-12-main-1" in output


def test_the_command_writes_json(records: str) -> None:
    code, output = run("search", "--archive", records, "--json", "--kind", "talk", "bezier")
    data = json.loads(output)
    assert (code, data["total"]) == (0, 1)
    assert data["results"][0]["speakers"] == "Jerzy Łoś"
    assert "isikneedle" in data["results"][0]["excerpt"]


def test_the_command_narrows_with_options(records: str) -> None:
    arguments = ["--kind", "talk", "--year", "2024", "--speaker", "Kolmogorov", "--json"]
    assert run("search", "--archive", records, *arguments)[0] == 1
    arguments[5] = "колмогоров"
    assert json.loads(run("search", "--archive", records, *arguments)[1])["total"] == 1


def test_the_command_says_that_nothing_was_found(records: str) -> None:
    assert run("search", "--archive", records, "qqzzyy") == (1, "Nothing found.\n")


def test_the_command_says_what_it_corrected(records: str) -> None:
    assert "“probability”" in run("search", "--archive", records, "probabiltiy")[1]


def test_no_control_character_of_the_archive_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(
        '{"kind":"talk","url":"a","title":"x\\u001b[31mred","text":"y\\u0007\\u009b"}\n'
    )
    output = run("search", "--archive", str(path), "x")[1]
    assert not {"\x1b", "\x07", "\x9b"} & set(output)


@pytest.mark.parametrize("content", [b"no json\n", b'{"kind":"x"}\n', b"\xff\n", b"[]\n"])
def test_a_broken_records_file_is_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(content)
    code, output = run("search", "--archive", str(path), "x")
    assert (code, len(output.splitlines())) == (2, 1)


def test_an_archive_that_was_not_built_is_said(searched_site: Site) -> None:
    code, output = run("-C", str(searched_site.source), "search", "x")
    assert (code, output) == (2, "seminar: the archive was not built yet: run make html first\n")


def test_the_index_of_an_archive_follows_its_builds(searched_site: Site) -> None:
    doctrees = searched_site.source / "_build" / "doctrees"
    searched_site.build(doctrees=str(doctrees))
    assert run("-C", str(searched_site.source), "search", "zymurgical")[0] == 0
    path = searched_site.source / "sessions/2024-01-12.md"
    path.write_text(path.read_text("utf-8").replace("zymurgical", "brewery"), "utf-8")
    searched_site.build(doctrees=str(doctrees))
    assert run("-C", str(searched_site.source), "search", "brewery")[0] == 0
    assert run("-C", str(searched_site.source), "search", "kind:talk zymurgical")[0] == 1
