from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from seminar_site import EPOCH
from sphinx_seminar.cli import init as initialising
from sphinx_seminar.cli.founding import Answers, archive_files
from sphinx_seminar.cli.program import seminar
from sphinx_seminar.cli.systemzone import system_zone

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parents[2]
FIRST = date(2025, 1, 24)
ODD = "C*-algebras & \"<b>\" {x} $1$ \\ 群 {{ year }} '''"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv("TZ", "Asia/Singapore")


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(seminar, ["-C", str(folder), *arguments], catch_exceptions=False)


def settings(text: str) -> dict[str, object]:
    """Return what conf.py assigns: it holds literals only."""
    found = {}
    for node in ast.parse(text).body:
        assert isinstance(node, ast.Assign)
        assert isinstance(node.targets[0], ast.Name)
        found[node.targets[0].id] = ast.literal_eval(node.value)
    return found


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_new_archive_is_in_order_and_builds_without_a_warning(tmp_path: Path) -> None:
    result = run(tmp_path, "init", "group", "--yes", "--title", "Reading group")
    assert result.exit_code == 0
    assert "seminar build" in result.stdout
    folder = tmp_path / "group"
    assert sorted(files(folder)) == [
        ".github/workflows/publish.yml",
        ".gitignore",
        ".gitlab-ci.yml",
        "Makefile",
        "README.md",
        "access.example.toml",
        "browse/archive.md",
        "browse/readings.md",
        "browse/search.md",
        "browse/speakers.md",
        "browse/topics.md",
        "conf.py",
        "index.md",
        "refs.bib",
        "requirements.txt",
        "sessions/2025/2025-01-24.md",
        "sessions/2025/index.md",
    ]
    check = run(folder, "check")
    assert (check.exit_code, check.stdout) == (0, "")
    built = run(folder, "build", "all", "--strict")
    assert built.exit_code == 0, built.output
    page = (folder / "_build/html/sessions/2025/2025-01-24.html").read_text("utf-8")
    assert "Averages of Many Small Things" in page
    assert (folder / "_build/pdf/archive.pdf").read_bytes().startswith(b"%PDF")


def test_the_answers_stand_in_conf_py(tmp_path: Path) -> None:
    run(
        tmp_path, "init", "--yes", "--title", ODD, "--zone", "Europe/Berlin", "--rhythm",
        "every 2 weeks on monday", "--time", "10:00", "--venue", 'Room "1"',
    )  # fmt: skip
    found = settings((tmp_path / "conf.py").read_text("utf-8"))
    assert found["project"] == ODD
    assert found["seminar_series"] == {
        "c-algebras-b-x-1-year": {
            "title": ODD,
            "zone": "Europe/Berlin",
            "rhythm": "every 2 weeks on monday",
            "time": "10:00",
            "venue": 'Room "1"',
        }
    }
    assert (tmp_path / "sessions/2025/2025-01-20.md").exists()


def test_an_odd_title_is_shown_as_it_is_and_never_as_markup(tmp_path: Path) -> None:
    run(tmp_path, "init", "--yes", "--title", ODD)
    assert run(tmp_path, "build", "--strict").exit_code == 0
    page = (tmp_path / "_build/html/index.html").read_text("utf-8")
    assert "<b>" not in page
    assert "C*-algebras &amp; “&lt;b&gt;” {x} $1$ \\ 群 {{ year }}" in page


@given(st.text(), st.text(), st.sets(st.sampled_from(["theme", "search"])))
def test_any_text_becomes_a_literal(title: str, venue: str, extras: set[str]) -> None:
    try:
        f"{title}{venue}".encode()
    except UnicodeEncodeError:
        return
    answers = Answers(title, "UTC", "every friday", "", venue, FIRST, frozenset(extras))
    written = archive_files(answers)
    found = settings(written["conf.py"])
    assert found["html_title"] == title
    (series,) = found["seminar_series"].values()  # type: ignore[attr-defined]
    assert series.get("venue", "") == venue
    assert "time" not in series


