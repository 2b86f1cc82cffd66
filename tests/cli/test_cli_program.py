from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sphinx_seminar.cli.program import COMMANDS, SECTIONS, seminar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from seminar_site import Site


def test_the_program_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_seminar.cli", "--version"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("seminar ")


def test_help_names_every_command_and_loads_none() -> None:
    code = (
        "import sys\n"
        "from sphinx_seminar.cli.program import seminar\n"
        "try:\n    seminar(['--help'])\n"
        "except SystemExit as end:\n    print(end.code)\n"
        "bad = [m for m in sys.modules if m.startswith(('sphinx_seminar.cli.', 'rich',"
        " 'sphinx_seminar.importers'))]\n"
        "print(sorted(bad))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    *shown, code_line, modules = done.stdout.splitlines()
    assert code_line == "0"
    assert modules == "['sphinx_seminar.cli.program']"
    assert all(any(line.strip().startswith(name) for line in shown) for name in COMMANDS)


def test_every_command_in_the_table_exists_and_explains_itself() -> None:
    for name in COMMANDS:
        result = CliRunner().invoke(seminar, [name, "--help"])
        assert result.exit_code == 0
        assert "Exit codes" in result.output


def test_the_help_shows_each_command_once() -> None:
    assert {name for names in SECTIONS.values() for name in names} <= set(COMMANDS)
    shown = CliRunner().invoke(seminar, ["--help"]).output.splitlines()
    for name in COMMANDS:
        assert sum(line.startswith(f"  {name} ") for line in shown) == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("seminar ch", ["check"]),
        ("seminar check --dr", ["--dry-run"]),
        ("seminar --ver", ["--version"]),
    ],
)
def test_a_shell_completes_commands_and_options(words: str, found: list[str]) -> None:
    environ = os.environ | {
        "COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_SEMINAR_COMPLETE":
        "bash_complete",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sphinx_seminar"],
        env=environ, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert [line.partition(",")[2] for line in done.stdout.splitlines()] == found
    assert "sphinx.application" not in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_asks_the_program(shell: str) -> None:
    result = CliRunner().invoke(seminar, ["completion", shell])
    assert result.exit_code == 0
    assert f"_SEMINAR_COMPLETE={shell}_complete" in result.output


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(seminar, ["cites"]).exit_code == 2


def test_outside_an_archive_one_line_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(seminar, ["-C", str(tmp_path), "readings"])
    assert result.exit_code == 2
    assert result.stderr.startswith("seminar: no conf.py in ")
    assert result.stderr.count("\n") == 1


def test_a_broken_conf_py_is_one_line(site: Site, run: Callable[..., Result]) -> None:
    site.write({"conf.py": "x = \n"})
    for command in (["readings"], ["cite", "archive"], ["add-reading", "10.1/x", "--offline"]):
        result = run(*command)
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
        assert "Traceback" not in result.output


def test_a_project_without_the_extension_is_no_archive(
    site: Site, run: Callable[..., Result]
) -> None:
    site.write({"conf.py": "extensions = []\n"})
    result = run("readings")
    assert result.exit_code == 2
    assert "extensions lacks 'sphinx_seminar'" in result.stderr


def test_reading_the_archive_hides_no_message_from_the_next_build(
    site: Site, run: Callable[..., Result]
) -> None:
    site.write({"sessions/b.md": "# B\n\n{nosuchrole}`x`\n"})
    assert run("readings").exit_code == 0
    built = site.build("dummy", doctrees="source/_build/doctrees")
    assert any("nosuchrole" in message.text for message in built.messages)
