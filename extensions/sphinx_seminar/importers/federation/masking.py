"""Access to meetings in a record of another archive is masked before anything is written.

All texts of a record are looked at as one, since a page shows them beside each other: a word
in one and a number in the next may make a passcode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.secrets import MASK, find_secrets

if TYPE_CHECKING:
    from collections.abc import Container, Iterator


#: Values of these keys are no prose: dates and ids beside a word are no passcode.
_CODES = frozenset({
    "id", "series", "page", "date", "start", "end", "zone", "starts-at", "ends-at", "status",
    "format", "moved-to", "moved-from", "language", "reading", "role", "orcid", "type", "DOI",
    "ISBN", "first", "last", "version",
})  # fmt: skip


def mask_secrets(record: Any, harmless: Container[str] = ()) -> int:
    """Mask the secrets in the texts of *record*, in place; return how many there were."""
    slots = list(_slots(record))
    texts = [str(holder[key]) for holder, key in slots]
    secrets = find_secrets("\n".join(texts), harmless)
    if not secrets:
        return 0
    start = 0
    for (holder, key), text in zip(slots, texts, strict=True):
        shown, position = "", 0
        for secret in secrets:
            first, last = max(secret.start - start, 0), min(secret.end - start, len(text))
            if first < last:
                shown += text[position:first] + MASK
                position = last
        if position:
            holder[key] = shown + text[position:]
        start += len(text) + 1
    return len(secrets)


def _slots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield where each text of *value* is kept: its holder, and the key or position in it."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        if key in _CODES:
            continue
        if isinstance(inner, str):
            yield value, key
        elif isinstance(inner, dict | list):
            yield from _slots(inner)
