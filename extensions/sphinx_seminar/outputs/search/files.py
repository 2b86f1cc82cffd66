"""What stands beside Pagefind's index: the files that browsers load piece by piece.

| file | holds | loaded |
|---|---|---|
| ``seminar.json`` | how to find all others; it alone keeps its name | first |
| ``N-DIGEST.records`` | :data:`TOGETHER` records as they are shown | with a result of them |
| ``DIGEST.facets`` | which records have which values | after the first results, or for a facet |
| ``N-DIGEST.words`` | the words of N letters | when a word finds nothing |

All but the first are compressed (gzip, RFC 1952), whatever the server does. The file of facets
begins with a line for each value, ``name:value TAB records TAB bytes``, and an empty line; the
lists follow: steps from one record to the next, in numbers of seven bits a byte (LEB128).

Records are numbered by date, so that the newest have the highest numbers: newest first, and
all of them newest first, need neither Pagefind nor a file of dates; a session that is added
moves none of the others.
"""

from __future__ import annotations

import gzip
import shutil
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.outputs.search.parts import facets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sphinx_seminar.outputs.search.record import SearchRecord

#: Records in a file: more of them are fewer files, and more bytes for a result.
TOGETHER = 8
_LEVEL = 6
_RECORDS, _FACETS, _WORDS = "records", "facets", "words"
#: The files of this module, and none of Pagefind's.
PATTERNS = tuple(f"*.{suffix}" for suffix in (_RECORDS, _FACETS, _WORDS))


def in_order(records: Iterable[SearchRecord]) -> list[SearchRecord]:
    """Return *records* as they are numbered: by date, those without one first."""
    return sorted(records, key=lambda one: (one.date, one.url, one.kind, one.title))


def write_files(
    folder: Path,
    records: Sequence[SearchRecord],
    words: dict[int, list[str]],
    before: Path | None = None,
) -> dict[str, object]:
    """Write *records* and the lines of *words* by length into *folder*; return where they are.

    A file that *before*, the whole folder of the last build, holds is that file, with its time.

    :raises OSError: when they cannot be written.
    """
    shelf = _Shelf(folder, before)
    shown = [
        shelf.put(_json_list(records[first : first + TOGETHER]), _RECORDS, first // TOGETHER)
        for first in range(0, len(records), TOGETHER)
    ]
    return {
        "records": len(records),
        "undated": sum(not record.date for record in records),
        "together": TOGETHER,
        "recordFiles": "".join(shown),
        "facetFile": shelf.put(_facets(records), _FACETS),
        "wordFiles": {
            length: shelf.put("\n".join(lines).encode(), _WORDS, length)
            for length, lines in sorted(words.items())
        },
    }


class _Shelf(NamedTuple):
    """Puts files into a folder."""

    folder: Path
    before: Path | None

    def put(self, content: bytes, suffix: str, number: int | None = None) -> str:
        """Put *content* there; return the digest in its name."""
        digest = blake2b(content, digest_size=3).hexdigest()
        name = f"{digest}.{suffix}" if number is None else f"{number}-{digest}.{suffix}"
        if self.before is not None and (self.before / name).is_file():
            shutil.copy2(self.before / name, self.folder / name)
        else:
            (self.folder / name).write_bytes(gzip.compress(content, _LEVEL, mtime=0))
        return digest


def _json_list(records: Iterable[SearchRecord]) -> bytes:
    lines = ",\n".join(record.as_json() for record in records)
    return f"[{lines}]".encode("utf-8", "replace")


def _facets(records: Iterable[SearchRecord]) -> bytes:
    lists: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        # two spellings of a value are one line, and count once
        for key in {f"{name}:{' '.join(value.split())}" for name, value in facets_of(record)}:
            lists.setdefault(key, []).append(number)
    heads, contents = [], []
    for key, numbers in sorted(lists.items()):
        content = steps(numbers)
        heads.append(f"{key}\t{len(numbers)}\t{len(content)}\n")
        contents.append(content)
    return "".join((*heads, "\n")).encode("utf-8", "replace") + b"".join(contents)


def steps(numbers: Iterable[int]) -> bytes:
    """Return ascending *numbers* as the steps between them, in LEB128."""
    found = bytearray()
    last = 0
    for number in numbers:
        step, last = number - last, number
        while step > 0x7F:  # noqa: PLR2004 (seven bits)
            found.append(step & 0x7F | 0x80)
            step >>= 7
        found.append(step)
    return bytes(found)
