"""OpenSearch, and Elasticsearch: index settings, and documents for ``_bulk``.

The texts that are searched are folded and divided by spaces already, so that the plainest
analyser of all fits them, and no plugin is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_seminar.outputs.search.engines import fields
from sphinx_seminar.outputs.search.engines.document import FORMAT, line_of
from sphinx_seminar.outputs.search.engines.form import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.outputs.search.engines.document import Document

#: What tells an index of ours.
MARK = "sphinx-seminar"


def _settings(_index: str) -> dict[str, Any]:
    """Return the body of ``PUT /INDEX``."""
    keyword = {"type": "keyword"}
    # Without doc_values a value may be longer than 32,766 bytes.
    unsearched = {"type": "keyword", "index": False, "doc_values": False}
    facets = set(fields.FACETS.values())
    properties = {
        "id": keyword,
        "kind": keyword,
        fields.SORTED: {"type": "integer"},
        fields.DIGEST: unsearched,
        **{name: {"type": "text", "index": False} for name in fields.SHOWN},
        **{name: keyword if name in facets else unsearched for name in fields.LISTS},
        **{name: {"type": "text", "analyzer": "whitespace"} for name in fields.SEARCHED},
    }
    return {
        "settings": {"index": {"number_of_shards": 1, "number_of_replicas": 0}},
        "mappings": {"dynamic": False, "_meta": {MARK: FORMAT}, "properties": properties},
    }


def _bulk(documents: Iterable[Document], index: str) -> str:
    """Return *documents* as the body of ``POST /_bulk``: each after a line that names it."""
    return "".join(
        line_of({"index": {"_index": index, "_id": one["id"]}}) + line_of(one) for one in documents
    )


FORM = Form(_settings, "bulk.ndjson", _bulk)
