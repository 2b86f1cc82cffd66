from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.importers.lookup.appending import (
    AppendError,
    AppendProblem,
    appended,
    read_bib_file,
    write_bib_file,
)
from sphinx_seminar.parsing.bibtex import decode_bib, parse_library

if TYPE_CHECKING:
    from pathlib import Path

NEW = "@misc{new,\n  title = {Neu é},\n}"


def added(path: Path, *entries: str) -> bytes:
    file = read_bib_file(path)
    data = appended(file, entries or [NEW])
    write_bib_file(file, data)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"@misc{new,\n"),
        (b"@misc{a, title={x}}", b"@misc{a, title={x}}\n\n@misc{new,\n"),
        (b"@misc{a, title={x}}\n", b"@misc{a, title={x}}\n\n@misc{new,\n"),
        (b"@misc{a, title={x}}\n\n\n", b"@misc{a, title={x}}\n\n\n@misc{new,\n"),
        (b"\xef\xbb\xbf% c\r\n@misc{a, title={x}}\r\n",
         b"\xef\xbb\xbf% c\r\n@misc{a, title={x}}\r\n\r\n@misc{new,\r\n"),
        (b"@misc{a,\r title={x}}\r", b"@misc{a,\r title={x}}\r\r@misc{new,\r"),
        (b"@misc{a, title={\xe9}}\n", b"@misc{a, title={\xe9}}\n\n@misc{new,\n"),
    ],
)  # fmt: skip
def test_what_stood_there_stays_byte_for_byte(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(before)
    data = added(path)
    assert data.startswith(after)
    keys = [one.key for one in parse_library([("x", decode_bib(data)[0])]).readings]
    assert keys[-1] == "new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["refs.bib"]


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    assert added(tmp_path / "refs.bib") == f"{NEW}\n".encode()


def test_two_entries_have_a_blank_line_between_them(tmp_path: Path) -> None:
    data = added(tmp_path / "refs.bib", "@misc{a, title={x}}", "@misc{b, title={y}}")
    assert data == b"@misc{a, title={x}}\n\n@misc{b, title={y}}\n"


@pytest.mark.parametrize(
    ("before", "problem"),
    [
        (b"@misc{a, title={never closed\n", AppendProblem.BROKEN_END),
        (b'@string{x = "never closed\n', AppendProblem.BROKEN_END),
        (b"@misc{new, title={x}}\n", AppendProblem.BROKEN_END),
        ("@misc{a, title={é}}\n".encode("utf-16"), AppendProblem.UNREADABLE),
    ],
)
def test_an_entry_that_would_be_lost_is_not_written(
    tmp_path: Path, before: bytes, problem: AppendProblem
) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(before)
    with pytest.raises(AppendError) as caught:
        added(path)
    assert caught.value.problem is problem
    assert path.read_bytes() == before


def test_latin_1_cannot_hold_every_letter(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"@misc{a, title={\xe9}}\n")
    with pytest.raises(AppendError) as caught:
        added(path, "@misc{new, title={λ}}")
    assert (caught.value.problem, caught.value.detail) == (AppendProblem.ENCODING, "λ")


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"% one\n")
    file = read_bib_file(path)
    data = appended(file, [NEW])
    path.write_bytes(b"% two\n")
    with pytest.raises(AppendError) as caught:
        write_bib_file(file, data)
    assert caught.value.problem is AppendProblem.CHANGED
    assert path.read_bytes() == b"% two\n"


def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "all.bib"
    real.write_bytes(b"% x\n")
    real.chmod(0o640)
    link = tmp_path / "refs.bib"
    link.symlink_to(real)
    added(link)
    assert link.is_symlink()
    assert real.read_bytes().endswith(b"}\n")
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "refs.bib"
    path.write_bytes(b"% x\n")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(AppendError) as caught:
        added(path)
    assert caught.value.problem is AppendProblem.UNWRITABLE
    assert [entry.name for entry in tmp_path.iterdir()] == ["refs.bib"]
    assert path.read_bytes() == b"% x\n"


def test_a_folder_is_no_bibliography(tmp_path: Path) -> None:
    with pytest.raises(AppendError) as caught:
        read_bib_file(tmp_path)
    assert caught.value.problem is AppendProblem.UNREADABLE
