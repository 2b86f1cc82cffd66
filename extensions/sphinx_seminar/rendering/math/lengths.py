"""Lengths of math-core's MathML."""

from __future__ import annotations

import re

_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(em|rem|ex|pt|px)\s*")
#: Ems of each unit; math-core's rem is ten points of TeX.
_EMS = {"em": 1.0, "rem": 1.0, "ex": 0.45, "pt": 0.1, "px": 0.075}


def length(text: str) -> float | None:
    """Return a length in ems, None when *text* is none."""
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _EMS[match[2]] if match else None
