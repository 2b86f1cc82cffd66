"""JSON of any kind: the exports that are known by their shape, else lists of records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.structured import (
    data,
    frab_json,
    indico,
    pyvideo,
    researchseminars,
)
from sphinx_seminar.importers.structured.json_text import Lines, load_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.entries import Page
    from sphinx_seminar.importers.marked import Value
    from sphinx_seminar.importers.sources import Source


class _Shape(NamedTuple):
    is_mine: Callable[[Value], bool]
    page_of: Callable[[Source, Value, Lines], Page]


_SHAPES = tuple(
    _Shape(module.is_mine, module.page_of)
    for module in (frab_json, indico, researchseminars, pyvideo)
)


def claims(source: Source) -> bool:
    """Tell whether the text begins as JSON does."""
    return source.text.lstrip()[:1] in {"{", "["}


def read(source: Source, columns: Columns) -> Page:
    """Return the page of the first shape that fits."""
    value = load_json(source)
    for shape in _SHAPES:
        if shape.is_mine(value):
            return shape.page_of(source, value, Lines(source.text))
    return data.page_of(source, value, columns)
