"""Goes through an output folder and looks into each file that is not known to be clean."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.outputs.leaks.clean import (
    CleanFiles,
    CleanFolder,
    Known,
    all_folders,
    digest_of,
    stamp_of,
)
from sphinx_seminar.outputs.leaks.searching import can_be_joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sphinx_seminar.outputs.leaks.clean import States
    from sphinx_seminar.outputs.leaks.searching import Hit, Search

#: How many bytes of small files are looked at in one go.
_MOST_AT_ONCE = 1 << 22


@dataclass(slots=True)
class Look:
    """One look at an output folder.

    :param search: what is looked for.
    :param before: what was clean after the last build.
    :param wanted: the state of what is looked for; '' when it cannot be told.
    :param begun_ns: a file younger than this was written by this build.
    """

    search: Search
    before: CleanFiles
    wanted: str
    begun_ns: int
    clean: CleanFiles = field(init=False)
    hits: dict[str, Hit] = field(default_factory=dict)
    #: How many files were opened and searched.
    searched: int = 0
    _own_hits: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clean = CleanFiles(self.wanted)

    def into(self, folder: Path) -> None:
        """Look into every file in *folder*."""
        for below, states in all_folders(os.fspath(folder)):
            stamp = stamp_of(states)
            before = self.before.folders.get(below)
            if self._is_trusted and before is not None and before.stamp == stamp:
                self.clean.folders[below] = before
            else:
                files = self._files(folder, below, states, before.files() if before else {})
                self.clean.folders[below] = CleanFolder.of(stamp, files)

    def own_files(self) -> list[str]:
        """Return the paths of all files that builds wrote, those with a hit among them."""
        clean = (
            f"{below}{name}"
            for below, folder in self.clean.folders.items()
            for name, known in folder.files().items()
            if known.is_own
        )
        return sorted({*self._own_hits, *clean})

    @property
    def _is_trusted(self) -> bool:
        return bool(self.wanted) and self.before.wanted == self.wanted

    def _files(
        self, folder: Path, below: str, states: States, before: dict[str, Known]
    ) -> dict[str, Known]:
        """Return the files of one folder that are clean."""
        files = {}
        unseen: list[_Unseen] = []
        size = 0
        for name, state in states:
            known = before.get(name) if self._is_trusted else None
            times = (state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            if known is not None and known[:3] == times:
                files[name] = known
                continue
            is_own = max(state.st_mtime_ns, state.st_ctime_ns) >= self.begun_ns
            is_own = is_own or (name in before and before[name].is_own)
            data = (folder / f"{below}{name}").read_bytes()
            now = Known(*times, digest_of(data), is_own, known.pieces if known else "")
            if known is not None and known.digest == now.digest:
                files[name] = now
                continue
            unseen.append(_Unseen(name, f"{below}{name}", data, now))
            size += len(data)
            if size > _MOST_AT_ONCE:
                files.update(self._clean_ones(unseen))
                unseen, size = [], 0
        files.update(self._clean_ones(unseen))
        return files

    def _clean_ones(self, unseen: Sequence[_Unseen]) -> Iterator[tuple[str, Known]]:
        """Yield the clean files among the *unseen* ones, by name."""
        self.searched += len(unseen)
        small = [one for one in unseen if can_be_joined(one.data)]
        if self.search.are_clean((one.path, one.data) for one in small):
            yield from ((one.name, one.known) for one in small)
            rest: Iterable[_Unseen] = (one for one in unseen if not can_be_joined(one.data))
        else:
            # which of them it was: their lines count as seen by now
            self.search = self.search.afresh()
            rest = unseen
        for one in rest:
            looked = self.search.look(one.path, one.data, one.known.pieces)
            if looked.hit is None:
                yield one.name, one.known._replace(pieces=looked.pieces)
            else:
                self.hits[one.path] = looked.hit
                self._own_hits += [one.path] if one.known.is_own else []


class _Unseen(NamedTuple):
    """A file to look into: its name, its path, its content, and what is known if it is clean."""

    name: str
    path: str
    data: bytes
    known: Known
