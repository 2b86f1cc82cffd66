"""Which files a document may publish: those under the source folder, of a harmless kind.

A path is followed through symbolic links before it is judged, because what counts
is what would be copied.
"""

from __future__ import annotations

import os.path
from enum import StrEnum
from pathlib import Path, PurePosixPath

#: Suffixes of files offered for download and of pictures.
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
#: A drawing may hold scripts: it is shown as a picture, never offered to be opened.
PICTURES = (*IMAGES, ".svg")
DOWNLOADS = (".pdf", ".txt", ".bib", ".ics", ".zip", ".pptx", ".odp", ".ipynb", ".csv", *IMAGES)


class FileRefusal(StrEnum):
    """Why a file is refused."""

    OUTSIDE = "outside"
    HIDDEN = "hidden"
    SUFFIX = "suffix"
    IRREGULAR = "irregular"
    NAME = "name"


def resolve_inside(
    srcdir: Path, docname: str, target: str, suffixes: tuple[str, ...] = DOWNLOADS
) -> Path | FileRefusal:
    """Return the real path of *target* as the document *docname* names it, or why it is refused.

    A leading ``/`` means the source folder, as everywhere in Sphinx. A file that does
    not exist is not refused: the caller tests for it.
    """
    try:
        root = Path(os.path.realpath(srcdir))
        base = PurePosixPath("/") if target.startswith("/") else PurePosixPath(docname).parent
        written = os.path.normpath(root / base.relative_to(base.anchor) / target.lstrip("/"))
        real = Path(os.path.realpath(written))
        if "\\" in target or not all(path.is_relative_to(root) for path in (Path(written), real)):
            return FileRefusal.OUTSIDE
        return _judged(root, Path(written), real, suffixes)
    except (OSError, ValueError):
        # a NUL, an unpaired surrogate, a name too long, a loop of links
        return FileRefusal.NAME


def _judged(root: Path, written: Path, real: Path, suffixes: tuple[str, ...]) -> Path | FileRefusal:
    parts = (*written.relative_to(root).parts, *real.relative_to(root).parts)
    if any(part.startswith(".") for part in parts):
        return FileRefusal.HIDDEN
    if not all(path.name.lower().endswith(suffixes) for path in (written, real)):
        return FileRefusal.SUFFIX
    if real.exists() and not real.is_file():
        return FileRefusal.IRREGULAR
    return real
