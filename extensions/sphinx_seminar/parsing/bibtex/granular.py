"""References to one field of an ``@xdata`` entry, or to one item of it: ``xdata=key-field-2``.

biblatex manual, section 3.13.6. The whole value of a field may be a reference, and
so may each name and each item of a list; without a number it brings all items.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.reading import Role
from sphinx_seminar.parsing.bibtex.fieldkinds import LISTS
from sphinx_seminar.parsing.bibtex.namewords import split_names

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

#: How a reference begins.
MARKER = "xdata="
#: How it is written.
FORMS = ("xdata=KEY-FIELD", "xdata=KEY-FIELD-NUMBER")
#: How many characters a field may come to by references.
LONGEST = 65_536

_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_NAMES = frozenset({
    *(role.value for role in Role), "namea", "nameb", "namec", "shortauthor", "shorteditor",
    "sortname",
})  # fmt: skip


class Goal(NamedTuple):
    """Where a reference leads: an entry, its field, and the item counted from 1 (0 for all)."""

    key: str
    name: str
    number: int = 0


def items(name: str, value: str) -> list[str]:
    """Return the items of the field *name*: its whole value, unless it holds names or a list."""
    return [value.strip()] if _kind(name) == "text" else split_names(value)


def find_pointers(name: str, value: str) -> list[str]:
    """Return the references in the field *name*, as they are written."""
    return [item for item in items(name, value) if item.startswith(MARKER)]


def find_goal(pointer: str, keys: Container[str]) -> Goal | None:
    """Return where the reference *pointer* leads among *keys*, which may hold hyphens, or None."""
    start, _, last = pointer.removeprefix(MARKER).strip().rpartition("-")
    if _NUMBER.fullmatch(last):
        key, _, name = start.rpartition("-")
        if key in keys:
            return Goal(key, name.lower(), int(last))
    return Goal(start, last.lower()) if start in keys else None


def are_alike(one: str, other: str) -> bool:
    """Whether an item of the field *one* may stand in the field *other*."""
    return _kind(one) == _kind(other)


def filled(name: str, value: str, brought: Mapping[str, Sequence[str]]) -> str:
    """Return the field *name* with what its references have *brought*; others stay as written."""
    parts = (part for item in items(name, value) for part in brought.get(item, [item]))
    return " and ".join(parts)


def _kind(name: str) -> str:
    if name in _NAMES:
        return "names"
    return "list" if name in LISTS else "text"
