"""Goes through an output folder and looks into each file that is not known to be clean."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.outputs.leaks.clean import (
    CleanFiles,
    CleanFolder,
    Known,
    all_folders,
    digest_of,
    stamp_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_seminar.outputs.leaks.clean import States
    from sphinx_seminar.outputs.leaks.searching import Hit, Search


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
        for name, state in states:
            known = before.get(name)
            times = (state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            if known is not None and self._is_trusted and known[:3] == times:
                files[name] = known
                continue
            is_own = max(state.st_mtime_ns, state.st_ctime_ns) >= self.begun_ns
            is_own = is_own or (known is not None and known.is_own)
            path = f"{below}{name}"
            data = (folder / path).read_bytes()
            digest = digest_of(data)
            pieces = known.pieces if known is not None and self._is_trusted else ""
            if known is None or not self._is_trusted or known.digest != digest:
                self.searched += 1
                looked = self.search.look(path, data, pieces)
                if looked.hit is not None:
                    self.hits[path] = looked.hit
                    self._own_hits += [path] if is_own else []
                    continue
                pieces = looked.pieces
            files[name] = Known(*times, digest, is_own, pieces)
        return files
