"""Typesense: the schema of a collection, and documents as JSON lines (API of version 0.24)."""

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


def settings(index: str) -> dict[str, Any]:
    """Return the schema of the collection *index*."""
    facets = set(FACETS.values())
    fields = [{"name": "kind", "type": "string", "facet": True}, {"name": SORTED, "type": "int32"}]
    fields += [_field(name, "string", searched=False) for name in (*SHOWN, DIGEST)]
    fields += [
        {"name": name, "type": "string[]", "facet": True, "optional": True}
        if name in facets
        else _field(name, "string[]", searched=False)
        for name in LISTS
    ]
    fields += [_field(name, "string", searched=True) for name in SEARCHED]
    return {"name": index, "fields": fields, "default_sorting_field": SORTED}


def _field(name: str, kind: str, *, searched: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind, "optional": True}
    return field if searched else {**field, "index": False}


def settings_file(index: str) -> str:
    """Return the file with the schema: the body of ``POST /collections``."""
    return json.dumps(settings(index), indent=2) + "\n"


def bulk(documents: Iterable[Document], index: str) -> str:
    """Return *documents* as the body of ``POST /collections/INDEX/documents/import``."""
    del index
    return "".join(map(line_of, documents))
