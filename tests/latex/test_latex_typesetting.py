"""How TeX is run: with the archive's time, and not with the rest of a run that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.cli.typesetting import typeset

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of TeX beside programs that note the time and end as ``code`` says."""
    programs = tmp_path / "bin"
    programs.mkdir()
    made = '#!/bin/sh\ncd "$2"\necho "$SOURCE_DATE_EPOCH" > time\nexit "$(/bin/cat code)"\n'
    for name in ("make", "latexmk"):
        (programs / name).write_text(made)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    (tmp_path / "archive.aux").write_text("\\cut")
    return tmp_path


@pytest.mark.parametrize(("code", "expected"), [("0", 0), ("12", 2)])
def test_tex_is_told_the_time_and_begins_anew_after_a_failure(
    folder: Path, code: str, expected: int
) -> None:
    (folder / "code").write_text(code)
    assert typeset(folder, 86_400, quiet=True) == expected
    assert (folder / "time").read_text() == "86400\n"
    assert (folder / "archive.aux").exists() is (code == "0")
