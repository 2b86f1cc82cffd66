"""Reads records of JSON that may come from anywhere: a value of another kind counts as absent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Fields:
    """A record; what it does not know of is left alone, so that a later version may add to it."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._record = record

    def __contains__(self, name: str) -> bool:
        return name in self._record

    def text(self, name: str) -> str:
        """Return a text, '' when there is none; no file holds a NUL."""
        value = self._record.get(name)
        return value.replace("\0", "") if isinstance(value, str) else ""

    def line(self, name: str) -> str:
        """Return a text on one line."""
        return " ".join(self.text(name).split())

    def number(self, name: str) -> int:
        """Return a whole number, 0 when there is none."""
        value = self._record.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def numbers(self, name: str) -> list[int]:
        """Return a list of whole numbers."""
        value = self._record.get(name)
        found = value if isinstance(value, list) else []
        return [one for one in found if isinstance(one, int) and not isinstance(one, bool)]

    def leading_number(self, name: str) -> int:
        """Return the first number of the first list in a list, 0 when there is none."""
        value = self._record.get(name)
        while isinstance(value, list) and value:
            value = value[0]
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def is_set(self, name: str) -> bool:
        """Tell whether a field is ``true``."""
        return self._record.get(name) is True

    def is_off(self, name: str) -> bool:
        """Tell whether a field is ``false``."""
        return self._record.get(name) is False

    def texts(self, name: str) -> list[str]:
        """Return a list of texts."""
        value = self._record.get(name)
        found = value if isinstance(value, list) else []
        return [one.replace("\0", "") for one in found if isinstance(one, str)]

    def record(self, name: str) -> Fields:
        """Return a record, an empty one when there is none."""
        value = self._record.get(name)
        return Fields(value if isinstance(value, dict) else {})

    def records(self, name: str) -> Iterator[Fields]:
        """Yield the records of a list."""
        value = self._record.get(name)
        for one in value if isinstance(value, list) else ():
            if isinstance(one, dict):
                yield Fields(one)

    def fields(self) -> Iterator[tuple[str, object]]:
        """Yield the names and values of all fields."""
        yield from self._record.items()
