from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.request import ProxyHandler, build_opener

import pytest

from sphinx_seminar.cli import serve as serving
from sphinx_seminar.cli.preview import Ignored
from sphinx_seminar.cli.progress import StatusStream

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from seminar_site import Site

_PATIENCE = 120


@pytest.fixture(autouse=True)
def _here(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.source)
    site.write({"index.md": "# Index\n\n```{toctree}\n:glob:\n\nsessions/*\n```\n"})


class Shown:
    """What was shown of a build."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int | None]] = []

    def show(self, step: str, share: int | None) -> None:
        self.steps.append((step, share))


def test_the_site_is_built_where_make_builds_it(site: Site, run: Callable[..., Result]) -> None:
    result = run("build")
    assert result.exit_code == 0
    assert result.stdout == "html: _build/html/index.html\n"
    assert "Zhu Aiqing" in (site.source / "_build/html/sessions/a.html").read_text("utf-8")
    assert (site.source / "_build/doctrees/environment.pickle").exists()


def test_site_and_pdf_come_from_one_reading(site: Site, run: Callable[..., Result]) -> None:
    result = run("build", "all", "--jobs", "1")
    assert result.stdout == "html: _build/html/index.html\npdf: _build/pdf/archive.pdf\n"
    assert (site.source / "_build/pdf/archive.pdf").read_bytes().startswith(b"%PDF")
    steps = result.stderr.splitlines()
    assert steps.count("html: reading sources") == 1
    assert "html: writing output" in steps
    assert "pdf: reading sources" not in steps


def test_a_part_is_built_alone(site: Site, run: Callable[..., Result]) -> None:
    result = run("build", "pdf", "--scope", "2025-01-17", "--jobs", "1")
    assert result.stdout == "pdf: _build/pdf/session/2025-01-17.pdf\n"
    assert not (site.source / "_build/pdf/archive.pdf").exists()
    result = run("build", "pdf", "--scope", "2025-01-18", "--jobs", "1")
    assert result.exit_code == 2
    assert "did you mean 'session/2025-01-17'?" in result.stderr


def test_a_part_is_of_the_pdf_alone(run: Callable[..., Result]) -> None:
    result = run("build", "html", "--scope", "year/2025")
    assert result.exit_code == 2
    assert "--scope is for the PDF" in result.stderr


def test_the_exit_code_is_that_of_sphinx(site: Site, run: Callable[..., Result]) -> None:
    site.write({"sessions/b.md": "# B\n\n:::{session} nonsense\n:::\n"})
    assert run("build").exit_code == 0
    assert run("build", "--strict", "--fresh").exit_code == 1
    site.write({"conf.py": "x = (\n"})
    result = run("build", "all")
    assert result.exit_code == 2
    assert "html: Sphinx ended with exit code 2" in result.stderr


def test_a_quiet_build_says_nothing_but_warnings(site: Site, run: Callable[..., Result]) -> None:
    assert run("build", "--quiet").output == ""
    site.write({"sessions/b.md": "# B\n\n:::{session} nonsense\n:::\n"})
    result = run("build", "--quiet")
    assert result.stdout == ""
    assert "'nonsense' is not a date" in result.stderr


def test_the_site_for_members_never_lies_beside_the_public_one(
    site: Site, run: Callable[..., Result]
) -> None:
    assert run("build", "--members").exit_code == 0
    assert (site.source / "_build/members/index.html").exists()
    assert not (site.source / "_build/html").exists()
    assert run("build", "pdf", "--members").exit_code == 2


@pytest.mark.parametrize("jobs", ["0", "-1", "many", ""])
def test_a_number_of_jobs_that_is_none_is_wrong_usage(
    run: Callable[..., Result], jobs: str
) -> None:
    assert run("build", f"--jobs={jobs}").exit_code == 2


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("\x1b[1mreading sources... \x1b[0m[ 12%] ", [("reading sources", 12)]),
        ("\x1b[2K", []),
        ("\x1b[01mwriting output... \x1b[39;49;00m[100%] ", [("writing output", 100)]),
        ("assembling the volume... ", [("assembling the volume", None)]),
        ("sessions/2025/2025-01-17", []),
        ("build succeeded.\n", []),
        ("", []),
    ],
)
def test_a_step_and_its_share_are_read_from_the_status_of_sphinx(
    written: str, steps: list[tuple[str, int | None]]
) -> None:
    shown = Shown()
    assert StatusStream(shown).write(written) == len(written)
    assert shown.steps == steps


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("a.md", False),
        ("sessions/2025/a.md", False),
        ("_build/html/index.html", True),
        (".git/index", True),
        ("sessions/.a.md.swp", True),
        ("a.md~", True),
        ("../elsewhere.md", True),
        ("", True),
    ],
)
def test_only_changes_of_sources_build_again(tmp_path: Path, path: str, *, ignored: bool) -> None:
    folder = tmp_path / ".hidden" / "archive"
    assert Ignored(folder)(os.path.normpath(folder / path)) is ignored


def test_a_missing_extra_is_named(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda _name: None)
    result = run("serve")
    assert result.exit_code == 2
    assert "pip install 'sphinx-seminar[serve]'" in result.stderr


def test_an_edit_shows_in_the_preview(site: Site) -> None:
    command = [sys.executable, "-m", "sphinx_seminar", "serve", "--port", "0"]
    environ = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=site.source, env=environ, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            line = next(line for line in process.stdout if line.startswith("Preview: "))
            address = line.split()[1]
            fetch = build_opener(ProxyHandler({})).open
            page = fetch(f"{address}sessions/a.html").read().decode()
            assert "websocket-reload" in page
            end = time.monotonic() + _PATIENCE
            while "Edited title" not in page and time.monotonic() < end:
                # watching may begin after the first change
                site.write({"sessions/a.md": "# Edited title\n\n:::{session} 2025-01-17\n:::\n"})
                time.sleep(0.5)
                page = fetch(f"{address}sessions/a.html").read().decode()
            assert "Edited title" in page
        finally:
            process.terminate()
    assert not (site.source / "_build/html").exists()


def test_a_port_that_is_taken_is_told_in_one_line(
    run: Callable[..., Result], server: object
) -> None:
    port = str(getattr(server, "base", "")).rpartition(":")[2]
    result = run("serve", "--port", port)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"seminar: cannot serve at 127.0.0.1:{port}: ")
