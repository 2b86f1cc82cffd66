"""What is new, changed and gone between two copies of an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.parsing.federation.lockfile import Copy

#: The lists of an archive whose changes are told.
COMPARED = ("sessions", "readings", "people")


class Change(NamedTuple):
    """How one list of records changed: ids that came, that say something else, that went."""

    records: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    total: int


def compare(before: Copy | None, now: Copy) -> list[Change]:
    """Return how *now* differs from *before*, a change for each list."""
    changes = []
    for name in COMPARED:
        old = _by_id(before.archive.get(name, ())) if before else {}
        new = _by_id(now.archive.get(name, ()))
        changes.append(
            Change(
                name,
                tuple(key for key in new if key not in old),
                tuple(key for key, one in new.items() if key in old and old[key] != one),
                tuple(key for key in old if key not in new),
                len(new),
            )
        )
    return changes


def _by_id(records: Iterable[object]) -> dict[str, object]:
    return {str(one.get("id", "")): one for one in records if isinstance(one, dict)}
