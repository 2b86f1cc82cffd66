"""The index that Pagefind wrote: whole or not, with only what a search loads, the same every time.

Pagefind answers before its files are flushed, so an index is only published after every file
that the entry names was found and unpacked. Its list of records, which every search loads,
names each by a digest and counts its words: here records have the names that they were given,
in their order, and counts are rounded, since they only weigh a long text against a short one.
Its fragments hold what was indexed, and are dropped: browsers load records of ours.
"""

from __future__ import annotations

import gzip
import json
import shutil
import zlib
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sphinx_seminar.outputs.search.cbor import decode, encode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ENTRY = "pagefind-entry.json"
_MAGIC = b"pagefind_dcd"
#: What a page of one's own needs of Pagefind's programs; its ready-made interfaces are dropped.
PROGRAMS = ("pagefind.js", "pagefind-worker.js")
_FRAGMENTS = "fragment"
# The parts of pf_meta (pagefind 1.5): version, pages, chunks, filters, sorts, fields.
_PAGES, _CHUNKS = 1, 2
#: Leading bits that stay of a number of words.
_BITS = 2


class BrokenBundleError(Exception):
    """What Pagefind wrote is not whole."""


def finish_bundle(folder: Path, names: Sequence[str]) -> None:
    """Verify the index in *folder* of the records called *names*, and leave what is needed.

    :raises BrokenBundleError: when anything is missing or torn.
    """
    try:
        _finish(folder, names)
    except (OSError, ValueError, EOFError, KeyError, IndexError, TypeError, zlib.error) as problem:
        raise BrokenBundleError(str(problem) or type(problem).__name__) from problem


def _finish(folder: Path, names: Sequence[str]) -> None:
    entry = json.loads((folder / _ENTRY).read_bytes())
    (language,) = entry["languages"].values()
    if language["page_count"] != len(names):
        raise ValueError(f"{language['page_count']} of {len(names)} records")
    old_meta = folder / f"pagefind.{language['hash']}.pf_meta"
    meta: Any = _unpack(old_meta)
    wasm = f"wasm.{language['wasm']}.pagefind"
    for name in (*PROGRAMS, wasm):
        if not (folder / name).stat().st_size:
            raise ValueError(f"{name} is empty")
    for *_words, name in meta[_CHUNKS]:
        _unpacked(folder / "index" / f"{name}.pf_index")
    pages = meta[_PAGES]
    if len(pages) != len(names):
        raise ValueError(f"{len(pages)} of {len(names)} pages")
    for at in {0, len(pages) // 2, len(pages) - 1} if pages else ():
        _check_order(folder, pages[at][0], names[at])
    meta[_PAGES] = [
        [name, _rounded(count)] for name, (_hash, count) in zip(names, pages, strict=True)
    ]
    old_meta.unlink()
    packed = _pack(encode(meta))
    language["hash"] = f"{language['hash'].partition('_')[0]}_{_name(packed)}"
    (folder / f"pagefind.{language['hash']}.pf_meta").write_bytes(packed)
    (folder / _ENTRY).write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")
    _drop_needless(folder, wasm)


def _check_order(folder: Path, fragment: str, name: str) -> None:
    """Make sure that the record *name* stands where it was put."""
    data = _unpacked(folder / _FRAGMENTS / f"{fragment}.pf_fragment")
    if json.loads(data)["url"] != name:
        raise ValueError(f"{fragment} is not {name}")


def _rounded(count: int) -> int:
    shift = max(0, count.bit_length() - _BITS)
    return count >> shift << shift


def _unpacked(path: Path) -> bytes:
    """Return what *path* holds: gzip's checksum tells a torn one."""
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MAGIC):
        raise ValueError(f"{path.name} is no file of Pagefind")
    return data[len(_MAGIC) :]


def _unpack(path: Path) -> object:
    return decode(_unpacked(path))


def _pack(data: bytes) -> bytes:
    return gzip.compress(_MAGIC + data, 9, mtime=0)


def _name(data: bytes) -> str:
    return blake2b(data, digest_size=5).hexdigest()


def _drop_needless(folder: Path, wasm: str) -> None:
    shutil.rmtree(folder / _FRAGMENTS)
    kept = {_ENTRY, wasm, *PROGRAMS}
    for path in folder.iterdir():
        if path.is_file() and path.name not in kept and path.suffix != ".pf_meta":
            path.unlink()
