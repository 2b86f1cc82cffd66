"""Files put in place together: all of them or none, whatever happens in between.

The new files are written beside the archive's into a folder of their own, then a journal
that lists them; only then is one after the other renamed into its place. A program that is
killed before the journal is there has changed nothing; one that is killed after it has
lost nothing: the next import finishes what the journal says.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_seminar.domain.privacy import FILENAME as ACCESS
from sphinx_seminar.domain.rebuild.output import is_inside
from sphinx_seminar.importers.writing.record import digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDER = ".seminar-import"
_JOURNAL = "journal.json"


class Change(NamedTuple):
    """A file to be made or changed: its path in the archive, and its bytes before and after."""

    path: str
    before: bytes | None
    after: bytes


class WriteProblem(StrEnum):
    """Why nothing was written, or not all of it yet."""

    CHANGED = "changed"
    OUTSIDE = "outside"
    UNWRITABLE = "unwritable"
    INTERRUPTED = "interrupted"


class WriteError(Exception):
    """Files that are not in place; only after ``INTERRUPTED`` some of them are."""

    def __init__(self, problem: WriteProblem, path: str, detail: str = "") -> None:
        super().__init__(problem.value, path, detail)
        self.problem = problem
        self.path = path
        self.detail = detail


class _Step(NamedTuple):
    path: str
    staged: str
    before: str
    after: str


def apply_changes(folder: Path, changes: Sequence[Change]) -> None:
    """Put *changes* in place in *folder*.

    :raises WriteError: when a file was changed meanwhile, or the disk refuses.
    """
    recover(folder)
    for change in changes:
        if not is_inside(folder, change.path):
            raise WriteError(WriteProblem.OUTSIDE, change.path)
    staging = folder / FOLDER
    try:
        staging.mkdir()
        steps = [_stage(staging, index, change) for index, change in enumerate(changes)]
        _check(folder, steps)
        _write(staging / f"{_JOURNAL}.tmp", _journal(steps))
        (staging / f"{_JOURNAL}.tmp").replace(staging / _JOURNAL)
    except WriteError:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        path = str(error.filename or staging)
        raise WriteError(WriteProblem.UNWRITABLE, path, error.strerror or "") from error
    _finish(folder, steps)


def recover(folder: Path) -> tuple[str, ...]:
    """Finish what an import before began, and return the files that it put in place.

    :raises WriteError: when a file was changed since, or the disk refuses.
    """
    staging = folder / FOLDER
    if not staging.is_dir():
        return ()
    try:
        data: dict[str, Any] = json.loads((staging / _JOURNAL).read_bytes())
        steps = [_Step(*map(str, step)) for step in data["steps"]]
    except (OSError, ValueError, KeyError, TypeError):
        # No journal, or half of one: nothing was put in place yet.
        shutil.rmtree(staging, ignore_errors=True)
        return ()
    pending = tuple(step.path for step in steps if (staging / step.staged).is_file())
    _finish(folder, steps)
    return pending


def _stage(staging: Path, index: int, change: Change) -> _Step:
    name = str(index)
    _write(staging / name, change.after)
    if change.path == ACCESS:
        (staging / name).chmod(0o600)
    before = "" if change.before is None else digest_of(change.before)
    return _Step(change.path, name, before, digest_of(change.after))


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _journal(steps: Sequence[_Step]) -> bytes:
    return json.dumps({"steps": steps}, ensure_ascii=False, indent=1).encode()


def _check(folder: Path, steps: Sequence[_Step]) -> None:
    """Refuse to replace a file that is not what it was when the plan was made."""
    for step in steps:
        if _digest(folder / step.path) not in {step.before, step.after}:
            raise WriteError(WriteProblem.CHANGED, step.path)


def _digest(path: Path) -> str:
    try:
        return digest_of(path.read_bytes())
    except FileNotFoundError:
        return ""


def _finish(folder: Path, steps: Sequence[_Step]) -> None:
    staging = folder / FOLDER
    try:
        pending = [step for step in steps if (staging / step.staged).is_file()]
        _check(folder, pending)
        for step in pending:
            target = folder / step.path
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists() and target.name != ACCESS:
                with suppress(OSError):
                    (staging / step.staged).chmod(target.stat().st_mode & 0o777)
            (staging / step.staged).replace(os.path.realpath(target))
    except OSError as error:
        path = str(error.filename or folder)
        raise WriteError(WriteProblem.INTERRUPTED, path, error.strerror or "") from error
    shutil.rmtree(staging, ignore_errors=True)
