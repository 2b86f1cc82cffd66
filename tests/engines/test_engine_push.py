"""A push is bounded, goes on where it stopped, loses nothing, and says why it cannot."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from engines.records import many
from engines.servers import ADMIN_KEY, Fake, as_json, page
from sphinx_seminar.importers.engines.asking import EngineClient
from sphinx_seminar.importers.engines.failure import PushError, PushProblem
from sphinx_seminar.importers.engines.meilisearch import Meilisearch
from sphinx_seminar.importers.engines.opensearch import OpenSearch, key_header
from sphinx_seminar.importers.engines.pushing import KeyPower, Refusal, batches, push
from sphinx_seminar.outputs.search.engines.document import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from engines.conftest import Exporter


class Kept:
    """An engine that keeps documents, and stops when it is told to."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        self.sizes: list[int] = []
        self.stops_after = 1000
        self.largest = 1000

    def prepare(self, *, recreate: bool) -> None:
        if recreate:
            self.documents.clear()

    def held(self) -> Mapping[str, str]:
        return {name: one["digest"] for name, one in self.documents.items()}

    def send(self, batch: Sequence[dict[str, Any]]) -> Sequence[Refusal]:
        if len(self.sizes) >= self.stops_after:
            raise PushError(PushProblem.FULL)
        if len(batch) > self.largest:
            raise PushError(PushProblem.TOO_LARGE)
        self.sizes.append(len(batch))
        self.documents.update({one["id"]: one for one in batch})
        return []

    def remove(self, ids: Sequence[str]) -> None:
        for one in ids:
            del self.documents[one]

    def finish(self) -> None:
        pass

    def power_of(self, key: str) -> KeyPower:
        raise NotImplementedError(key)


def test_batches_are_bounded_in_number_and_in_bytes() -> None:
    found = list(documents(many(10)))
    assert [len(one) for one in batches(found, 4)] == [4, 4, 2]
    assert [len(one) for one in batches(found, 4, 1)] == [1] * 10
    assert list(batches([], 4)) == []


def test_an_interrupted_push_goes_on_where_it_stopped() -> None:
    engine, found = Kept(), list(documents(many(10)))
    engine.stops_after = 2
    with pytest.raises(PushError):
        push(engine, found, batch=3)
    assert len(engine.documents) == 6
    engine.stops_after = 1000
    pushed = push(engine, found, batch=3)
    assert (pushed.sent, pushed.unchanged, pushed.removed) == (4, 6, 0)
    assert engine.sizes == [3, 3, 3, 1]
    assert push(engine, found, batch=3)[:3] == (0, 10, 0)


def test_what_vanished_is_removed_last_and_only_then() -> None:
    engine = Kept()
    push(engine, list(documents(many(5))))
    engine.stops_after = 1
    with pytest.raises(PushError):
        push(engine, list(documents(many(3, "new"))))
    assert len(engine.documents) == 5
    engine.stops_after = 1000
    assert push(engine, list(documents(many(3, "new"))))[:3] == (3, 0, 2)
    assert len(engine.documents) == 3


def test_a_batch_that_is_too_large_is_halved() -> None:
    engine = Kept()
    engine.largest = 3
    assert push(engine, list(documents(many(10))), batch=10).sent == 10
    assert max(engine.sizes) <= 3


def test_an_index_of_somebody_else_is_left_alone() -> None:
    engine = Kept()
    engine.documents["product-1"] = {"digest": ""}
    with pytest.raises(PushError) as caught:
        push(engine, list(documents(many(1))))
    assert caught.value.problem is PushProblem.FOREIGN
    assert list(engine.documents) == ["product-1"]


def test_progress_is_told_until_all_is_done() -> None:
    told: list[tuple[int, int]] = []
    engine = Kept()
    push(engine, list(documents(many(5))), batch=2, progress=lambda *one: told.append(one))
    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]


# -- over HTTP -------------------------------------------------------------------------------


def client_of(fake: Fake, waits: list[float], **more: Any) -> EngineClient:
    return EngineClient(fake.url, {"X-Key": ADMIN_KEY}, timeout=2, sleep=waits.append, **more)


@pytest.fixture
def fake() -> Iterator[Callable[..., Fake]]:
    with ExitStack() as stack:
        yield lambda answer, **more: stack.enter_context(Fake(answer, **more).serving())


