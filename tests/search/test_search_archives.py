"""``seminar search --archive``: other archives, from files and from addresses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from localserver import serving
from search.judging import judged_queries, scores, share
from search.test_search_judged import WANTED, judged  # noqa: F401 (a fixture)
from sphinx_seminar.cli import fetching, searched
from sphinx_seminar.cli.program import seminar
from sphinx_seminar.importers.archive_json.searching import archive_records
from sphinx_seminar.outputs.search.asking import Wanted, ask
from sphinx_seminar.outputs.search.record import RECORDS, RecordKind, read_lines
from sphinx_seminar.outputs.search.sqlite import write_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seminar_site import Built

EXTENSIONS = Path(searched.__file__).parents[2]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "cache" / "sphinx-seminar" / "search"


@pytest.fixture(scope="module")
def published(built: Built) -> bytes:
    return (built.outdir / "archive.json").read_bytes()


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(seminar, ["search", *arguments])
    return result.exit_code, result.stdout, result.stderr


def found(*arguments: str) -> list[dict[str, Any]]:
    code, output, errors = run("--json", *arguments)
    assert code in {0, 1}, errors
    return list(json.loads(output)["results"])


# -- what the file holds ----------------------------------------------------------------------


def test_an_archive_json_gives_the_records_of_its_own_build(built: Built, published: bytes) -> None:
    own = read_lines((built.app.doctreedir / RECORDS).read_bytes())
    there = {record.url: record for record in archive_records(published)}
    for record in own:
        if record.kind is RecordKind.PAGE:
            continue
        other = there.pop(record.url)
        for name in ("kind", "title", "date", "years", "terms", "series", "speakers", "topics"):
            assert getattr(other, name) == getattr(record, name), (record.url, name)
        for name in ("topics", "readings", "language"):
            assert getattr(other, name) == getattr(record, name), (record.url, name)
        assert record.detail.split(", ")[-1] in other.detail
        assert other.text.split()[:5] == record.text.split()[:5]
    assert there == {}


def test_an_address_makes_the_links_of_results_whole(published: bytes) -> None:
    records = archive_records(published, "https://seminar.example/a/archive.json")
    assert all(one.url.startswith("https://seminar.example/a/") for one in records)
    assert any(one.url.endswith("#talk-2024-01-12-main-1") for one in records)


def test_an_archive_json_answers_as_well_as_its_site(judged: Built, tmp_path: Path) -> None:  # noqa: F811
    queries = judged_queries(read_lines((judged.app.doctreedir / RECORDS).read_bytes()))
    queries = [
        one for one in queries if not any("#" not in url and "/" not in url for url in one.wanted)
    ]
    database = tmp_path / "archive.sqlite"
    write_database(database, archive_records((judged.outdir / "archive.json").read_bytes()), "x")
    found = scores(
        queries, lambda text: [hit.record["url"] for hit in ask(database, text, Wanted()).hits]
    )
    assert share(found) >= WANTED, [one for one in found if one.failed]


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b'{"version": "2.0", "sessions": []}', b'{"version": 1}', b"\xff", b"<html>",
     b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_archive_is_one_line(tmp_path: Path, cache: Path, content: bytes) -> None:
    path = tmp_path / "archive.json"
    path.write_bytes(content)
    code, output, errors = run("--archive", str(path), "x")
    assert (code, output, len(errors.splitlines())) == (2, "", 1)
    assert "archive.json" in errors
    assert not list(cache.glob("*.sqlite"))


def test_values_of_another_kind_are_absent_and_nothing_fails(tmp_path: Path) -> None:
    data = {
        "version": "1.9",
        "sessions": [
            7,
            {"page": 3},
            {"page": "a.html", "id": "x", "date": None, "talks": [{"title": ["T"], "speakers": 1}]},
            {
                "page": "b.html",
                "id": "y",
                "date": "2024",
                "talks": [{"id": "t", "title": "Fine\0"}],
            },
        ],
        "readings": [
            {"id": "k", "csl": []},
            {"id": "l", "page": "r", "csl": {"issued": {"date-parts": [["x"]]}}},
        ],
        "people": "nobody",
        "series": [None],
    }
    path = tmp_path / "archive.json"
    path.write_text(json.dumps(data), "utf-8")
    assert found("--archive", str(path), "fine")[0]["title"] == "Fine"


# -- files and the cache ----------------------------------------------------------------------


def test_a_file_is_indexed_once_by_what_it_holds(
    tmp_path: Path, cache: Path, published: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "archive.json", tmp_path / "copy.json"
    for path in (first, second):
        path.write_bytes(published)
    assert found("--archive", str(first), "bezier")[0]["title"] == "Courbes de Bézier et splines"
    (database,) = cache.glob("*.sqlite")
    monkeypatch.setattr(searched, "write_database", lambda *_: pytest.fail("indexed again"))
    assert found("--archive", str(second), "bezier")
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first.write_bytes(published.replace(b"splines", b"brewery"))
    assert found("--archive", str(first), "brewery")
    assert len(list(cache.glob("*.sqlite"))) == 2
    assert database.exists()


def test_nothing_is_written_beside_a_foreign_file(
    built: Built, tmp_path: Path, published: bytes
) -> None:
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "archive.json").write_bytes(published)
    (folder / "r.jsonl").write_bytes((built.app.doctreedir / RECORDS).read_bytes())
    for name in ("", "archive.json", "r.jsonl"):
        assert found("--archive", str(folder / name), "bezier")
    assert {path.name for path in folder.iterdir()} == {"archive.json", "r.jsonl"}


def test_old_databases_leave_the_cache(tmp_path: Path, cache: Path, published: bytes) -> None:
    path = tmp_path / "archive.json"
    for number in range(searched.KEPT + 3):
        path.write_bytes(published.replace(b"splines", f"number{number}".encode()))
        assert found("--archive", str(path), f"number{number}")
    assert len(list(cache.glob("*.sqlite"))) == searched.KEPT


def test_a_database_and_a_built_folder_are_searched_as_they_are(
    built: Built, tmp_path: Path
) -> None:
    records = read_lines((built.app.doctreedir / RECORDS).read_bytes())
    database = tmp_path / "archive.sqlite"
    write_database(database, records, "any")
    assert found("--archive", str(database), "bezier")
    assert found("--archive", str(tmp_path), "bezier")
    assert found("--archive", str(built.outdir), "bezier")
    assert found("--archive", str(built.app.doctreedir), "bezier")


@pytest.mark.parametrize("name", ["absent.json", "absent", "."])
def test_what_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output, errors = run("--archive", name, "x")
    assert (code, output, len(errors.splitlines())) == (2, "", 1)


def test_a_relative_cache_is_ignored_as_the_specification_says(
    tmp_path: Path, published: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "archive.json").write_bytes(published)
    assert found("--archive", "archive.json", "bezier")
    assert list((tmp_path / "home/.cache/sphinx-seminar/search").glob("*.sqlite"))
    assert not (tmp_path / "relative").exists()


# -- addresses --------------------------------------------------------------------------------


@dataclass
class Web:
    """What a loopback server answers with, and what it was asked."""

    content: bytes
    url: str = ""
    status: int = 200
    where: str = ""
    tag: str = '"one"'
    asked: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def serving_archive(content: bytes) -> Iterator[Web]:
    web = Web(content)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.headers.get("If-None-Match", "")
            web.asked.append((self.path, known))
            status = 304 if web.status == 200 and known and known == web.tag else web.status
            body = web.content if status == 200 else b""
            self.send_response(status)
            if web.tag:
                self.send_header("ETag", web.tag)
            if web.where:
                self.send_header("Location", web.where)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    with serving(Handler) as address:
        web.url = f"{address}/seminar/"
        yield web


@pytest.fixture
def web(published: bytes) -> Iterator[Web]:
    with serving_archive(published) as one:
        yield one


@pytest.mark.parametrize("form", ["", "archive.json"])
def test_an_address_leads_to_its_archive_json(web: Web, form: str) -> None:
    (first, *_) = found("--archive", f"{web.url}{form}", "bezier")
    assert first["url"] == f"{web.url}sessions/2024-01-12.html#talk-2024-01-12-main-1"
    assert web.asked == [("/seminar/archive.json", "")]


def test_an_address_without_a_slash_is_a_folder(web: Web) -> None:
    assert found("--archive", web.url.rstrip("/"), "bezier")
    assert web.asked == [("/seminar/archive.json", "")]


def test_what_has_not_changed_is_neither_sent_nor_indexed_again(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    found("--archive", web.url, "bezier")
    monkeypatch.setattr(searched, "write_database", lambda *_: pytest.fail("indexed again"))
    assert found("--archive", web.url, "bezier")
    assert web.asked[1:] == [("/seminar/archive.json", '"one"')]


def test_a_server_without_tags_is_indexed_once(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.tag = ""
    found("--archive", web.url, "bezier")
    monkeypatch.setattr(searched, "write_database", lambda *_: pytest.fail("indexed again"))
    assert found("--archive", web.url, "bezier")


def test_what_has_changed_is_found(web: Web) -> None:
    found("--archive", web.url, "bezier")
    web.content, web.tag = web.content.replace(b"splines", b"brewery"), '"two"'
    assert found("--archive", web.url, "brewery")


def test_a_server_that_is_gone_leaves_the_copy_and_says_so(published: bytes) -> None:
    with serving_archive(published) as web:
        found("--archive", web.url, "bezier")
    code, output, errors = run("--json", "--archive", web.url, "bezier")
    assert code == 0
    assert json.loads(output)["total"]
    assert "the copy that was fetched before is searched" in errors


@pytest.mark.parametrize(
    ("status", "words"), [(404, "there is no archive.json"), (500, "error 500"), (503, "wait")]
)
def test_a_failure_is_one_line(web: Web, status: int, words: str) -> None:
    web.status = status
    code, output, errors = run("--archive", web.url, "bezier")
    assert (code, output, len(errors.splitlines())) == (2, "", 1)
    assert words in errors


@pytest.mark.parametrize(
    "content", [b"<!doctype html><title>Sorry</title>", b"", b"SQLite format 3\0"]
)
def test_an_answer_that_is_no_archive_is_one_line(web: Web, cache: Path, content: bytes) -> None:
    web.content = content
    code, output, errors = run("--archive", web.url, "bezier")
    assert (code, output, len(errors.splitlines())) == (2, "", 1)
    assert not list(cache.glob("*"))


@pytest.mark.parametrize(
    "address", ["http://seminar.example/", "http://10.0.0.1/", "http://127.0.0.1.example/"]
)
def test_only_this_machine_is_asked_without_tls(address: str) -> None:
    code, _output, errors = run("--archive", address, "x")
    assert code == 2
    assert "not https" in errors


def test_a_redirection_to_an_insecure_address_is_refused(web: Web) -> None:
    web.status, web.where = 302, "http://seminar.example/archive.json"
    code, _output, errors = run("--archive", web.url, "x")
    assert code == 2
    assert "leads elsewhere" in errors


def test_an_answer_without_end_is_refused(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    code, _output, errors = run("--archive", web.url, "x")
    assert code == 2
    assert "more than 1000 bytes" in errors


@pytest.mark.parametrize(
    "note", [b"", b"[]", b'{"tag": "x"}', b'{"tag": "x", "digest": "../../x"}']
)
def test_a_damaged_note_in_the_cache_is_no_note(web: Web, cache: Path, note: bytes) -> None:
    found("--archive", web.url, "bezier")
    (path,) = cache.glob("*.json")
    path.write_bytes(note)
    assert found("--archive", web.url, "bezier")
    assert web.asked[-1][1] == ""


# -- what it starts -----------------------------------------------------------------------------


def test_a_search_loads_neither_sphinx_nor_what_it_does_not_need(
    built: Built, tmp_path: Path
) -> None:
    database = tmp_path / "archive.sqlite"
    write_database(database, read_lines((built.app.doctreedir / RECORDS).read_bytes()), "any")
    program = (
        "import sys\n"
        "sys.argv = ['seminar', 'search', '--json', '--archive', sys.argv[1], 'bezier']\n"
        "from sphinx_seminar.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: code = end.code\n"
        "heavy = {'sphinx', 'docutils', 'rich', 'urllib.request', 'bibtexparser', 'babel'}\n"
        "print(code, sorted(heavy & sys.modules.keys()), file=sys.stderr)\n"
    )
    environment = dict(os.environ, PYTHONPATH=str(EXTENSIONS))
    done = subprocess.run(
        [sys.executable, "-c", program, str(database)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.strip() == "0 []"
    assert json.loads(done.stdout)["total"] >= 1
