"""OpenSearch, and Elasticsearch: index settings, and documents for ``_bulk``.

The texts that are searched are folded and divided by spaces already, so that the plainest
analyser of all fits them, and no plugin is needed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_seminar.outputs.search.engines.document import (
    DIGEST,
    FACETS,
    FORMAT,
    LISTS,
    SEARCHED,
    SHOWN,
    SORTED,
    line_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.outputs.search.engines.document import Document

#: What tells an index of ours.
MARK = "sphinx-seminar"


def settings(index: str) -> dict[str, Any]:
    """Return the body of ``PUT /INDEX``."""
    del index
    keyword = {"type": "keyword"}
    # Without doc_values a value may be longer than 32,766 bytes.
    unsearched = {"type": "keyword", "index": False, "doc_values": False}
    facets = set(FACETS.values())
    properties = {
        "id": keyword,
        "kind": keyword,
        SORTED: {"type": "integer"},
        DIGEST: unsearched,
        **{name: {"type": "text", "index": False} for name in SHOWN},
        **{name: keyword if name in facets else unsearched for name in LISTS},
        **{name: {"type": "text", "analyzer": "whitespace"} for name in SEARCHED},
    }
    return {
        "settings": {"index": {"number_of_shards": 1, "number_of_replicas": 0}},
        "mappings": {"dynamic": False, "_meta": {MARK: FORMAT}, "properties": properties},
    }


def settings_file(index: str) -> str:
    """Return the file with the settings."""
    return json.dumps(settings(index), indent=2) + "\n"


def bulk(documents: Iterable[Document], index: str) -> str:
    """Return *documents* as the body of ``POST /_bulk``: each after a line that names it."""
    return "".join(
        line_of({"index": {"_index": index, "_id": one["id"]}}) + line_of(one) for one in documents
    )
