"""Starts the worker and names its tasks and answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import SphinxError

from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst import binding, fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.rendering.typst.binding.task import Task
    from sphinx_seminar.rendering.typst.fonts import FontFolder

_WORKER = Path(__file__).with_name("worker.py")


#: What a volume claims, by Typst's names: for readers with assistive technology, and to be
#: kept. Of the parts of PDF/A only the third allows attachments and goes with PDF/UA-1.
STANDARDS = {"ua-1": "PDF/UA-1", "a-3a": "PDF/A-3a"}


class VolumeError(SphinxError):
    """The volume could not be made."""

    category = "PDF"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What cannot be set: a reason ('' when fine) for each formula and image, and characters.

    *fonts* are those, beside Typst's own, that some of the characters need, with these.
    """

    formulas: tuple[str, ...]
    images: tuple[str, ...]
    missing: str
    fonts: dict[FontFolder, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compilation:
    """The outcome of a compilation: the standards refused, each with a reason, or an error.

    ``warnings`` are the messages of Typst, each once; ``places`` is what the source says of its
    places, if that was asked for.
    """

    refused: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    places: Any = None
    error: str = ""
    diagnostic: str = ""


def require_typst() -> None:
    """Raise with the way to install them when ``typst``, or what binds volumes, is missing."""
    if not all(map(find_spec, ("typst", "pikepdf"))):
        raise VolumeError(volume.missing_typst())


def inspect(
    root: Path,
    formulas: Sequence[str],
    images: Sequence[str],
    characters: str,
    own_fonts: Iterable[FontFolder] = (),
) -> Inspection:
    """Try each formula, image and character by itself; *own_fonts* are the archive's."""
    order = fonts.in_order(own_fonts)
    answer = _run(
        {
            "task": "inspect",
            "root": str(root),
            "fonts": order,
            "formulas": list(formulas),
            "images": list(images),
            "characters": characters,
        }
    )
    return Inspection(
        formulas=tuple(answer["formulas"]),
        images=tuple(answer["images"]),
        missing=answer["missing"],
        fonts={
            font: one
            for font, one in zip(order, answer["fonts"], strict=True)
            if font.folder and one
        },
    )


def families_in(folder: str) -> list[str]:
    """Return the names of the families of fonts in *folder*, sorted."""
    names: list[str] = _run({"task": "families", "folder": folder})["families"]
    return names


def compile_volume(
    main: Path,
    output: Path,
    folders: Sequence[str],
    timestamp: int,
    standards: Iterable[str],
    *,
    root: Path | None = None,
    places: str = "",
) -> Compilation:
    """Compile *main* to *output* by those of *standards*, of :data:`STANDARDS`, that accept it.

    Files that it names lie below *root*, which is its folder unless told. *places* selects the
    metadata that say where something is.
    """
    answer = _run(
        {
            "task": "compile",
            "root": str(root or main.parent),
            "main": str(main),
            "output": str(output),
            "fonts": list(folders),
            "timestamp": timestamp,
            "standards": {one: STANDARDS[one] for one in standards},
            "places": places,
        }
    )
    return Compilation(**answer)


def locate(main: Path, folders: Sequence[str], root: Path, places: str) -> Compilation:
    """Return what *main* says of its *places*, a selector of metadata; no PDF is written."""
    answer = _run(
        {
            "task": "locate",
            "root": str(root),
            "main": str(main),
            "fonts": list(folders),
            "places": places,
        }
    )
    return Compilation(**answer)


def bind(task: Task) -> None:
    """Bind the gatherings of a volume."""
    _run_program(["-m", binding.__name__], task.dumped())


def draw_page(main: Path, output: Path, folders: Sequence[str], ppi: int) -> Compilation:
    """Write the one page of *main* as a PNG file, with *ppi* pixels an inch."""
    answer = _run(
        {
            "task": "draw",
            "root": str(main.parent),
            "main": str(main),
            "output": str(output),
            "fonts": list(folders),
            "ppi": ppi,
        }
    )
    return Compilation(**answer)


def _run(task: dict[str, Any]) -> dict[str, Any]:
    # -P: the folder of the worker, full of modules with everyday names, is not on the path.
    answer: dict[str, Any] = json.loads(_run_program(["-P", str(_WORKER)], json.dumps(task)))
    return answer


def _run_program(arguments: Sequence[str], task: str) -> str:
    """Return what this interpreter, started with *arguments*, answers to *task*."""
    finished = subprocess.run(  # noqa: S603 - this interpreter, a module of this package
        [sys.executable, *arguments],
        input=task,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        # a settings file may have told this process alone where the package is
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    if finished.returncode:
        reason = (finished.stderr.strip().splitlines() or [f"exit {finished.returncode}"])[-1]
        raise VolumeError(volume.not_compiled(reason))
    return finished.stdout
