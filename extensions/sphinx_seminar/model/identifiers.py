"""Identifiers of works (DOI, arXiv, ISBN, URL), recognised in any spelling, one normal form each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What names a work outside the archive, each in its normal form; '' or () when absent."""

    doi: str = ""
    arxiv: str = ""
    isbns: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
