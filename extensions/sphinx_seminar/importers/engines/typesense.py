"""Typesense over HTTP (API of version 0.24; typesense.org/docs)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from sphinx_seminar.importers.engines.asking import failed_by, parsed
from sphinx_seminar.importers.engines.failure import PushError, PushProblem
from sphinx_seminar.importers.engines.pushing import KeyPower, Refusal
from sphinx_seminar.outputs.search.engines import typesense
from sphinx_seminar.outputs.search.engines.fields import DIGEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_seminar.importers.engines.asking import EngineClient
    from sphinx_seminar.outputs.search.engines.document import Document

HEADER = "X-TYPESENSE-API-KEY"
#: Ids in one filter: an address has at most 4,000 characters.
_IDS = 60


def key_header(key: str) -> dict[str, str]:
    """Return the header that holds *key*."""
    return {HEADER: key} if key else {}


@dataclass(frozen=True)
class Typesense:
    """The collection ``index`` of a server."""

    client: EngineClient
    index: str

    @property
    def _path(self) -> str:
        return f"/collections/{quote(self.index, safe='')}"

    def prepare(self, *, recreate: bool) -> None:
        """Make the collection, or make sure that it has our fields."""
        schema = typesense.FORM.settings(self.index)
        try:
            found = self.client.json("GET", self._path)
        except PushError as error:
            if error.problem is not PushProblem.NOT_FOUND:
                raise
            self.client.json("POST", "/collections", schema)
            return
        if recreate:
            self.client.json("DELETE", self._path)
            self.client.json("POST", "/collections", schema)
        elif not _has_fields(found, schema):
            raise PushError(PushProblem.CHANGED, self.index)

    def held(self) -> Mapping[str, str]:
        """Return the digest of every document, by id."""
        path = f"{self._path}/documents/export?include_fields=id,{DIGEST}"
        lines = self.client.call("GET", path).splitlines()
        return {one["id"]: one.get(DIGEST, "") for one in map(parsed, lines)}

    def send(self, batch: Sequence[Document]) -> Sequence[Refusal]:
        """Put the documents in, in the place of older ones."""
        body = typesense.FORM.bulk(batch, self.index).encode()
        path = f"{self._path}/documents/import?action=upsert"
        lines = self.client.call("POST", path, body, "text/plain").splitlines()
        answers = [parsed(line) for line in lines]
        if len(answers) != len(batch):
            raise PushError(PushProblem.NO_JSON)
        refusals = [
            Refusal(one["id"], str(answer.get("error", "")))
            for one, answer in zip(batch, answers, strict=True)
            if not answer.get("success")
        ]
        if any(failed_by(one.reason) for one in refusals):
            raise PushError(PushProblem.FULL, refusals[0].reason)
        return refusals

    def remove(self, ids: Sequence[str]) -> None:
        """Take documents out."""
        for start in range(0, len(ids), _IDS):
            wanted = urlencode({"filter_by": f"id:[{','.join(ids[start : start + _IDS])}]"})
            self.client.json("DELETE", f"{self._path}/documents?{wanted}")

    def finish(self) -> None:
        """Do nothing: what was put in is found at once."""

    def power_of(self, key: str) -> KeyPower:
        """Return what *key* may do: a key that lists keys administers."""
        client = replace(self.client, headers=key_header(key), tries=1)
        query = urlencode({"q": "*", "query_by": "title_words", "per_page": 0})
        return KeyPower(
            searches=_may(client, f"{self._path}/documents/search?{query}"),
            administers=_may(client, "/keys"),
        )


def _may(client: EngineClient, path: str) -> bool:
    try:
        client.call("GET", path)
    except PushError as error:
        if error.problem is PushProblem.REFUSED:
            return False
        raise
    return True


def _has_fields(found: Any, schema: dict[str, Any]) -> bool:
    """Tell whether a collection has the fields of *schema*, as they are there."""
    try:
        fields = {one["name"]: one for one in found["fields"]}
    except (KeyError, TypeError) as error:
        raise PushError(PushProblem.NO_JSON, json.dumps(found)[:80]) from error
    return all(
        fields.get(one["name"], {}).get(key, default) == one.get(key, default)
        for one in schema["fields"]
        for key, default in (("type", ""), ("facet", False), ("index", True))
    )
