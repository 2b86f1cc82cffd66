"""Pages without data: what only loops over a data file names the file to import instead."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_JEKYLL_DATA = re.compile(r"\bsite\.data((?:\.[\w-]+|\[\s*[\"'][\w-]+[\"']\s*\])+)")
_JEKYLL_LOOP = re.compile(r"\{%-?\s*for\s+\w+\s+in\s+(site|page)\.([\w-]+)")
_HUGO_DATA = re.compile(r"(?:\.Site|hugo|site)\.Data((?:\.[\w-]+)+)")
_SHORTCODE = re.compile(
    r"\{\{[<%][^{}\n]*?[\"'=\s]([\w./-]+\.(?:csv|tsv|ya?ml|json|toml|ics))[\"']?[^{}\n]*[>%]\}\}"
)
_INCLUDE = re.compile(r"\{%-?\s*include\s+([\w./-]+)|\{\{[<%]\s*([\w/-]+)[^{}\n]*[>%]\}\}")
_STEP = re.compile(r"[\w-]+")
_DATA_SUFFIXES = (".yml", ".yaml", ".json", ".csv", ".tsv", ".toml")
_HARMLESS = frozenset({"ref", "relref", "youtube", "vimeo", "figure", "gist", "param", "tweet"})


class Loop(NamedTuple):
    """Where a page fetches its sessions from: a file or folder of the site."""

    line: int
    target: str


def find_loops(text: str, path: Path) -> tuple[Loop, ...]:
    """Return the data that the page *text* at *path* loops over, each once."""
    found: dict[str, Loop] = {}
    for loop in _loops(text):
        target = _existing(path, loop.target)
        found.setdefault(target, loop._replace(target=target))
    return tuple(found.values())


def find_includes(text: str) -> tuple[Loop, ...]:
    """Return what the page takes from elsewhere, where nothing else tells of data."""
    found: dict[str, Loop] = {}
    for match in _INCLUDE.finditer(text):
        name = match[1] or match[2]
        if name not in _HARMLESS:
            found.setdefault(name, Loop(text.count("\n", 0, match.start()) + 1, name))
    return tuple(found.values())


def _loops(text: str) -> Iterator[Loop]:
    for pattern, folder in ((_JEKYLL_DATA, "_data"), (_HUGO_DATA, "data")):
        for match in pattern.finditer(text):
            yield Loop(_line(text, match), "/".join((folder, *_STEP.findall(match[1]))))
    for match in _JEKYLL_LOOP.finditer(text):
        if match[1] == "site" and match[2] not in {"data", "pages", "collections"}:
            yield Loop(_line(text, match), f"_{match[2]}")
    for match in _SHORTCODE.finditer(text):
        yield Loop(_line(text, match), match[1])


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _existing(path: Path, target: str) -> str:
    """Return *target* as it lies in one of the folders above *path*, else as a name."""
    for folder in path.absolute().parents[:6]:
        for base in (folder, folder / "static", folder / "assets"):
            for name in (target, *(f"{target}{suffix}" for suffix in _DATA_SUFFIXES)):
                if (base / name).exists():
                    return _shown(base / name)
    return (
        target
        if Path(target).suffix or (target.startswith("_") and "/" not in target)
        else f"{target}.yml"
    )


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
