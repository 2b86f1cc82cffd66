"""Pandoc as a program: bounded in memory and time, without access to files or the network."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

#: Pandoc's heap, and the entries that are formatted in one run within it.
_HEAP = "-M512m"
_BATCH = 2_000
_SECONDS = 120


class EngineError(Exception):
    """Pandoc could not format the references; the text says why, in its own words."""


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


def format_items(
    engine: Path, style: str, items: list[dict[str, Any]], language: str
) -> dict[str, list[Any]]:
    """Return the inlines of pandoc's tree for each of *items* (CSL-JSON), by their id.

    :raises EngineError: when pandoc fails, runs out of memory or of time.
    """
    found: dict[str, list[Any]] = {}
    with tempfile.TemporaryDirectory(prefix="seminar-csl-") as name:
        folder = Path(name)
        (folder / "style.csl").write_text(style, encoding="utf-8")
        for start in range(0, len(items), _BATCH):
            batch = items[start : start + _BATCH]
            data = json.dumps(batch, ensure_ascii=True)
            (folder / "items.json").write_text(data, encoding="utf-8")
            command = [str(engine), "+RTS", _HEAP, "-RTS", "--sandbox", "--from=csljson"]
            command += ["--to=json", "--citeproc", "--csl=style.csl"]
            command += [f"--metadata=lang:{language.replace('_', '-')}", "items.json"]
            found.update(_entries(_run(command, folder)))
    return found


def _run(command: list[str], folder: Path) -> str:
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program; no argument is an author's)
            command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"> {_SECONDS} s") from error
    except OSError as error:
        raise EngineError(error.strerror or type(error).__name__) from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").split("\n")
        raise EngineError(lines[0].strip()[:200] or f"exit {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def _entries(output: str) -> dict[str, list[Any]]:
    """Return the inlines of each entry in pandoc's *output*."""
    try:
        blocks = json.loads(output)["blocks"]
        entries = [one for block in blocks if block["t"] == "Div" for one in block["c"][1]]
        return {
            entry["c"][0][0].removeprefix("ref-"): [
                inline for block in entry["c"][1] for inline in block["c"]
            ]
            for entry in entries
            if entry["t"] == "Div"
        }
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise EngineError(f"{type(error).__name__}: {error}") from error
