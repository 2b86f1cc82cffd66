"""Whether one source file can be read: a regular file of UTF-8 text of a sensible size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sphinx_seminar.model.finding import Finding, FindingKind, Location

#: The largest document, in bytes.
LARGEST = 2 * 1024 * 1024

_KINDS = {
    stat.S_IFIFO: "FIFO",
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
    stat.S_IFDIR: "directory",
}


class Folders:
    """The real paths of folders under *root*, each asked of the system once."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._real: dict[str, str] = {}

    def real(self, folder: str) -> str:
        """Return the real path of *folder*."""
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        return self._real[folder]

    def holds(self, path: str) -> bool:
        """Whether the real path *path* is under the root and not in a hidden folder."""
        inside = os.path.relpath(path, self.root)
        return not inside.startswith("..") and "/." not in f"/{inside}".replace("/./", "/")

    def stray(self, folder: str) -> str:
        """Return where a link takes *folder*: outside the root or above itself, '' if neither."""
        real = self.real(folder)
        if real == folder:
            return ""
        is_loop = f"{folder}/".startswith(f"{real.rstrip('/')}/")
        return real if is_loop or not self.holds(real) else ""


def kind_problem(path: str, folders: Folders) -> Finding | None:
    """Return why the file at *path* must not be opened, judged without opening it."""
    folder, name = os.path.split(path)
    try:
        status = os.lstat(path)
        real = f"{folders.real(folder)}/{name}"
        if stat.S_ISLNK(status.st_mode):
            real = os.path.realpath(path)
            status = Path(real).stat()
    except (OSError, ValueError) as error:
        return _unreadable(path, getattr(error, "strerror", None) or "name")
    if not folders.holds(real) or folders.stray(folder):
        return Finding(FindingKind.FILE_OUTSIDE, name, name="symlink")
    if not stat.S_ISREG(status.st_mode):
        return _unreadable(path, _KINDS.get(stat.S_IFMT(status.st_mode), "irregular"))
    if status.st_size > LARGEST:
        return Finding(FindingKind.FILE_SIZE, f"{status.st_size} > {LARGEST}")
    return None


def content_problem(path: str) -> Finding | None:
    """Return why the content of the regular file at *path* is no text, with its line."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        return _unreadable(path, error.strerror or "")
    if not content.strip():
        return _unreadable(path, "0")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _unreadable(path, f"UTF-8: 0x{content[error.start]:02X}", content, error.start)
    position = content.find(b"\0")
    return None if position < 0 else _unreadable(path, "U+0000", content, position)


def _unreadable(path: str, detail: str, content: bytes = b"", position: int = 0) -> Finding:
    line = content.count(b"\n", 0, position) + 1
    name = os.path.split(path)[1]
    location = Location("", line)
    return Finding(FindingKind.FILE_UNREADABLE, name, detail=detail, location=location)