def test_what_programs_read_is_valid(tmp_path: Path) -> None:
    run(tmp_path, "init", "--yes")
    workflow = yaml.safe_load((tmp_path / ".github/workflows/publish.yml").read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "${{ steps.deployment.outputs.page_url }}" in str(workflow)
    assert "pages" in yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text("utf-8"))
    assert tomllib.loads((tmp_path / "access.example.toml").read_text("utf-8"))
    assert "access.toml" in (tmp_path / ".gitignore").read_text("utf-8").splitlines()


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_never_sees_the_private_file(tmp_path: Path) -> None:
    run(tmp_path, "init", "--yes")
    (tmp_path / "access.toml").write_text("", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    done = subprocess.run(
        ["git", "status", "--porcelain", "-uall"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "conf.py" in done.stdout
    assert "access.toml" not in done.stdout


@pytest.mark.parametrize("name", ["conf.py", "Makefile", ".gitignore", "sessions/2025/index.md"])
def test_files_in_the_way_are_named_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    result = run(tmp_path, "init", "--yes")
    assert result.exit_code == 2
    assert f"nothing written: {name} exist" in result.stderr
    assert files(tmp_path) == {name: b"mine"}


def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "conf.py").symlink_to(tmp_path / "nowhere")
    assert run(tmp_path, "init", "--yes").exit_code == 2
    assert not (tmp_path / "nowhere").exists()


def test_what_cannot_be_written_whole_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file", encoding="utf-8")
    result = run(tmp_path, "init", "--yes")
    assert result.exit_code == 2
    assert files(tmp_path) == {"sessions": b"a file"}


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--zone", "Europe/Berlni", "did you mean Europe/Berlin?"),
        ("--rhythm", "sometimes", "every friday"),
        ("--time", "2pm", "HH:MM"),
        ("--title", " ", "a title is needed"),
    ],
)
def test_an_answer_that_is_none_is_refused(
    tmp_path: Path, option: str, value: str, words: str
) -> None:
    result = run(tmp_path, "init", "--yes", option, value)
    assert result.exit_code == 2
    assert words in result.stderr
    assert files(tmp_path) == {}


def test_somebody_at_a_terminal_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    stdin = "\nEurope/Berlni\nEurope/Berlin\n\n\nRoom 1\n"
    with monkeypatch.context() as patch:
        patch.setattr(initialising, "sys", type("Fake", (), {"stdin": Terminal()}))
        result = CliRunner().invoke(
            seminar, ["init", str(tmp_path / "our-group")], input=stdin, catch_exceptions=False
        )
    assert result.exit_code == 0
    assert "did you mean Europe/Berlin?" in result.output
    found = settings((tmp_path / "our-group/conf.py").read_text("utf-8"))
    assert found["seminar_series"] == {
        "our-group": {
            "title": "Our group",
            "zone": "Europe/Berlin",
            "rhythm": "every friday",
            "time": "14:00-15:30",
            "venue": "Room 1",
        }
    }


def test_without_extras_the_archive_builds_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(initialising, "find_spec", lambda _name: None)
    result = run(tmp_path, "init", "--yes")
    assert "pip install 'sphinx-seminar[search,theme]'" in result.stderr
    assert "[pdf] @" in (tmp_path / "requirements.txt").read_text("utf-8")
    built = run(tmp_path, "build", "--strict")
    assert built.exit_code == 0, built.output
    page = (tmp_path / "_build/html/index.html").read_text("utf-8")
    assert "alabaster.css" in page
    assert "seminar-nav" in page


@pytest.mark.parametrize(
    ("zone", "found"), [(":Europe/Berlin", "Europe/Berlin"), ("Asia/Tokyo", "Asia/Tokyo")]
)
def test_the_zone_of_the_environment_is_proposed(zone: str, found: str) -> None:
    assert system_zone({"TZ": zone}) == found
    assert system_zone({"TZ": "nonsense"})


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which a wheel of this project was unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")],
        cwd=ROOT, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_a_wheel_is_all_that_an_empty_folder_needs(installed: Path, tmp_path: Path) -> None:
    environ = os.environ | {"PYTHONPATH": str(installed)}

    def call(*command: str) -> str:
        done = subprocess.run(
            command, cwd=tmp_path, env=environ, capture_output=True, text=True,
            check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    python = sys.executable
    where = call(python, "-c", "import sphinx_seminar; print(sphinx_seminar.__file__)")
    assert where.startswith(str(installed))
    call(python, "-m", "sphinx_seminar", "init", "--yes", "--title", "Our group")
    (tmp_path / "old.csv").write_text("date,speaker,title\n2024-03-01,Ann Lee,On rain\n")
    imported = call(python, "-m", "sphinx_seminar", "import", "old.csv", "--write")
    assert "is the example of a new archive" in imported
    assert "html: _build/html/index.html" in call(python, "-m", "sphinx_seminar", "build")
    assert "Ann Lee" in (tmp_path / "_build/html/sessions/2024/2024-03-01.html").read_text("utf-8")
    call(python, "-m", "sphinx", "-n", "-W", "-q", "-b", "html", ".", "_build/plain")
    assert "Our group" in (tmp_path / "_build/plain/index.html").read_text("utf-8")
    if shutil.which("make"):
        call("make", "--silent", "check", f"SEMINAR={python} -m sphinx_seminar")
        call("make", "--silent", "html", f"SEMINAR={python} -m sphinx_seminar")