def test_a_busy_engine_is_asked_again_as_late_as_it_says(fake: Callable[..., Fake]) -> None:
    answers = [as_json({}, 429), as_json({}, 503), page(502), as_json({"ok": 1})]
    server = fake(lambda *_: answers.pop(0), headers={"Retry-After": "3"})
    waits: list[float] = []
    assert client_of(server, waits).json("GET", "/x") == {"ok": 1}
    assert waits == [3, 3, 3]


def test_without_a_word_from_the_engine_the_waits_double_and_end(fake: Callable[..., Fake]) -> None:
    server = fake(lambda *_: as_json({"message": "Not Ready or Lagging"}, 503))
    waits: list[float] = []
    with pytest.raises(PushError) as caught:
        client_of(server, waits).json("GET", "/x")
    assert caught.value.problem is PushProblem.BUSY
    assert waits == [0.5, 1, 2, 4]
    assert len(server.asked) == 5


@pytest.mark.parametrize(
    ("answer", "problem", "asked"),
    [
        (page(), PushProblem.HTML, 1),
        ((200, "application/json", b" <html>"), PushProblem.HTML, 1),
        ((200, "application/json", b"{"), PushProblem.NO_JSON, 1),
        (page(404), PushProblem.HTML, 1),
        (as_json({}, 401), PushProblem.REFUSED, 1),
        (as_json({}, 403), PushProblem.REFUSED, 1),
        (as_json({}, 404), PushProblem.NOT_FOUND, 1),
        (as_json({}, 413), PushProblem.TOO_LARGE, 1),
        (as_json({}, 400), PushProblem.STATUS, 1),
        (as_json({}, 507), PushProblem.FULL, 1),
        (
            as_json({"message": "Rejecting write: running out of resource type: OUT_OF_DISK"}, 422),
            PushProblem.FULL,
            1,
        ),
        (
            as_json({"error": "disk usage exceeded flood-stage watermark"}, 429),
            PushProblem.FULL,
            1,
        ),
    ],
)
def test_every_failure_has_its_own_name(
    fake: Callable[..., Fake], answer: tuple[int, str, bytes], problem: PushProblem, asked: int
) -> None:
    server = fake(lambda *_: answer)
    with pytest.raises(PushError) as caught:
        client_of(server, []).json("GET", "/x")
    assert (caught.value.problem, len(server.asked)) == (problem, asked)


def test_an_engine_that_never_answers_is_left(fake: Callable[..., Fake]) -> None:
    def hang(*_asked: object) -> tuple[int, str, bytes]:
        server.released.wait(20)
        return 0, "", b""

    server = fake(hang)
    client = EngineClient(server.url, timeout=0.3, tries=2, sleep=lambda _seconds: None)
    with pytest.raises(PushError) as caught:
        client.json("GET", "/x")
    assert (caught.value.problem, len(server.asked)) == (PushProblem.TIMEOUT, 2)


def test_a_key_is_not_carried_to_where_an_engine_redirects(fake: Callable[..., Fake]) -> None:
    other = fake(lambda *_: as_json({}))
    server = fake(lambda *_: as_json({}, 307), headers={"Location": f"{other.url}/x"})
    with pytest.raises(PushError) as caught:
        client_of(server, []).json("GET", "/x")
    assert caught.value.problem is PushProblem.STATUS
    assert other.asked == []


def test_an_address_without_tls_is_asked_on_this_machine_alone() -> None:
    with pytest.raises(PushError) as caught:
        EngineClient("http://engine.example").json("GET", "/")
    assert caught.value.problem is PushProblem.INSECURE


def test_a_key_shows_in_no_representation() -> None:
    assert ADMIN_KEY not in repr(EngineClient("https://engine.example", {"X-Key": ADMIN_KEY}))


@pytest.mark.parametrize(
    ("key", "header"),
    [
        ("", {}),
        ("user:pass", {"Authorization": "Basic dXNlcjpwYXNz"}),
        ("abc", {"Authorization": "ApiKey abc"}),
        ("Bearer x.y.z", {"Authorization": "Bearer x.y.z"}),
    ],
)
def test_opensearch_takes_a_password_a_key_or_a_whole_header(
    key: str, header: dict[str, str]
) -> None:
    assert key_header(key) == header


