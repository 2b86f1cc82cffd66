"""Meilisearch: index settings, and documents as JSON lines (API of version 1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_seminar.outputs.search.engines.document import (
    DIGEST,
    FACETS,
    LISTS,
    SEARCHED,
    SHOWN,
    SORTED,
    line_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.outputs.search.engines.document import Document

_MOST = 20_000


def settings(index: str) -> dict[str, Any]:
    """Return the body of ``PATCH /indexes/INDEX/settings``."""
    del index
    return {
        "searchableAttributes": list(SEARCHED),
        "filterableAttributes": list(FACETS.values()),
        "sortableAttributes": [SORTED],
        "displayedAttributes": ["id", "kind", *SHOWN, *LISTS, DIGEST],
        # Weights are the order of the attributes.
        "rankingRules": [
            "words",
            "typo",
            "proximity",
            "attribute",
            "sort",
            "exactness",
            f"{SORTED}:desc",
        ],
        "typoTolerance": {
            "disableOnAttributes": [name for name, (_, lax) in SEARCHED.items() if not lax]
        },
        "pagination": {"maxTotalHits": _MOST},
        "faceting": {"maxValuesPerFacet": 1000},
    }


def settings_file(index: str) -> str:
    """Return the file with the settings."""
    return json.dumps(settings(index), indent=2) + "\n"


def bulk(documents: Iterable[Document], index: str) -> str:
    """Return *documents* as the body of ``POST /indexes/INDEX/documents``."""
    del index
    return "".join(map(line_of, documents))
