# ruff: noqa: INP001 - a package named typst would hide the real one
"""What a program of others says of a PDF, without what it misreads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import page

if TYPE_CHECKING:
    from pathlib import Path

#: It takes a stream that ends with a carriage return, before the line feed that follows every
#: stream, for one byte shorter than it is.
_LENGTH = "PDFA3A-STREAM-LENGTH-001"
_STREAM = re.compile(rb"/Length (\d+)\b(?! \d+ R)[^>]*(?:>(?!>)[^>]*)*>>\s*stream\r?\n")


def failures(path: Path, profile: str) -> list[tuple[str, str]]:
    """Return the rules of *profile*, ua1 or 3a, that the PDF at *path* breaks, and how."""
    report = page.validate_pdf(path, profile=profile)
    found = [(failure.rule_id, failure.message) for failure in report.failures]
    if _lengths_are_right(path.read_bytes()):
        found = [one for one in found if one[0] != _LENGTH]
    assert report.is_compliant or report.failures
    return found


def _lengths_are_right(data: bytes) -> bool:
    ends = [found.end() + int(found[1]) for found in _STREAM.finditer(data)]
    return bool(ends) and all(re.match(rb"\r?\n?endstream", data[end : end + 12]) for end in ends)
