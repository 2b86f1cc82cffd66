"""Data from elsewhere made to fit a JSON schema: what fits is kept, what does not is told.

The part of JSON Schema (2020-12) that the schema of ``archive.json`` uses: ``$ref`` into
``$defs``, ``type``, ``const``, ``enum``, ``pattern``, ``minLength``, ``maxLength``, ``minimum``,
``items``, ``properties`` and ``required``. Keys that the schema does not name are left out, so
that a later minor version is read as an earlier one. A value that does not fit is left out
where it may be, else that which needs it is; an item of a list goes alone.
"""

from __future__ import annotations

import re
from typing import Any

#: No title, name or notice of a seminar is longer, in characters.
LONGEST = 10_000
#: Problems that are kept with their place; the others are counted.
MOST_TOLD = 20


class Misfit:
    """In the place of a value that does not fit."""


_MISFIT = Misfit()


class Fitter:
    """Fits values to the parts of one schema; ``problems`` counts what did not fit.

    ``places`` holds where the first of them stood, as ``sessions[3].date``.
    """

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        self._definitions = schema.get("$defs", {})
        self.places: list[str] = []
        self.problems = 0

    def fit(self, value: object) -> Any:
        """Return *value* as the schema has it.

        :raises ValueError: when it does not fit as a whole.
        """
        found = self._fit(value, self._schema, "")
        if isinstance(found, Misfit):
            raise ValueError(self.places[-1] if self.places else "")  # noqa: TRY004 (a value)
        return found

    def _fit(self, value: object, schema: dict[str, Any], place: str) -> Any:
        if "$ref" in schema:
            schema = self._definitions[schema["$ref"].rpartition("/")[2]]
        kind = schema.get("type")
        if kind == "object":
            return self._object(value, schema, place)
        if kind == "array":
            return self._array(value, schema, place)
        return value if _is_plain(value, schema) else self._miss(place)

    def _object(self, value: object, schema: dict[str, Any], place: str) -> Any:
        if not isinstance(value, dict):
            return self._miss(place)
        found = {}
        required = schema.get("required", ())
        for name, inner in schema.get("properties", {}).items():
            if name not in value:
                if name in required:
                    return self._miss(f"{place}.{name}")
                continue
            fitting = self._fit(value[name], inner, f"{place}.{name}")
            if not isinstance(fitting, Misfit):
                found[name] = fitting
            elif name in required:
                return _MISFIT
        return found

    def _array(self, value: object, schema: dict[str, Any], place: str) -> Any:
        if not isinstance(value, list):
            return self._miss(place)
        items = schema.get("items", {})
        found = [self._fit(item, items, f"{place}[{at}]") for at, item in enumerate(value)]
        return [item for item in found if not isinstance(item, Misfit)]

    def _miss(self, place: str) -> Misfit:
        self.problems += 1
        if len(self.places) < MOST_TOLD:
            self.places.append(place.removeprefix("."))
        return _MISFIT


def _is_plain(value: object, schema: dict[str, Any]) -> bool:
    """Tell whether *value*, neither an object nor a list, is what *schema* says."""
    if "const" in schema:
        return type(value) is type(schema["const"]) and value == schema["const"]
    if "enum" in schema:
        return isinstance(value, str) and value in schema["enum"]
    if schema.get("type") == "integer":
        return _is_number(value, schema)
    return _is_text(value, schema)


def _is_text(value: object, schema: dict[str, Any]) -> bool:
    longest = schema.get("maxLength", LONGEST)
    if not isinstance(value, str) or not schema.get("minLength", 0) <= len(value) <= longest:
        return False
    # The schema's own patterns, all of them anchored and linear.
    return "pattern" not in schema or re.search(schema["pattern"], value) is not None


def _is_number(value: object, schema: dict[str, Any]) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return is_number and value >= schema.get("minimum", value)
