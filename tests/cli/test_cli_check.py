from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bad_input.mistakes import BIB, CONF, MISTAKES, PEOPLE
from seminar_site import EPOCH
from sphinx_seminar.cli import checking
from sphinx_seminar.cli.checking import _application
from sphinx_seminar.cli.program import seminar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from seminar_site import Site

BROKEN = """\
# Broken

::::{session} 2025-01-31
:Venue: Hall

:::{talk} One
:readings: E2011Principles; nothing
:::
::::

[](nowhere.md) and {ref}`lost`.
"""
#: The session of the site, and the pages that hold it.
WHOLE = {"index.md": "# Index\n\n```{toctree}\n:glob:\n\nsessions/*\n```\n"}


@pytest.fixture(autouse=True)
def _here(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.source)
    site.configure("seminar_remind_behind = 0\nseminar_remind_ahead = 0\n")


@pytest.fixture
def sphinx_runs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the folders for which Sphinx was started, as they come."""
    found: list[Path] = []

    def counted(folder: Path, log: Any) -> Any:
        found.append(folder)
        return _application(folder, log)

    monkeypatch.setattr(checking, "_application", counted)
    return found


def problems(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)["problems"]
    return found


def places(result: Result) -> set[tuple[str, int, str]]:
    return {
        (one["file"], one["line"], one["kind"])
        for one in problems(result)
        if one["severity"] != "note"
    }


def said_by_a_build(site: Site) -> set[tuple[str, int, str]]:
    built = site.build("dummy", nitpicky=True, doctrees="other", out="other")
    return {(one.name, one.line, one.type) for one in built.messages}


def test_an_archive_in_order_passes(site: Site, run: Callable[..., Result]) -> None:
    site.write(WHOLE)
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Nothing is wrong.\n"


def test_each_problem_has_file_line_and_column(site: Site, run: Callable[..., Result]) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN})
    result = run("check")
    assert result.exit_code == 1
    shown = [line.split(": ")[0] for line in result.stdout.splitlines()]
    assert shown == [
        "sessions/b.md:4:2",
        "sessions/b.md:7:12",
        "sessions/b.md:7:29",
        "sessions/b.md:11:4",
        "sessions/b.md:11:26",
    ]
    assert "warning: unknown option 'Venue' of seminar:session" in result.stdout
    assert "did you mean 'venue'? [seminar.option-unknown]\n" in result.stdout
    assert result.stderr == "5 warnings\n"


def test_a_check_says_what_a_build_says(site: Site, run: Callable[..., Result]) -> None:
    site.configure(CONF)
    site.write({"refs.bib": BIB, "people.toml": PEOPLE, "sessions/b.md": BROKEN})
    site.write({one.file: one.text for one in MISTAKES if one.text})
    built = said_by_a_build(site)
    result = run("check", "--format", "json")
    # a bibliography that is missing has no line; the check finds where conf.py names it
    assert {one for one in places(result) if one[0] != "conf.py"} == {
        one for one in built if one[0] != "conf.py"
    }
    assert {one[2] for one in places(result)} == {one[2] for one in built}
    assert any(one["kind"] == "seminar.bib-file" and one["line"] > 1 for one in problems(result))


def test_a_check_after_a_change_finds_what_a_whole_one_finds(
    site: Site, run: Callable[..., Result]
) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN, "sessions/c.md": "# C\n\n{ref}`lost`\n"})
    run("check")
    changes = [
        {"sessions/c.md": "(lost)=\n# C\n\n{nosuchrole}`x`\n"},
        {"sessions/b.md": BROKEN.replace("nothing", "e2011principles")},
        {"sessions/nowhere.md": "# Here\n"},
        {"sessions/c.md": "# C\n"},
    ]
    for change in changes:
        site.write(change)
        changed = run("check", "--format", "json").stdout
        assert changed == run("check", "--again", "--format", "json").stdout


def test_a_problem_that_another_page_causes_goes_with_it(
    site: Site, run: Callable[..., Result]
) -> None:
    site.write({**WHOLE, "sessions/a.md": "(same)=\n# A\n", "sessions/b.md": "(same)=\n# B\n"})
    assert run("check").exit_code == 1
    site.write({"sessions/a.md": "# A\n"})
    assert run("check").exit_code == 0


def test_a_page_that_is_gone_leaves_no_problem(site: Site, run: Callable[..., Result]) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN})
    assert run("check").exit_code == 1
    (site.source / "sessions/b.md").unlink()
    assert run("check").exit_code == 0


def test_an_unchanged_archive_is_not_read_again(
    site: Site, run: Callable[..., Result], sphinx_runs: list[Path]
) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN})
    first = run("check")
    second = run("check")
    assert (second.stdout, second.exit_code) == (first.stdout, 1)
    assert len(sphinx_runs) == 1


@pytest.mark.parametrize(
    "change",
    ["page", "settings", "bibliography", "new page", "file", "day", "access", "environment"],
)
def test_what_a_check_depends_on_makes_it_check_again(
    site: Site,
    run: Callable[..., Result],
    sphinx_runs: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    change: str,
) -> None:
    site.write({**WHOLE, "notes/slides.txt": "x"})
    run("check")
    if change == "settings":
        site.configure("nitpick_ignore = []\n")
    elif change == "day":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 86400))
    elif change == "environment":
        monkeypatch.setenv("SEMINAR_ACCESS_MAIN_NOTE", "x")
    else:
        site.write(
            {
                {
                    "page": "sessions/a.md",
                    "bibliography": "refs.bib",
                    "new page": "sessions/new.md",
                    "file": "notes/slides.txt",
                    "access": "access.toml",
                }[change]: "# x\n"
            }
        )
    run("check")
    assert len(sphinx_runs) == 2


def test_a_touched_file_of_the_same_bytes_is_unchanged(
    site: Site, run: Callable[..., Result], sphinx_runs: list[Path]
) -> None:
    run("check")
    path = site.source / "sessions/a.md"
    path.write_bytes(path.read_bytes())
    run("check")
    assert len(sphinx_runs) == 1


def test_findings_that_cannot_be_read_are_found_again(
    site: Site, run: Callable[..., Result], sphinx_runs: list[Path]
) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN})
    first = run("check").stdout
    (site.source / "_build/check/findings.json").write_text("[", encoding="utf-8")
    assert run("check").stdout == first
    assert len(sphinx_runs) == 2


def test_an_unchanged_archive_is_checked_without_sphinx(
    site: Site, run: Callable[..., Result]
) -> None:
    site.write(WHOLE)
    run("check")
    code = (
        "import sys\n"
        "from sphinx_seminar.cli.program import seminar\n"
        "try:\n    seminar(['check'])\n"
        "except SystemExit as end:\n    print(end.code)\n"
        "print([m for m in sys.modules if m in ('sphinx.application', 'docutils', 'rich')])\n"
    )
    # the process that wrote the findings had other packages on its path
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=site.source, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
    assert done.stdout.splitlines() == ["0", "[]"]


def test_nothing_is_written_but_below_build(site: Site, run: Callable[..., Result]) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN})
    before = {path: path.read_bytes() for path in site.source.rglob("*") if path.is_file()}
    run("check")
    after = {path: path.read_bytes() for path in site.source.rglob("*") if path.is_file()}
    build = site.source / "_build/check"
    assert {path: data for path, data in after.items() if build not in path.parents} == before
    assert not list(build.rglob("*.html"))


@pytest.mark.parametrize(
    ("added", "place", "words"),
    [
        ("x = (\n", "conf.py:21:5", "was never closed"),
        ('seminar_trust = "sfae"\n', "conf.py:21:1", "did you mean 'safe'?"),
        ('seminar_series["main"]["zoen"] = "UTC"\n', "conf.py:12:5", "did you mean 'zone'?"),
        ('extensions += ["no.such.module"]\n', "conf.py:21:16", "no.such.module"),
        ("1 / 0\n", "conf.py:21:1", "division by zero"),
    ],
)
def test_settings_that_end_a_build_are_problems_with_a_place(
    site: Site, run: Callable[..., Result], added: str, place: str, words: str
) -> None:
    site.configure(added)
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{place}: error: ")
    assert words in result.stdout
    assert "Traceback" not in result.output


def test_settings_that_are_mended_leave_the_other_problems(
    site: Site, run: Callable[..., Result]
) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN})
    good = (site.source / "conf.py").read_text("utf-8")
    first = run("check").stdout
    site.configure("1 / 0\n")
    assert run("check").stdout.count("\n") == 1
    site.write({"conf.py": good})
    assert run("check").stdout == first


def test_a_broken_private_file_is_a_problem_that_shows_nothing_of_it(
    site: Site, run: Callable[..., Result]
) -> None:
    site.write({"access.toml": "[main]\nurl = https://example.org/j/5550001\n"})
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith("access.toml:2:7: error: ")
    assert "5550001" not in result.output


def test_notes_fail_nothing(site: Site, run: Callable[..., Result]) -> None:
    entry = "@misc{unread, title = {Unread}, year = {2001}}\n"
    site.write({**WHOLE, "refs.bib": (site.source / "refs.bib").read_text("utf-8") + entry})
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout == (
        "refs.bib:8:7: note: entry 'unread' is read in no session [seminar.bib-unused]\n"
    )
    assert run("check", "--least", "warning").stdout == ""


def test_what_sessions_still_lack_is_noted(site: Site, run: Callable[..., Result]) -> None:
    text = "# Soon\n\n:::::{session} 2025-01-24\n\n::::{talk}\n:speaker: Ann\n::::\n:::::\n"
    site.write({**WHOLE, "sessions/soon.md": text})
    site.configure("seminar_remind_ahead = 14\n")
    result = run("check")
    assert result.exit_code == 0
    assert "sessions/soon.md:5:" in result.stdout
    assert "[seminar.title-missing]" in result.stdout


def test_files_are_named_as_seen_from_the_current_folder(
    site: Site, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN})
    monkeypatch.chdir(site.source / "sessions")
    assert run("check").stdout.startswith("b.md:4:2: ")
    monkeypatch.chdir(site.folder)
    assert run("check").stdout.startswith("source/sessions/b.md:4:2: ")


def test_a_suppressed_message_is_no_problem(site: Site, run: Callable[..., Result]) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN})
    site.configure('suppress_warnings = ["seminar", "myst.xref_missing", "ref.ref"]\n')
    assert run("check").exit_code == 0


def test_fix_mends_what_is_certain_and_leaves_the_rest(
    site: Site, run: Callable[..., Result]
) -> None:
    text = (
        "# Fix\r\n\r\n::::{session} 31.01.2025 14:00 asia/singapore\r\n:Venue: Hall\r\n"
        ":status: canceled\r\n:satus: x\r\n\r\n:::{talk} One\r\n:Readings: x\r\n"
        ":further_readings: E2011Principles\r\n:::\r\n::::\r\n"
    )
    site.write({**WHOLE, "sessions/b.md": text.encode()})
    result = run("check", "--fix")
    assert result.exit_code == 1
    assert (site.source / "sessions/b.md").read_bytes().decode() == (
        text.replace("31.01.2025 14:00 asia/singapore", "2025-01-31 14:00 Asia/Singapore")
        .replace(":Venue:", ":venue:")
        .replace("canceled", "cancelled")
        .replace(":Readings:", ":readings:")
        .replace("further_readings: E2011Principles", "further-readings: e2011principles")
    )
    assert "\n-:Venue: Hall\n" in result.stderr
    assert "\n+:venue: Hall\n" in result.stderr
    kinds = [line.rpartition("[")[2] for line in result.stdout.splitlines()]
    assert kinds == ["seminar.option-unknown]", "seminar.reading-unknown]"]


def test_a_dry_run_shows_and_writes_nothing(site: Site, run: Callable[..., Result]) -> None:
    site.write({**WHOLE, "sessions/b.md": BROKEN})
    result = run("check", "--fix", "--dry-run")
    assert "+:venue: Hall\n" in result.stderr
    assert (site.source / "sessions/b.md").read_text("utf-8") == BROKEN
    assert run("check", "--dry-run").exit_code == 2


def test_fix_leaves_files_outside_the_archive_alone(site: Site, run: Callable[..., Result]) -> None:
    outside = site.folder / "outside.md"
    outside.write_text(BROKEN, encoding="utf-8")
    (site.source / "sessions/b.md").symlink_to(outside)
    run("check", "--fix")
    assert outside.read_text("utf-8") == BROKEN


def test_a_folder_without_an_archive_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("extensions = []\n", encoding="utf-8")
    result = CliRunner().invoke(seminar, ["-C", str(tmp_path), "check"])
    assert result.exit_code == 2
    assert result.stderr.endswith("extensions lacks 'sphinx_seminar'\n")
