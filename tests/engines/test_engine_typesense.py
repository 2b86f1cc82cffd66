"""A real Typesense takes what it is given, finds it, and tells what a key may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest

from engines.records import RECORDS, many
from engines.servers import Running, ask
from sphinx_seminar.importers.engines.asking import EngineClient
from sphinx_seminar.importers.engines.pushing import push
from sphinx_seminar.importers.engines.typesense import Typesense, key_header
from sphinx_seminar.outputs.search.engines.document import documents
from sphinx_seminar.outputs.search.engines.fields import SEARCHED

if TYPE_CHECKING:
    from engines.conftest import Exporter


@pytest.fixture(autouse=True)
def _empty(typesense_server: Running) -> None:
    for one in ask(typesense_server, "GET", "/collections"):
        ask(typesense_server, "DELETE", f"/collections/{one['name']}")


def found(server: Running, query: str, **more: Any) -> list[str]:
    """Return the titles that Typesense finds for words as the search page sends them."""
    asked = {
        "q": query,
        "query_by": ",".join(SEARCHED),
        "num_typos": ",".join("2" if lax else "0" for _, lax in SEARCHED.values()),
        "drop_tokens_threshold": 0,
        **more,
    }
    answer = ask(server, "GET", f"/collections/seminar/documents/search?{urlencode(asked)}")
    return [hit["document"]["title"] for hit in answer["hits"]]


def test_records_are_found_by_folded_words_parts_of_words_and_fields(
    exporter: Exporter, typesense_server: Running
) -> None:
    url = typesense_server.url
    result = exporter.run("--engine", "typesense", "--push", url, key=typesense_server.key)
    assert (result.exit_code, "5 records sent" in result.stdout) == (0, True), result.output
    for query in ("bezier", "lukasiewicz", "godel los", "qqslo", "wroclaw bezier", "bezeir"):
        assert found(typesense_server, query) == ["Courbes de Bézier"], query
    for query in ('"兰 兹"', '"望 月"', '"ミ ュ ラ"'):
        assert found(typesense_server, query) == ["朗兰兹纲领 and forms"], query
    newest = found(typesense_server, "*", sort_by="stamp:desc")
    assert newest[-1] == "Home"
    assert found(typesense_server, "*", filter_by="archives:=[`Other Seminar`]") == [
        "A month without a day"
    ]
    assert found(typesense_server, "qqzzyy") == []


def test_a_second_push_sends_what_changed_and_removes_what_vanished(
    exporter: Exporter, typesense_server: Running
) -> None:
    arguments = ("--engine", "typesense", "--push", typesense_server.url, "--batch", "40")
    exporter.records(many(150))
    exporter.run(*arguments, key=typesense_server.key)
    again = exporter.run(*arguments, key=typesense_server.key)
    assert "0 records sent, 150 were there, 0 removed" in again.stdout
    exporter.records([*many(20, "changed"), *RECORDS])
    result = exporter.run(*arguments, key=typesense_server.key)
    assert "25 records sent, 0 were there, 130 removed" in result.stdout
    state = ask(typesense_server, "GET", "/collections/seminar")
    assert state["num_documents"] == 25


def test_an_interrupted_push_goes_on_where_it_stopped(typesense_server: Running) -> None:
    client = EngineClient(typesense_server.url, key_header(typesense_server.key))
    engine = Typesense(client, "seminar")
    wanted = list(documents(many(30)))

    def interrupt(done: int, _total: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(engine, wanted, batch=10, progress=interrupt)
    pushed = push(engine, wanted, batch=10)
    assert (pushed.sent, pushed.unchanged) == (10, 20)


def test_a_collection_of_another_form_is_not_touched_unless_asked(
    exporter: Exporter, typesense_server: Running
) -> None:
    schema = {"name": "seminar", "fields": [{"name": "title", "type": "string"}]}
    ask(typesense_server, "POST", "/collections", schema)
    arguments = ("--engine", "typesense", "--push", typesense_server.url)
    result = exporter.run(*arguments, key=typesense_server.key)
    assert (result.exit_code, "--recreate" in result.stderr) == (2, True)
    assert ask(typesense_server, "GET", "/collections/seminar")["num_documents"] == 0
    assert exporter.run(*arguments, "--recreate", key=typesense_server.key).exit_code == 0
    assert ask(typesense_server, "GET", "/collections/seminar")["num_documents"] == 5


def test_a_wrong_key_is_refused_in_words(exporter: Exporter, typesense_server: Running) -> None:
    arguments = ("--engine", "typesense", "--push", typesense_server.url)
    result = exporter.run(*arguments, key="wrong")
    assert (result.exit_code, "refuses the key" in result.stderr) == (2, True)


def search_key(server: Running, *actions: str) -> str:
    body = {"description": "test", "actions": list(actions), "collections": ["seminar"]}
    return str(ask(server, "POST", "/keys", body)["value"])


def test_the_key_of_the_page_is_judged_by_what_it_may_do(
    exporter: Exporter, typesense_server: Running
) -> None:
    url, key = typesense_server
    for actions, code, words in (
        (("documents:search",), 0, ""),
        (("*",), 1, "may do more than search"),
        (("documents:get",), 1, "cannot search"),
    ):
        public = search_key(typesense_server, *actions)
        exporter.configure(kind="typesense", url=url, key=public)
        result = exporter.run("--push", url, key=key)
        assert (result.exit_code, words in result.stderr) == (code, True), result.output
        assert public not in result.output
    with pytest.raises(HTTPError):
        ask(Running(url, search_key(typesense_server, "documents:search")), "GET", "/keys")
