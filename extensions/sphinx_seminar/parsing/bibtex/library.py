"""Bibliography files as a library of readings: nothing that stands in a file vanishes.

Every entry becomes a reading or an error that names it. Files are read together:
macros and parents cross them, and a key counts where it stands first.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.library import Library
from sphinx_seminar.parsing.bibtex.blocks import Blocks, RawEntry, RawFailure
from sphinx_seminar.parsing.bibtex.entries import EvaluatedEntry, evaluate_entry
from sphinx_seminar.parsing.bibtex.inheritance import Heir, Inheritance
from sphinx_seminar.parsing.bibtex.macros import Macros
from sphinx_seminar.parsing.bibtex.readings import build_reading
from sphinx_seminar.parsing.bibtex.splitting import split_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_seminar.model.reading import Reading


#: How many characters of entries are many.
_MANY = 64 * 1024


@contextmanager
def _uncollected(sources: Iterable[tuple[str, str]]) -> Iterator[None]:
    """Keep the cyclic collector from walking a heap that only grows: a third of the time.

    Nothing here makes cycles. What was made is put among the old objects, or else the
    collector would walk all of it at once. The interpreter's setting is restored in any
    case.
    """
    if sum(len(text) for _, text in sources) < _MANY:
        # A few entries make too little for it to be worth a look at the whole heap.
        yield
        return
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def parse_library(sources: Iterable[tuple[str, str]]) -> Library:
    """Return the library in *sources*: pairs of a path, as messages show it, and a text.

    Never raises for what an author wrote. Findings stand in the order of the
    files and their lines.
    """
    kept = tuple(sources)
    with _uncollected(kept):
        return _library(kept)


def _library(sources: Iterable[tuple[str, str]]) -> Library:
    parts = [(path, split_blocks(path, text)) for path, text in sources]
    blocks = Blocks.merged(part for _, part in parts)
    findings = [_failed(failure) for failure in blocks.failures]
    macros = Macros(blocks.strings)
    entries = _evaluated(blocks.entries, macros, findings)
    inheritance = Inheritance(_heirs(entries), _aliases(entries))
    readings = tuple(
        build_reading(entry, inheritance.estate(key), macros) for key, entry in entries.items()
    )
    findings += macros.findings
    findings += inheritance.findings
    for entry in entries.values():
        findings += entry.findings
    findings += _shared_dois(readings)
    order = {path: index for index, (path, _) in enumerate(reversed(parts))}
    findings.sort(key=lambda finding: (-order[finding.location.source], finding.location.line))
    return Library(readings, macros.blocks, tuple(findings))


def _failed(failure: RawFailure) -> Finding:
    name = failure.key or f"@{failure.entry_type}"
    return Finding(FindingKind.BIB_SYNTAX, failure.reason, name=name, location=failure.location)


def _evaluated(
    raws: Iterable[RawEntry], macros: Macros, findings: list[Finding]
) -> dict[str, EvaluatedEntry]:
    """Return the entries by key; a second entry with a key and one without are findings."""
    entries: dict[str, EvaluatedEntry] = {}
    for raw in raws:
        if not raw.key:
            findings.append(
                Finding(FindingKind.BIB_KEY, f"@{raw.entry_type}", location=raw.location)
            )
            continue
        if raw.key in entries:
            first = entries[raw.key].raw.location
            findings.append(
                Finding(
                    FindingKind.BIB_DUPLICATE,
                    raw.key,
                    name=f"@{raw.entry_type}",
                    detail=str(first),
                    location=raw.location,
                )
            )
            continue
        if any(char.isspace() or char == "%" for char in raw.key):
            findings.append(Finding(FindingKind.BIB_KEY, raw.key, location=raw.location))
        entries[raw.key] = evaluate_entry(raw, macros)
    return entries


def _heirs(entries: Mapping[str, EvaluatedEntry]) -> dict[str, Heir]:
    return {
        key: Heir(key, entry.raw.entry_type, entry.values, entry.links(), tuple(entry.pointers()))
        for key, entry in entries.items()
    }


def _aliases(entries: Mapping[str, EvaluatedEntry]) -> dict[str, str]:
    """Return the keys of the entries by their further keys (biblatex's ``ids``)."""
    aliases: dict[str, str] = {}
    for key, entry in entries.items():
        for alias in entry.values.get("ids", "").split(","):
            if alias.strip():
                aliases.setdefault(alias.strip(), key)
    return aliases


def _shared_dois(readings: Iterable[Reading]) -> list[Finding]:
    """Return a finding for each reading whose DOI another reading before it has."""
    findings = []
    first: dict[str, Reading] = {}
    for reading in readings:
        doi = reading.identifiers.doi if reading.identifiers else ""
        if doi and reading.is_work and first.setdefault(doi, reading) is not reading:
            other = first[doi]
            findings.append(
                Finding(
                    FindingKind.BIB_DUPLICATE,
                    doi,
                    name="DOI",
                    detail=f"{other.key}, {other.location}; {reading.key}",
                    location=reading.location,
                )
            )
    return findings
