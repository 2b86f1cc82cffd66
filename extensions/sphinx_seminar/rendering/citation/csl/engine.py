"""Pandoc as a program: one run for all lists of a build, bounded in memory and time.

Its interpreter of Lua runs ``citeproc.lua`` beside this module, which reads what is written
here into a folder of its own, and nothing else: no author's file, no network.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Pandoc's heap: five thousand entries take a fifth of it.
_HEAP = "-M1g"
_SECONDS = 300
#: The first version whose Lua sets citations in a program of its own.
_OLDEST = 3
_SCRIPT = Path(__file__).with_name("citeproc.lua")


class EngineError(Exception):
    """Pandoc could not format the references; the text says why, in its own words."""


@dataclass(frozen=True, slots=True)
class Job:
    """A list to be set: positions of its items, the file of the style, and its clusters.

    A cluster is a list of items in the terms of ``citeproc.lua``.
    """

    items: tuple[int, ...]
    style: str
    clusters: list[list[dict[str, Any]]] = field(default_factory=list)


class Entry(NamedTuple):
    """One reference of a list, as inlines of pandoc's tree; ``label`` is its number."""

    label: list[Any]
    inlines: list[Any]


class SetList(NamedTuple):
    """A list as pandoc set it: entries by position, in the order of the list; clusters."""

    entries: dict[int, Entry]
    clusters: list[list[Any]]


def find_engine() -> Path | None:
    """Return pandoc: of the package ``pypandoc_binary``, else the one on the path, or None."""
    spec = find_spec("pypandoc")
    if spec is not None and spec.origin:
        files = Path(spec.origin).parent / "files"
        for name in ("pandoc", "pandoc.exe"):
            if (files / name).is_file():
                return files / name
    found = shutil.which("pandoc")
    return Path(found) if found else None


@lru_cache(maxsize=4)
def engine_version(engine: Path) -> str:
    """Return the version of *engine*, '' when it does not run."""
    try:
        return _run([str(engine), "--version"], Path.cwd()).partition("\n")[0].strip()
    except EngineError:
        return ""


def script_text() -> str:
    """Return the program that pandoc runs: what it makes depends on it."""
    return _SCRIPT.read_text("utf-8")


def is_too_old(version: str) -> bool:
    """Tell whether a pandoc of *version* cannot do what is asked of it here."""
    number = re.search(r"[0-9]+", version)
    return number is None or int(number[0]) < _OLDEST


def set_lists(
    engine: Path,
    styles: Mapping[str, str],
    items: Sequence[dict[str, Any]],
    jobs: Sequence[Job],
    language: str,
) -> tuple[list[SetList], dict[int, str]]:
    """Return what *engine* made of each of *jobs*, and the positions of bad items with reasons.

    *styles* holds the texts of the styles by the names of their files; *items* are CSL-JSON
    and called ``e`` and their position.

    :raises EngineError: when pandoc fails, runs out of memory or of time.
    """
    request = {
        "language": language.replace("_", "-"),
        "items": [
            json.dumps({**item, "id": f"e{position}"}) for position, item in enumerate(items)
        ],
        "jobs": [
            {"items": job.items, "style": job.style, "clusters": job.clusters} for job in jobs
        ],
    }
    with tempfile.TemporaryDirectory(prefix="seminar-csl-") as name:
        folder = Path(name)
        for file, text in styles.items():
            (folder / file).write_text(text, encoding="utf-8")
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        command = [str(engine), "+RTS", _HEAP, "-RTS", "lua", str(_SCRIPT)]
        lines = _run(command, folder).splitlines()
    try:
        first, *found = map(json.loads, lines)
        failed = {int(position): str(reason) for position, reason in dict(first["failed"]).items()}
        lists = [_list_of(document) for document in found]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise EngineError(f"{type(error).__name__}: {error}") from error
    if len(lists) != len(jobs):
        raise EngineError(f"{len(lists)} != {len(jobs)}")
    return lists, failed


def _run(command: list[str], folder: Path) -> str:
    # No start-up file of a user's pandoc.
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program; no argument is an author's)
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"> {_SECONDS} s") from error
    except OSError as error:
        raise EngineError(error.strerror or type(error).__name__) from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").split("\n")
        raise EngineError(lines[0].strip()[:200] or f"exit {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def _list_of(document: dict[str, Any]) -> SetList:
    if "error" in document:
        raise EngineError(" ".join(str(document["error"]).split())[:200])
    entries: dict[int, Entry] = {}
    clusters: list[list[Any]] = []
    for block in document["blocks"]:
        if block["t"] == "Div":
            for entry in block["c"][1]:
                position = int(entry["c"][0][0].removeprefix("ref-e"))
                entries[position] = _entry(entry["c"][1])
        else:
            (cite,) = block["c"]
            clusters.append(cite["c"][1])
    return SetList(entries, clusters)


def _entry(blocks: list[Any]) -> Entry:
    inlines = [inline for block in blocks for inline in block["c"]]
    label = [inline for one in inlines if _is_label(one) for inline in one["c"][1]]
    while label and label[-1]["t"] == "Space":
        # It belongs to the gap before the text.
        label.pop()
    return Entry(label, [one for one in inlines if not _is_label(one)])


def _is_label(inline: dict[str, Any]) -> bool:
    return inline["t"] == "Span" and "csl-left-margin" in inline["c"][0][1]
