"""OpenSearch, and Elasticsearch, over HTTP (docs.opensearch.org, REST API)."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_seminar.importers.engines.asking import failed_by, parsed
from sphinx_seminar.importers.engines.failure import PushError, PushProblem
from sphinx_seminar.importers.engines.pushing import KeyPower, Refusal
from sphinx_seminar.outputs.search.engines import opensearch
from sphinx_seminar.outputs.search.engines.document import FORMAT, line_of
from sphinx_seminar.outputs.search.engines.fields import DIGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_seminar.importers.engines.asking import EngineClient
    from sphinx_seminar.outputs.search.engines.document import Document

_PAGE = 1000
_LINES = "application/x-ndjson"
_TOO_MANY, _FAILED = 429, 300


def key_header(key: str) -> dict[str, str]:
    """Return the header that holds *key*: a whole value, ``user:password``, or an API key."""
    if not key:
        return {}
    if " " in key:
        return {"Authorization": key}
    if ":" in key:
        return {"Authorization": f"Basic {b64encode(key.encode()).decode()}"}
    return {"Authorization": f"ApiKey {key}"}


@dataclass(frozen=True)
class OpenSearch:
    """The index ``index`` of a cluster."""

    client: EngineClient
    index: str

    @property
    def _path(self) -> str:
        return f"/{quote(self.index, safe='')}"

    def prepare(self, *, recreate: bool) -> None:
        """Make the index, or make sure that it is ours."""
        settings = opensearch.FORM.settings(self.index)
        try:
            found = self.client.json("GET", f"{self._path}/_mapping")
        except PushError as error:
            if error.problem is not PushProblem.NOT_FOUND:
                raise
            self.client.json("PUT", self._path, settings)
            return
        if recreate:
            self.client.json("DELETE", self._path)
            self.client.json("PUT", self._path, settings)
        elif not _is_ours(found):
            raise PushError(PushProblem.CHANGED, self.index)

    def held(self) -> Mapping[str, str]:
        """Return the digest of every document, by id."""
        self.finish()
        return dict(self._held())

    def _held(self) -> Iterator[tuple[str, str]]:
        query: dict[str, Any] = {
            "size": _PAGE,
            "query": {"match_all": {}},
            "_source": [DIGEST],
            "sort": [{"id": "asc"}],
        }
        while True:
            answer = self.client.json("POST", f"{self._path}/_search", query)
            try:
                hits = answer["hits"]["hits"]
                for hit in hits:
                    yield hit["_id"], str(hit.get("_source", {}).get(DIGEST, ""))
                if len(hits) < _PAGE:
                    return
                query["search_after"] = hits[-1]["sort"]
            except (KeyError, TypeError) as error:
                raise PushError(PushProblem.NO_JSON) from error

    def send(self, batch: Sequence[Document]) -> Sequence[Refusal]:
        """Put the documents in, in the place of older ones."""
        return self._bulk(opensearch.FORM.bulk(batch, self.index))

    def _bulk(self, lines: str) -> list[Refusal]:
        data = self.client.call("POST", "/_bulk", lines.encode(), _LINES, _check_busy)
        return [
            Refusal(str(item.get("_id", "")), str(item.get("error", item["status"])))
            for item in _items(data)
            if item["status"] >= _FAILED
        ]

    def remove(self, ids: Sequence[str]) -> None:
        """Take documents out; one that is gone already is no refusal."""
        deletes = ({"delete": {"_index": self.index, "_id": one}} for one in ids)
        self._bulk("".join(map(line_of, deletes)))

    def finish(self) -> None:
        """Let searches find what was put in."""
        self.client.json("POST", f"{self._path}/_refresh")

    def power_of(self, key: str) -> KeyPower:
        """Return what *key*, or nobody, may do: who sees the cluster's settings administers."""
        client = replace(self.client, headers=key_header(key), tries=1)
        return KeyPower(
            searches=_may(client, "POST", f"{self._path}/_search", {"size": 0}),
            administers=_may(client, "GET", "/_cluster/settings"),
        )


def _may(client: EngineClient, method: str, path: str, value: object = None) -> bool:
    try:
        client.json(method, path, value)
    except PushError as error:
        if error.problem in {PushProblem.REFUSED, PushProblem.STATUS, PushProblem.NOT_FOUND}:
            return False
        raise
    return True


def _is_ours(found: Any) -> bool:
    """Tell whether the mappings of an index, by its name, are those of this version."""
    try:
        return any(
            one["mappings"].get("_meta", {}).get(opensearch.MARK) == FORMAT
            for one in found.values()
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise PushError(PushProblem.NO_JSON) from error


def _items(data: bytes) -> list[dict[str, Any]]:
    try:
        return [next(iter(item.values())) for item in parsed(data)["items"]]
    except (KeyError, TypeError, AttributeError, StopIteration) as error:
        raise PushError(PushProblem.NO_JSON) from error


def _check_busy(data: bytes) -> None:
    """Raise when the engine took some documents of a batch only, and asks for the rest later."""
    for item in _items(data):
        words = str(item.get("error", ""))
        if failed_by(words):
            raise PushError(PushProblem.FULL, words[:300])
        if item.get("status") == _TOO_MANY:
            raise PushError(PushProblem.BUSY, words[:300])
