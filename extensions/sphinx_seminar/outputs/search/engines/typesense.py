"""Typesense: the schema of a collection, and documents as JSON lines (API of version 0.24)."""

from __future__ import annotations

from typing import Any

from sphinx_seminar.outputs.search.engines import fields
from sphinx_seminar.outputs.search.engines.form import Form, json_lines


def _settings(index: str) -> dict[str, Any]:
    """Return the schema of the collection *index*."""
    facets = set(fields.FACETS.values())
    schema = [
        {"name": "kind", "type": "string", "facet": True},
        {"name": fields.SORTED, "type": "int32"},
    ]
    schema += [_field(name, "string", searched=False) for name in (*fields.SHOWN, fields.DIGEST)]
    schema += [
        {"name": name, "type": "string[]", "facet": True, "optional": True}
        if name in facets
        else _field(name, "string[]", searched=False)
        for name in fields.LISTS
    ]
    schema += [_field(name, "string", searched=True) for name in fields.SEARCHED]
    return {"name": index, "fields": schema, "default_sorting_field": fields.SORTED}


def _field(name: str, kind: str, *, searched: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind, "optional": True}
    return field if searched else {**field, "index": False}


#: The documents are the body of ``POST /collections/INDEX/documents/import``.
FORM = Form(_settings, "documents.jsonl", json_lines)
