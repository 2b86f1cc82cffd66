"""A library: what bibliography files hold, as far as it could be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_seminar.model.finding import Finding
    from sphinx_seminar.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Library:
    """The readings of all files in order, the @string blocks by macro name, and the problems.

    A lossless export of a reading is its ``raw``, preceded by the blocks of its
    ``macros`` and followed by its ``parents``, with theirs.
    """

    readings: tuple[Reading, ...] = ()
    strings: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
