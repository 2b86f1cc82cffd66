"""Makes all that the search page loads: the index of Pagefind, and files of ours beside it."""

from __future__ import annotations

import json
import shutil
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sphinx_seminar.domain.searching import NOTE
from sphinx_seminar.outputs.search.bundle import finish_bundle
from sphinx_seminar.outputs.search.engines.fields import FACETS, SEARCHED, SORTED
from sphinx_seminar.outputs.search.entries import (
    FIELDS,
    NAMED,
    pagefind_record,
    without_common,
    words_by_part,
)
from sphinx_seminar.outputs.search.files import PATTERNS, in_order, write_files
from sphinx_seminar.outputs.search.normalising import table
from sphinx_seminar.outputs.search.noted import FORMAT, is_of, weigh
from sphinx_seminar.outputs.search.pagefind import write_index
from sphinx_seminar.outputs.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sphinx_seminar.outputs.search.record import SearchRecord

#: Of a digest, in the name of each record: an index and records of two builds do not fit.
_TAG = 6


def write_search(
    folder: Path,
    program: Path,
    records: Sequence[SearchRecord],
    digest: str,
    before: Path | None = None,
) -> None:
    """Write all that the search page loads of *records* into the new *folder*.

    Pagefind is not run where *before* holds its index of the same words in the same order.

    :raises PagefindError: when Pagefind's *program* fails.
    :raises BrokenBundleError: when what it wrote is not whole.
    """
    ordered = in_order(records)
    vocabulary = Vocabulary()
    entries = []
    for record in ordered:
        words = words_by_part(record)
        vocabulary.add(words)
        entries.append(pagefind_record(words))
    common = vocabulary.common(len(ordered))
    if common:
        entries = [without_common(entry, frozenset(common)) for entry in entries]
    heard = _digest_of(entries)
    whole = before if before is not None and is_of(before, "format", FORMAT) else None
    if whole is not None and is_of(whole, "heard", heard):
        shutil.copytree(whole, folder, ignore=shutil.ignore_patterns(*PATTERNS, NOTE))
    else:
        _index(folder, program, entries, heard)
    files = write_files(folder, ordered, vocabulary.lines(), whole)
    count, size = weigh(folder)
    told = {"digest": digest, "heard": heard, "tag": heard[:_TAG], "common": common}
    note = note_of({**told, "files": count, "bytes": size, **files})
    (folder / NOTE).write_bytes(note)


def _digest_of(entries: Iterable[Mapping[str, Any]]) -> str:
    heard = blake2b(str(FORMAT).encode(), digest_size=16)
    for entry in entries:
        heard.update(json.dumps(entry).encode())
    return heard.hexdigest()


def _index(folder: Path, program: Path, entries: Sequence[dict[str, Any]], heard: str) -> None:
    names = [f"{heard[:_TAG]}-{number:x}" for number in range(len(entries))]
    named = [{"url": name, **entry} for name, entry in zip(names, entries, strict=True)]
    write_index(program, folder, named)
    finish_bundle(folder, names)


def note_of(more: dict[str, object]) -> bytes:
    """Return what tells the page how a query becomes the words of an index or of an engine."""
    note = {
        "format": FORMAT,
        "fields": FIELDS,
        "named": NAMED,
        "normaliser": table(),
        "engine": {"facets": FACETS, "searched": SEARCHED, "sorted": SORTED},
        **more,
    }
    text = json.dumps(note, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()
