"""A line taken apart, and the ways in which it could be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sphinx_seminar.importers.texts import Linked, Text

#: Signs at the ends of the parts of a line.
EDGES = " \t\n\x0b\x0c,;:|–—-·•"
#: Brackets whose links were taken out of them.
EMPTY_BRACKETS = re.compile(r"[(\[]\s*[,;|/&]*\s*[)\]]")


@dataclass(frozen=True, slots=True)
class Split:
    """A line taken apart. ``way`` names how, '' where nothing had to be taken apart."""

    title: Text = field(default_factory=Text)
    speaker: Text = field(default_factory=Text)
    venue: str = ""
    body: Text = field(default_factory=Text)
    rest: tuple[Text, ...] = ()
    links: tuple[Linked, ...] = ()
    way: str = ""
    is_sure: bool = False


class Way(NamedTuple):
    """One reading of a line, and how good it is."""

    name: str
    score: float
    title: Text
    speaker: Text
