"""Meilisearch: index settings, and documents as JSON lines (API of version 1)."""

from __future__ import annotations

from typing import Any

from sphinx_seminar.outputs.search.engines import fields
from sphinx_seminar.outputs.search.engines.form import Form, json_lines

_MOST = 20_000


def _settings(_index: str) -> dict[str, Any]:
    """Return the body of ``PATCH /indexes/INDEX/settings``."""
    return {
        "searchableAttributes": list(fields.SEARCHED),
        "filterableAttributes": list(fields.FACETS.values()),
        "sortableAttributes": [fields.SORTED],
        "displayedAttributes": ["id", "kind", *fields.SHOWN, *fields.LISTS, fields.DIGEST],
        # Weights are the order of the attributes.
        "rankingRules": [
            "words",
            "typo",
            "proximity",
            "attribute",
            "sort",
            "exactness",
            f"{fields.SORTED}:desc",
        ],
        "typoTolerance": {
            "disableOnAttributes": [name for name, (_, lax) in fields.SEARCHED.items() if not lax]
        },
        "pagination": {"maxTotalHits": _MOST},
        "faceting": {"maxValuesPerFacet": 1000},
    }


#: The documents are the body of ``POST /indexes/INDEX/documents``.
FORM = Form(_settings, "documents.jsonl", json_lines)
