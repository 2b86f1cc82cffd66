"""A folder that Pagefind wrote: whole or not, and the same bytes for the same records.

Pagefind answers before its files are flushed, so a folder is only published after every
file that the entry names was found, unpacked and decoded. Filters are written in the
order of a hash table, which differs from run to run: they are sorted here, and named after
what they then hold.
"""

from __future__ import annotations

import gzip
import json
import zlib
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sphinx_seminar.outputs.search.cbor import decode, encode

if TYPE_CHECKING:
    from pathlib import Path

_ENTRY = "pagefind-entry.json"
_MAGIC = b"pagefind_dcd"
#: What a page of one's own needs of Pagefind's programs; its ready-made interfaces are dropped.
PROGRAMS = ("pagefind.js", "pagefind-worker.js")
_FOLDERS = {"filter": ".pf_filter", "fragment": ".pf_fragment", "index": ".pf_index"}
# The parts of pf_meta (pagefind 1.5): version, pages, chunks, filters, sorts, fields.
_PAGES, _CHUNKS, _FILTERS, _SORTS = 1, 2, 3, 4


class BrokenBundleError(Exception):
    """What Pagefind wrote is not whole."""


def finish_bundle(folder: Path, records: int) -> None:
    """Verify the index of *records* records in *folder*, and make it deterministic.

    :raises BrokenBundleError: when anything is missing or torn.
    """
    try:
        _finish(folder, records)
    except (OSError, ValueError, EOFError, KeyError, IndexError, TypeError, zlib.error) as problem:
        raise BrokenBundleError(str(problem) or type(problem).__name__) from problem


def _finish(folder: Path, records: int) -> None:
    entry = json.loads((folder / _ENTRY).read_bytes())
    (language,) = entry["languages"].values()
    if language["page_count"] != records:
        raise ValueError(f"{language['page_count']} of {records} records")
    old_meta = folder / f"pagefind.{language['hash']}.pf_meta"
    meta: Any = _unpack(old_meta)
    for name in (*PROGRAMS, f"wasm.{language['wasm']}.pagefind"):
        if not (folder / name).stat().st_size:
            raise ValueError(f"{name} is empty")
    _check_files(folder, "fragment", {page[0] for page in meta[_PAGES]})
    _check_files(folder, "index", {chunk[-1] for chunk in meta[_CHUNKS]})
    if len(meta[_PAGES]) != records:
        raise ValueError(f"{len(meta[_PAGES])} of {records} pages")
    meta[_FILTERS] = sorted(_sorted_filter(folder, one) for one in meta[_FILTERS])
    meta[_SORTS] = sorted(meta[_SORTS])
    old_meta.unlink()
    packed = _pack(encode(meta))
    language["hash"] = f"{language['hash'].partition('_')[0]}_{_name(packed)}"
    (folder / f"pagefind.{language['hash']}.pf_meta").write_bytes(packed)
    (folder / _ENTRY).write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")
    _drop_interfaces(folder, f"wasm.{language['wasm']}.pagefind")


def _sorted_filter(folder: Path, named: list[str]) -> list[str]:
    name, old = named
    path = folder / "filter" / f"{old}.pf_filter"
    content: Any = _unpack(path)
    if content[0] != name:
        raise ValueError(f"{path.name} holds {content[0]!r}")
    packed = _pack(encode([name, sorted(content[1])]))
    new = f"{old.partition('_')[0]}_{_name(packed)}"
    path.unlink()
    path.with_name(f"{new}.pf_filter").write_bytes(packed)
    return [name, new]


def _check_files(folder: Path, kind: str, expected: set[str]) -> None:
    """Unpack every file of a *kind*: gzip's checksum tells a torn one."""
    for name in expected:
        path = folder / kind / f"{name}{_FOLDERS[kind]}"
        if not _unzip(path).startswith(_MAGIC):
            raise ValueError(f"{path.name} is no file of Pagefind")


def _unzip(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def _unpack(path: Path) -> object:
    data = _unzip(path)
    if not data.startswith(_MAGIC):
        raise ValueError(f"{path.name} is no file of Pagefind")
    return decode(data[len(_MAGIC) :])


def _pack(data: bytes) -> bytes:
    return gzip.compress(_MAGIC + data, 9, mtime=0)


def _name(data: bytes) -> str:
    return blake2b(data, digest_size=5).hexdigest()


def _drop_interfaces(folder: Path, wasm: str) -> None:
    kept = {_ENTRY, wasm, *PROGRAMS}
    for path in folder.iterdir():
        if path.is_file() and path.name not in kept and path.suffix != ".pf_meta":
            path.unlink()