def test_documents_that_opensearch_has_no_time_for_are_sent_again(
    fake: Callable[..., Fake],
) -> None:
    found = list(documents(many(2)))
    busy = {"_id": found[1]["id"], "status": 429, "error": {"type": "es_rejected_execution"}}
    bulk = [
        as_json({"items": [{"index": {"_id": found[0]["id"], "status": 201}}, {"index": busy}]}),
        as_json({"items": [{"index": {"_id": one["id"], "status": 200}} for one in found]}),
    ]
    server = fake(lambda *_: bulk.pop(0))
    assert OpenSearch(client_of(server, []), "seminar").send(found) == []
    assert len(server.asked) == 2


# -- Meilisearch, as its reference describes it ------------------------------------------------


class FakeMeilisearch:
    """The part of Meilisearch's API that is used, with tasks that take two glances."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        self.settings: dict[str, Any] = {}
        self.exists = False
        self.glances: dict[str, int] = {}
        self.failing = ""

    def __call__(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, str, bytes]:
        if headers.get("Authorization") != f"Bearer {ADMIN_KEY}":
            return as_json({"code": "invalid_api_key"}, 403)
        path, _, query = path.partition("?")
        if path.startswith("/tasks/"):
            return self._task(path)
        if (method, path) == ("GET", "/indexes/seminar"):
            missing = as_json({"code": "index_not_found"}, 404)
            return as_json({"uid": "seminar"}) if self.exists else missing
        if (method, path) == ("GET", "/indexes/seminar/documents"):
            return self._list(dict(part.split("=") for part in query.split("&")))
        self._change(method, path, body)
        number = len(self.glances)
        self.glances[f"/tasks/{number}"] = 0
        return as_json({"taskUid": number, "status": "enqueued"}, 202)

    def _task(self, path: str) -> tuple[int, str, bytes]:
        self.glances[path] += 1
        if self.glances[path] < 2:
            return as_json({"status": "processing"})
        if self.failing:
            error = {"message": self.failing, "code": "internal"}
            return as_json({"status": "failed", "error": error})
        return as_json({"status": "succeeded"})

    def _list(self, asked: dict[str, str]) -> tuple[int, str, bytes]:
        offset, limit = int(asked["offset"]), int(asked["limit"])
        names = asked["fields"].split(",")
        found = [{name: one[name] for name in names} for one in self.documents.values()]
        part = found[offset : offset + min(limit, 3)]
        return as_json({"results": part, "offset": offset, "limit": limit, "total": len(found)})

    def _change(self, method: str, path: str, body: bytes) -> None:
        if path == "/indexes":
            self.exists = json.loads(body) == {"uid": "seminar", "primaryKey": "id"}
        elif path.endswith("/settings"):
            self.settings = json.loads(body)
        elif path.endswith("/delete-batch"):
            for one in json.loads(body):
                self.documents.pop(one)
        elif path.endswith("/documents") and not self.failing:
            self.documents |= {one["id"]: one for one in map(json.loads, body.splitlines())}
        elif method == "DELETE":
            self.exists, self.documents = False, {}


def test_meilisearch_is_made_filled_and_kept_up_to_date(
    fake: Callable[..., Fake], exporter: Exporter
) -> None:
    engine = FakeMeilisearch()
    server = fake(engine)
    exporter.records(many(7))
    arguments = ("--engine", "meilisearch", "--push", server.url, "--batch", "3")
    first = exporter.run(*arguments, key=ADMIN_KEY)
    assert (first.exit_code, "7 records sent, 0 were there" in first.stdout) == (0, True)
    assert engine.settings["sortableAttributes"] == ["stamp"]
    exporter.records([*many(4), *many(1, "changed")][1:])
    again = exporter.run(*arguments, key=ADMIN_KEY)
    assert "1 records sent, 3 were there, 3 removed" in again.stdout
    assert len(engine.documents) == 4
    anew = exporter.run(*arguments, "--recreate", key=ADMIN_KEY)
    assert "4 records sent, 0 were there" in anew.stdout


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("There is no more space left on the device.", PushProblem.TASK),
        ("No space left on device (os error 28)", PushProblem.FULL),
        ("An internal error has occurred.", PushProblem.TASK),
    ],
)
def test_a_task_that_fails_is_told(
    fake: Callable[..., Fake], words: str, problem: PushProblem
) -> None:
    engine = FakeMeilisearch()
    engine.failing = words
    header = {"Authorization": f"Bearer {ADMIN_KEY}"}
    client = EngineClient(fake(engine).url, header, sleep=lambda _seconds: None)
    with pytest.raises(PushError) as caught:
        Meilisearch(client, "seminar").prepare(recreate=False)
    assert caught.value.problem is problem
