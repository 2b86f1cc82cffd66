"""An emulator of OpenSearch takes what it is given, and gives it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engines.records import RECORDS, many
from engines.servers import Running, ask

if TYPE_CHECKING:
    from engines.conftest import Exporter


def search(server: Running, **body: Any) -> list[str]:
    answer = ask(server, "POST", "/seminar/_search", body)
    return [hit["_source"]["title"] for hit in answer["hits"]["hits"]]


def test_a_push_fills_updates_and_empties(exporter: Exporter, opensearch_server: Running) -> None:
    arguments = ("--engine", "opensearch", "--push", opensearch_server.url, "--batch", "20")
    exporter.records(many(50))
    assert "50 records sent" in exporter.run(*arguments).stdout
    assert "0 records sent, 50 were there, 0 removed" in exporter.run(*arguments).stdout
    exporter.records([*many(10, "changed"), *RECORDS])
    assert "15 records sent, 0 were there, 40 removed" in exporter.run(*arguments).stdout
    assert ask(opensearch_server, "GET", "/seminar/_count")["count"] == 15


def test_records_are_found_by_folded_words_and_fields(
    exporter: Exporter, opensearch_server: Running
) -> None:
    exporter.run("--engine", "opensearch", "--push", opensearch_server.url)
    bezier = ["Courbes de Bézier"]
    assert search(opensearch_server, query={"match": {"text_words": "lukasiewicz"}}) == bezier
    assert search(opensearch_server, query={"prefix": {"field_words": "qqslo"}}) == bezier
    phrase = {"match_phrase": {"title_words": "兰 兹"}}
    assert search(opensearch_server, query=phrase) == ["朗兰兹纲领 and forms"]
    newest = search(opensearch_server, query={"match_all": {}}, sort=[{"stamp": "desc"}])
    assert newest[-1] == "Home"
    theirs = {"terms": {"archives": ["Other Seminar"]}}
    assert search(opensearch_server, query=theirs) == ["A month without a day"]


def test_an_index_of_another_form_is_not_touched_unless_asked(
    exporter: Exporter, opensearch_server: Running
) -> None:
    ask(opensearch_server, "PUT", "/seminar", {"mappings": {"properties": {}}})
    arguments = ("--engine", "opensearch", "--push", opensearch_server.url)
    result = exporter.run(*arguments)
    assert (result.exit_code, "--recreate" in result.stderr) == (2, True)
    assert exporter.run(*arguments, "--recreate").exit_code == 0
    assert ask(opensearch_server, "GET", "/seminar/_count")["count"] == 5


def test_a_cluster_that_lets_everybody_write_is_told(
    exporter: Exporter, opensearch_server: Running
) -> None:
    exporter.configure(kind="opensearch", url=opensearch_server.url)
    result = exporter.run("--push", opensearch_server.url)
    assert (result.exit_code, "may do more than search" in result.stderr) == (1, True)
