"""What the last check found, kept in ``_build/check/findings.json``.

- ``digest`` is that of everything the findings depend on but the day; with the day, it
  tells whether they still hold.
- ``read`` are the problems that a page has when it is read, by the page's name: whoever
  reads only what changed needs those of all other pages.

The file is replaced whole, before the environment that it belongs to. A file that cannot be
read as one of this form is none: then everything is read anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Below the archive's folder.
FOLDER = "_build/check"
_FILE = "findings.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Noted:
    """The findings of a check; ``zone`` is where the ``day`` counts, '' for one that is fixed."""

    digest: str
    day: str
    zone: str
    outside: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


def read_noted(folder: Path) -> Noted | None:
    """Return what the last check of the archive in *folder* found; None where nothing is known."""
    try:
        data = json.loads((folder / FOLDER / _FILE).read_bytes())
        if data["format"] != _FORMAT:
            return None
        return Noted(
            str(data["digest"]),
            str(data["day"]),
            str(data["zone"]),
            tuple(str(path) for path in data["outside"]),
            _problems(data["problems"]),
            {str(name): _problems(found) for name, found in data["read"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_noted(folder: Path, noted: Noted) -> None:
    """Keep *noted*.

    :raises OSError: when it cannot be written.
    """
    data = {
        "format": _FORMAT,
        "digest": noted.digest,
        "day": noted.day,
        "zone": noted.zone,
        "outside": noted.outside,
        "problems": [one.as_data() for one in noted.problems],
        "read": {
            name: [one.as_data() for one in found] for name, found in sorted(noted.read.items())
        },
    }
    path = folder / FOLDER / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{_FILE}.tmp")
    temporary.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    temporary.replace(path)


def _problems(data: Any) -> tuple[Problem, ...]:
    return tuple(Problem.of_data(one) for one in data)
