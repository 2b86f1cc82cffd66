"""CSL-JSON: what Zotero, pandoc and every CSL processor read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def export_csl(items: Iterable[dict[str, Any]]) -> bytes:
    """Return *items* as a CSL-JSON file, one item a line so that versions can be compared."""
    lines = ",\n".join(json_text(item) for item in items)
    return f"[\n{lines}\n]\n".encode("utf-8", "replace") if lines else b"[]\n"


def json_text(value: object) -> str:
    """Return *value* as JSON on one line, in Unicode."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
