"""JSON as texts: numbers stay as they were written, and nesting and size are bounded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_seminar.importers.marked import DEEPEST, MOST_VALUES, Mapping, Scalar, Sequence, Value
from sphinx_seminar.importers.sources import SourceError, SourceProblem

if TYPE_CHECKING:
    from sphinx_seminar.importers.sources import Source


def load_json(source: Source) -> Value:
    """Return what the file holds.

    :raises SourceError: for what is no JSON, or nests or holds more than any export.
    """
    try:
        data = json.loads(source.text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise SourceError(SourceProblem.SYNTAX, source.name, error.msg, error.lineno) from error
    except RecursionError as error:
        raise SourceError(SourceProblem.TOO_DEEP, source.name) from error
    return _Walk(source.name).value(data, 0)


class _Walk:
    """Makes values, and counts them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0

    def value(self, data: Any, depth: int) -> Value:
        self._count += 1
        if depth > DEEPEST or self._count > MOST_VALUES:
            raise SourceError(SourceProblem.TOO_DEEP, self._name)
        if isinstance(data, dict):
            found = Mapping()
            for key, inner in data.items():
                found[key] = self.value(inner, depth + 1)
            return found
        if isinstance(data, list):
            return Sequence(self.value(inner, depth + 1) for inner in data)
        if isinstance(data, bool):
            return Scalar(str(data).lower())
        return Scalar("" if data is None else str(data))


class Lines:
    """The lines on which texts stand in a file, asked for in the order of the file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._line = 1

    def of(self, value: str) -> int:
        """Return the line of the next *value*, a whole string of JSON; the last one if none."""
        for ascii_only in (False, True):
            shown = json.dumps(value, ensure_ascii=ascii_only)
            found = self._text.find(shown, self._position) if value else -1
            if found >= 0:
                self._line += self._text.count("\n", self._position, found)
                self._position = found
                break
        return self._line
