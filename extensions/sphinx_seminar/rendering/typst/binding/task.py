"""What the binder is told, as it is passed from process to process."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A PDF of which the pages ``[first:end]``, counted from 0, are pages of the volume."""

    path: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a gathering: its page there, counted from 0, and what is printed on it.

    ``gathering`` counts from 0. ``x`` and ``y`` are points from the upper left corner.
    """

    gathering: int
    page: int
    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Task:
    """A volume to be bound.

    ``front`` has the title page, the contents, what the volume says of itself and, on pages
    that are left out, for each heading of the gatherings one with a label of ``headings``.
    A link in a gathering that leads to the place ``n`` of ``places`` points at its first page
    with ``n`` points to the right.
    """

    front: Part
    gatherings: tuple[Part, ...]
    places: tuple[Place, ...]
    headings: dict[str, Place]
    output: str

    def dumped(self) -> str:
        """Return the task as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def loaded(cls, text: str) -> Task:
        """Return the task of the JSON *text*."""
        told: dict[str, Any] = json.loads(text)
        return cls(
            front=Part(**told["front"]),
            gatherings=tuple(Part(**one) for one in told["gatherings"]),
            places=tuple(Place(**one) for one in told["places"]),
            headings={label: Place(**one) for label, one in told["headings"].items()},
            output=told["output"],
        )
