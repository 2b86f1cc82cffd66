"""The bibliography files: read once, parsed again only when their bytes change."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.domain.deferring import deferred
from sphinx_seminar.domain.privacy.typed import without_secrets
from sphinx_seminar.model.finding import Finding, FindingKind, Location

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from sphinx_seminar.model.library import Library

# Needed only when the bibliography has changed.
decode_bib = deferred("sphinx_seminar.parsing.bibtex:decode_bib")
parse_library = deferred("sphinx_seminar.parsing.bibtex:parse_library")


class Shelf(NamedTuple):
    """A parsed library with the digest of the bytes that it was parsed from."""

    digest: str
    library: Library
    findings: tuple[Finding, ...]


def load_shelf(
    srcdir: Path, bibfiles: Sequence[str], kept: Shelf | None, harmless: Collection[str] = ()
) -> Shelf:
    """Return the library of *bibfiles*; *kept* when it was made of the same bytes.

    Access to meetings in it is masked, but for the *harmless* texts.
    """
    contents: list[tuple[str, bytes]] = []
    missing: list[Finding] = []
    for name in bibfiles:
        try:
            contents.append((name, (srcdir / name).read_bytes()))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            missing.append(
                Finding(FindingKind.BIB_FILE, name, detail=reason, location=Location("conf.py"))
            )
    names = (*(finding.value for finding in missing), *sorted(harmless))
    digest = _digest([*contents, *((name, b"") for name in names)])
    if kept is not None and kept.digest == digest:
        return kept
    sources: list[tuple[str, str]] = []
    findings = missing
    for name, data in contents:
        text, found = decode_bib(data, name)
        findings.extend(found)
        text, typed = without_secrets(text, name, harmless)
        findings.extend(typed)
        sources.append((name, text))
    library = parse_library(sources)
    return Shelf(digest, library, (*findings, *library.findings))


def _digest(contents: Sequence[tuple[str, bytes]]) -> str:
    digest = blake2b(digest_size=16)
    for name, data in contents:
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
