"""Files of an import are put in place together, whatever happens in between."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sphinx_seminar.importers.writing.transaction import (
    FOLDER,
    Change,
    WriteError,
    WriteProblem,
    apply_changes,
    recover,
)

CHANGES = [
    Change("sessions/2024/2024-03-01.md", None, b"# On rain\n"),
    Change("refs.bib", b"@misc{old}\n", b"@misc{old}\n@misc{new}\n"),
    Change("access.toml", None, b"[seminar]\n"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_bytes(b"@misc{old}\n")
    return tmp_path


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _full(_stream: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class _Killed(BaseException):
    """Stands for a kill: no handler of errors sees it."""


def _kill_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let the program die as the file *name* is put in place."""
    replace = Path.replace

    def dying(path: Path, target: Path | str) -> Path:
        if Path(target).name == name:
            raise _Killed
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", dying)


def test_all_files_are_put_in_place_and_the_private_one_is_private(folder: Path) -> None:
    apply_changes(folder, CHANGES)
    assert files_in(folder) == {one.path: one.after for one in CHANGES}
    assert (folder / "access.toml").stat().st_mode & 0o077 == 0


def test_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_in(folder)
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(WriteError) as error:
        apply_changes(folder, CHANGES)
    assert error.value.problem is WriteProblem.UNWRITABLE
    assert files_in(folder) == before


def test_a_kill_before_the_journal_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(folder)
    with monkeypatch.context() as patch:
        _kill_at(patch, "journal.json")
        with pytest.raises(_Killed):
            apply_changes(folder, CHANGES)
    assert recover(folder) == ()
    assert files_in(folder) == before


@pytest.mark.parametrize("name", ["2024-03-01.md", "refs.bib", "access.toml"])
def test_a_kill_after_the_journal_is_finished_by_the_next_import(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with monkeypatch.context() as patch:
        _kill_at(patch, name)
        with pytest.raises(_Killed):
            apply_changes(folder, CHANGES)
    assert name in {Path(path).name for path in recover(folder)}
    assert files_in(folder) == {one.path: one.after for one in CHANGES}
    assert not (folder / FOLDER).exists()


def test_what_a_person_wrote_after_a_kill_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _kill_at(patch, "refs.bib")
        with pytest.raises(_Killed):
            apply_changes(folder, CHANGES)
    (folder / "refs.bib").write_bytes(b"@misc{mine}\n")
    with pytest.raises(WriteError) as error:
        recover(folder)
    assert error.value.problem is WriteProblem.CHANGED
    assert (folder / "refs.bib").read_bytes() == b"@misc{mine}\n"


def test_a_file_that_changed_since_the_plan_stops_everything(folder: Path) -> None:
    (folder / "refs.bib").write_bytes(b"@misc{other}\n")
    before = files_in(folder)
    with pytest.raises(WriteError) as error:
        apply_changes(folder, CHANGES)
    assert (error.value.problem, error.value.path) == (WriteProblem.CHANGED, "refs.bib")
    assert files_in(folder) == before


def test_nothing_is_written_outside_the_archive(folder: Path) -> None:
    (folder / "sessions").symlink_to(folder.parent)
    with pytest.raises(WriteError) as error:
        apply_changes(folder, CHANGES)
    assert error.value.problem is WriteProblem.OUTSIDE
    assert not (folder.parent / "2024").exists()
