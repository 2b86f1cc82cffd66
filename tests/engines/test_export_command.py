"""``seminar export`` writes files or sends them, and keeps the key to itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from engines.servers import ADMIN_KEY, Fake, as_json, page

if TYPE_CHECKING:
    from pathlib import Path

    from engines.conftest import Exporter


@pytest.mark.parametrize(
    ("engine", "bulk"),
    [
        ("opensearch", "bulk.ndjson"),
        ("meilisearch", "documents.jsonl"),
        ("typesense", "documents.jsonl"),
    ],
)
def test_the_files_are_written_for_each_engine(
    exporter: Exporter, tmp_path: Path, engine: str, bulk: str
) -> None:
    result = exporter.run("--engine", engine, "-o", str(tmp_path / "out"))
    assert (result.exit_code, "5 records" in result.stdout) == (0, True)
    assert json.loads((tmp_path / "out/settings.json").read_text("utf-8"))
    lines = (tmp_path / "out" / bulk).read_text("utf-8").splitlines()
    assert all(map(json.loads, lines))


def test_what_other_archives_hold_can_be_left_out(exporter: Exporter) -> None:
    assert "4 records" in exporter.run("--engine", "typesense", "--own").stdout


def test_the_engine_and_its_index_come_from_the_settings(exporter: Exporter) -> None:
    exporter.configure(kind="opensearch", url="https://engine.example", index="mine")
    result = exporter.run()
    assert result.exit_code == 0
    bulk = (exporter.folder / "_build/engine/bulk.ndjson").read_text("utf-8")
    assert '"_index":"mine"' in bulk


def test_without_a_build_or_an_engine_the_command_says_what_is_missing(
    exporter: Exporter, tmp_path: Path
) -> None:
    assert "name an engine" in exporter.run().stderr
    for path in (tmp_path / "_build/doctrees").iterdir():
        path.unlink()
    result = exporter.run("--engine", "typesense")
    assert (result.exit_code, "run make html first" in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["", "A", "a b", "../x", "_all", "x" * 80])
def test_an_index_is_named_as_every_engine_takes_it(exporter: Exporter, name: str) -> None:
    result = exporter.run("--engine", "opensearch", "--index", name)
    assert result.exit_code == (0 if name == "" else 2)


@pytest.mark.parametrize(
    "url",
    ["http://engine.example", "ftp://127.0.0.1", "https://user:hush@engine.example", "x", "//x"],
)
def test_an_address_that_is_none_is_refused_without_its_password(
    exporter: Exporter, url: str
) -> None:
    result = exporter.run("--engine", "typesense", "--push", url)
    assert (result.exit_code, "hush" in result.output) == (2, False)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page(), "a web page answers, not an engine"),
        (as_json({"message": "no"}, 401), "refuses the key in SEMINAR_ENGINE_KEY"),
        (as_json({"message": "OUT_OF_DISK"}, 422), "it is full: make room"),
        ((200, "application/json", b"not json"), "not such an engine"),
        (as_json([]), "not such an engine"),
        (as_json({"message": "\x1b[31mred"}, 400), "it answers with the error"),
    ],
)
@pytest.mark.parametrize("engine", ["opensearch", "meilisearch", "typesense"])
def test_an_engine_that_fails_is_one_line_without_the_key(
    exporter: Exporter, engine: str, answer: tuple[int, str, bytes], words: str
) -> None:
    with Fake(lambda *_: answer).serving() as server:
        result = exporter.run("--engine", engine, "--push", server.url, key=ADMIN_KEY)
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert ADMIN_KEY not in result.output
    assert "\x1b" not in result.output


def test_an_engine_that_is_down_is_one_line(exporter: Exporter) -> None:
    with Fake(lambda *_: page()).serving() as server:
        url = server.url
    result = exporter.run("--engine", "typesense", "--push", url, "--timeout", "1")
    assert (result.exit_code, "cannot be reached" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"kind": "typesens", "url": "https://a.example"}, "did you mean 'typesense'?"),
        ({"kind": "typesense", "url": "http://a.example"}, "https://"),
        ({"kind": "typesense", "url": "https://a.example/?x=1"}, "https://"),
        ({"kind": "typesense", "url": "javascript:alert(1)"}, "https://"),
        ({"kind": "typesense", "url": "https://a.example", "index": "A B"}, "small letters"),
        ({"kind": "typesense", "url": "https://a.example", "timeout": 0}, "seconds"),
        ({"kind": "typesense", "url": "https://a.example", "kye": "x"}, "did you mean 'key'?"),
        ({"kind": "typesense", "url": "https://a.example", "key": ADMIN_KEY}, "nothing else"),
        ({"kind": "typesense", "url": "https://a.example", "key": "my-admin-key"}, "nothing else"),
        ({"kind": "opensearch", "url": "https://a.example", "key": "user:hush"}, "nothing else"),
    ],
)
def test_a_setting_that_is_wrong_is_refused_and_shows_no_key(
    exporter: Exporter, setting: dict[str, object], words: str
) -> None:
    exporter.configure(**setting)
    result = exporter.run(key=ADMIN_KEY)
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr
    assert ADMIN_KEY not in result.output
    assert "hush" not in result.output
