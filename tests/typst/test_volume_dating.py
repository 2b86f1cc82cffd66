# ruff: noqa: INP001 - a package named typst would hide the real one
"""The day of a volume is an input of the build: told, or that of the last commit."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from sphinx.config import Config

from sphinx_seminar.rendering.volume.dating import day_of, moment_of

if TYPE_CHECKING:
    from pathlib import Path

NOON = 1_741_608_000


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder whose last commit was on 10 March 2025, in a zone where it is the 11th."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if shutil.which("git") is None:
        pytest.skip("needs git")
    (tmp_path / "conf.py").write_text("")
    author = {f"GIT_{who}_{what}": "nobody@example.org" for who in ("AUTHOR", "COMMITTER")
              for what in ("NAME", "EMAIL")}  # fmt: skip
    when = {f"GIT_{who}_DATE": f"{NOON} +1300" for who in ("AUTHOR", "COMMITTER")}
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        subprocess.run(
            ["git", *command], cwd=tmp_path, check=True, env={**os.environ, **author, **when}
        )
    return tmp_path


def test_a_volume_is_of_the_day_of_the_last_commit(repository: Path) -> None:
    assert moment_of(repository) == NOON
    assert day_of(Config(), moment_of(repository)) == "Mar 10, 2025"


def test_what_is_told_goes_before_the_last_commit(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert moment_of(repository) == 86_400
    assert day_of(Config(overrides={"today": "Spring"}), NOON) == "Spring"


def test_without_any_there_is_no_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert moment_of(tmp_path) == 0
    assert day_of(Config(), 0) == ""
