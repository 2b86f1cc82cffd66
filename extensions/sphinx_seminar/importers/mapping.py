"""``import.toml``: what the columns and keys of a source mean, as a person said once.

A table for each source (its file and the folder around it), ``"*"`` for all of them; in it
a place of :class:`~.slots.Slot` for each name.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from sphinx_seminar.importers.columns import Columns, folded_name
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.sources import SourceError, SourceProblem
from sphinx_seminar.model.finding import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

FILENAME = "import.toml"
EVERY = "*"
_HEAD = """\
# What the columns and keys of imported sources mean; `seminar import --map NAME=PLACE` adds to it.
"""
#: Places that a person may choose.
PLACES = tuple(slot.value for slot in Slot if slot is not Slot.UNKNOWN)

Mappings = dict[str, dict[str, Slot]]


def read_mappings(data: bytes | None) -> Mappings:
    """Return the mappings in the file's bytes *data*.

    :raises SourceError: for what is no TOML, or an unknown place.
    """
    try:
        read = tomllib.loads((data or b"").decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(SourceProblem.SYNTAX, FILENAME, str(error)) from error
    found: Mappings = {}
    for source, names in read.items():
        if not isinstance(names, dict):
            raise SourceError(SourceProblem.SYNTAX, FILENAME, source)
        found[source] = {name: parse_place(str(place)) for name, place in names.items()}
    return found


def parse_place(text: str) -> Slot:
    """Return the place that *text* names.

    :raises SourceError: for an unknown one, with the nearest.
    """
    folded = text.strip().casefold().replace("_", "-").replace(" ", "-")
    if folded not in PLACES:
        near = nearest(folded, PLACES)
        hint = f"; did you mean {near}?" if near else f"; places: {', '.join(PLACES)}"
        raise SourceError(SourceProblem.SYNTAX, FILENAME, f"{text!r} is no place{hint}")
    return Slot(folded)


def columns_for(source: str, mappings: Mappings) -> Columns:
    """Return how the names of *source* are read."""
    chosen: dict[str, Slot] = {}
    for table in (EVERY, source):
        chosen |= {folded_name(name): slot for name, slot in mappings.get(table, {}).items()}
    return Columns(chosen)


def mappings_bytes(mappings: Mapping[str, Mapping[str, Slot]]) -> bytes:
    """Return the file's content."""
    lines = [_HEAD]
    for source, names in sorted(mappings.items()):
        lines.append(f"[{_quoted(source)}]")
        lines += [f'{_quoted(name)} = "{slot.value}"' for name, slot in names.items()]
        lines.append("")
    return "\n".join(lines).encode()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
