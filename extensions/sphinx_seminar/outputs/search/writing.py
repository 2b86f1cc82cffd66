"""Makes all that the search page loads: the index of Pagefind, and files of ours beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_seminar.domain.searching import NOTE
from sphinx_seminar.outputs.search.bundle import finish_bundle
from sphinx_seminar.outputs.search.engines.document import FACETS, SEARCHED, SORTED
from sphinx_seminar.outputs.search.entries import (
    FIELDS,
    NAMED,
    pagefind_record,
    without_common,
    words_by_part,
)
from sphinx_seminar.outputs.search.files import in_order, write_files
from sphinx_seminar.outputs.search.normalising import table
from sphinx_seminar.outputs.search.noted import FORMAT, weigh
from sphinx_seminar.outputs.search.pagefind import write_index
from sphinx_seminar.outputs.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx_seminar.outputs.search.record import SearchRecord

#: Of a digest, in the name of each record: an index and records of two builds do not fit.
_TAG = 6


def write_search(folder: Path, program: Path, records: Sequence[SearchRecord], digest: str) -> None:
    """Write all that the search page loads of *records* into the new *folder*.

    :raises PagefindError: when Pagefind's *program* fails.
    :raises BrokenBundleError: when what it wrote is not whole.
    """
    ordered = in_order(records)
    tag = digest[:_TAG]
    names = [f"{tag}-{number:x}" for number in range(len(ordered))]
    vocabulary = Vocabulary()
    entries = []
    for name, record in zip(names, ordered, strict=True):
        words = words_by_part(record)
        vocabulary.add(words)
        entries.append(pagefind_record(name, words))
    common = vocabulary.common(len(ordered))
    if common:
        entries = [without_common(entry, frozenset(common)) for entry in entries]
    write_index(program, folder, entries)
    finish_bundle(folder, names)
    files = write_files(folder, ordered, vocabulary.lines())
    count, size = weigh(folder)
    more = {"digest": digest, "tag": tag, "files": count, "bytes": size, "common": common}
    note = note_of({**more, **files})
    (folder / NOTE).write_bytes(note)


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
