"""Links of a volume that is set in gatherings: by numbers of places, which the binder knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.typst.binding.task import Place

if TYPE_CHECKING:
    from collections.abc import Sequence


class Numbered:
    """Links to places by their numbers, and the places, as far as they are known."""

    def __init__(self, guess: int) -> None:
        self._numbers: dict[str, int] = {}
        #: The number of a page that is not known yet.
        self._guess = guess
        self.places: dict[str, Place] = {}
        #: Whether all has been set once: what has no place then is nowhere.
        self.is_complete = False

    def link(self, label: str) -> str:
        """Return what opens a link to *label*."""
        return f"#link(there({self._number(label)}))" if self._is_somewhere(label) else "#text()"

    def page(self, label: str) -> str:
        """Return what shows the page of *label*, after a reference."""
        return f"#page-of({self._told(label)})" if self._is_somewhere(label) else ""

    def pages(self, labels: Sequence[str]) -> str:
        """Return what shows the pages of *labels* in an index."""
        targets = ", ".join(self._told(label) for label in labels if self._is_somewhere(label))
        return f"#pages-of({targets});" if targets else ""

    def heading(self, index: int) -> str:
        """Return the label of a heading that nothing links to but the contents."""
        return f"seminar-heading-{index}"

    def targets(self) -> tuple[Place, ...]:
        """Return the places that links lead to, in the order of their numbers."""
        # a number that was given before its label turned out to be nowhere is used no more
        unused = Place(0, 0, 0, 0, 1)
        return tuple(self.places.get(label, unused) for label in self._numbers)

    def _is_somewhere(self, label: str) -> bool:
        return not self.is_complete or label in self.places

    def _told(self, label: str) -> str:
        place = self.places.get(label)
        return f"told({self._number(label)}, {place.number if place else self._guess})"

    def _number(self, label: str) -> int:
        return self._numbers.setdefault(label, len(self._numbers))
