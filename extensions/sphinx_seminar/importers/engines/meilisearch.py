"""Meilisearch over HTTP (API of version 1; meilisearch.com/docs/reference).

Whatever changes an index is a task, which is enqueued at once and done later: each is
awaited, so that what is said to be there is there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_seminar.importers.engines.asking import failed_by, parsed
from sphinx_seminar.importers.engines.failure import PushError, PushProblem
from sphinx_seminar.importers.engines.pushing import KeyPower, Refusal
from sphinx_seminar.outputs.search.engines import meilisearch
from sphinx_seminar.outputs.search.engines.fields import DIGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_seminar.importers.engines.asking import EngineClient
    from sphinx_seminar.outputs.search.engines.document import Document

_PAGE = 1000
_LINES = "application/x-ndjson"
#: A task is looked at so often, and so long; a batch takes seconds.
_GLANCE, _GLANCES = 0.25, 2400
_DONE = frozenset({"succeeded", "failed", "canceled"})


def key_header(key: str) -> dict[str, str]:
    """Return the header that holds *key*."""
    return {"Authorization": f"Bearer {key}"} if key else {}


@dataclass(frozen=True)
class Meilisearch:
    """The index ``index`` of a server."""

    client: EngineClient
    index: str

    @property
    def _path(self) -> str:
        return f"/indexes/{quote(self.index, safe='')}"

    def prepare(self, *, recreate: bool) -> None:
        """Make the index, and set it up: settings may be sent again at any time."""
        is_there = True
        try:
            self.client.json("GET", self._path)
        except PushError as error:
            if error.problem is not PushProblem.NOT_FOUND:
                raise
            is_there = False
        if recreate and is_there:
            self._await(self.client.json("DELETE", self._path))
        if recreate or not is_there:
            made = {"uid": self.index, "primaryKey": "id"}
            self._await(self.client.json("POST", "/indexes", made))
        settings = meilisearch.FORM.settings(self.index)
        self._await(self.client.json("PATCH", f"{self._path}/settings", settings))

    def held(self) -> Mapping[str, str]:
        """Return the digest of every document, by id."""
        return dict(self._held())

    def _held(self) -> Iterator[tuple[str, str]]:
        offset = 0
        while True:
            query = f"offset={offset}&limit={_PAGE}&fields=id,{DIGEST}"
            answer = self.client.json("GET", f"{self._path}/documents?{query}")
            try:
                for one in answer["results"]:
                    yield str(one["id"]), str(one.get(DIGEST, ""))
                offset += len(answer["results"])
                if offset >= answer["total"] or not answer["results"]:
                    return
            except (KeyError, TypeError) as error:
                raise PushError(PushProblem.NO_JSON) from error

    def send(self, batch: Sequence[Document]) -> Sequence[Refusal]:
        """Put the documents in, in the place of older ones; a batch is taken whole or not."""
        body = meilisearch.FORM.bulk(batch, self.index).encode()
        try:
            self._await(parsed(self.client.call("POST", f"{self._path}/documents", body, _LINES)))
        except PushError as error:
            if error.problem is not PushProblem.TASK:
                raise
            if len(batch) == 1:
                return [Refusal(batch[0]["id"], error.detail)]
            # One document spoils its batch: the others go alone.
            return [refusal for one in batch for refusal in self.send([one])]
        return []

    def remove(self, ids: Sequence[str]) -> None:
        """Take documents out."""
        self._await(self.client.json("POST", f"{self._path}/documents/delete-batch", list(ids)))

    def finish(self) -> None:
        """Do nothing: every task was awaited."""

    def power_of(self, key: str) -> KeyPower:
        """Return what *key* may do: a key that lists keys administers."""
        client = replace(self.client, headers=key_header(key), tries=1)
        return KeyPower(
            searches=_may(client, "POST", f"{self._path}/search", {"limit": 0}),
            administers=_may(client, "GET", "/keys"),
        )

    def _await(self, task: Any) -> None:
        """Wait until *task* is done.

        :raises PushError: when it failed, or does not end.
        """
        try:
            path = f"/tasks/{int(task['taskUid'])}"
        except (KeyError, TypeError, ValueError) as error:
            raise PushError(PushProblem.NO_JSON) from error
        for _ in range(_GLANCES):
            state = self.client.json("GET", path)
            if state.get("status") in _DONE:
                break
            self.client.sleep(_GLANCE)
        else:
            raise PushError(PushProblem.TIMEOUT)
        if state["status"] != "succeeded":
            words = str((state.get("error") or {}).get("message", state["status"]))
            code = str((state.get("error") or {}).get("code", ""))
            problem = failed_by(f"{words} {code}") or PushProblem.TASK
            raise PushError(problem, words[:300])


def _may(client: EngineClient, method: str, path: str, value: object = None) -> bool:
    try:
        client.json(method, path, value)
    except PushError as error:
        if error.problem is PushProblem.REFUSED:
            return False
        raise
    return True
