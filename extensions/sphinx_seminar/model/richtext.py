"""Text with inline styles: a flat sequence of runs, as titles and bibliography fields need it.

A run carries a set of styles, so that nesting (emphasis inside case protection)
needs no tree. The order of styles in a run is fixed, and adjacent runs with
equal styles are merged: equal texts are equal values.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable


class Style(StrEnum):
    """An inline style. ``MATH`` holds LaTeX source without delimiters."""

    MATH = "math"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    SMALLCAPS = "smallcaps"
    #: Case protection: no style may change the letters' case.
    NOCASE = "nocase"
    #: Quoted text; the marks belong to the language, not to the text.
    QUOTED = "quoted"


class Run(NamedTuple):
    """A stretch of text in one set of styles (sorted, without repetition)."""

    text: str
    styles: tuple[Style, ...] = ()


RichText: TypeAlias = tuple[Run, ...]


def rich(text: str) -> RichText:
    """Return *text* as unstyled rich text."""
    return (Run(text),) if text else ()


def joined(runs: Iterable[Run]) -> RichText:
    """Return *runs* with empty ones dropped and equal neighbours merged."""
    kept = (run for run in runs if run.text)
    return tuple(
        Run("".join(run.text for run in group), styles)
        for styles, group in groupby(kept, key=lambda run: run.styles)
    )


def plain(text: RichText) -> str:
    """Return the characters of *text*; formulas stand between dollar signs."""
    return "".join(f"${run.text}$" if Style.MATH in run.styles else run.text for run in text)
