"""``seminar import``: a dry run first, then pages, entries and ways in; never twice."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from seminar_site import Site
from sphinx_seminar.cli.program import seminar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from loopback import Loopback

PAGE = """\
# Reading group

Fridays, 14:00-15:00, room 3. Zoom: https://example.zoom.us/j/91234567890?pwd=s3cretPass
Contact: ann@example.org

| Date | Presenter | Paper | Mood |
|---|---|---|---|
| 2024-03-01 | Ann Lee | [On rain](https://doi.org/10.5555/rain) | cheerful |
| 2024-03-08 | Bo Roy | [On snow](https://arxiv.org/abs/2401.00001) | |
| 2024-03-15 | -- | No meeting: Easter | |
"""
LATER = PAGE + "| 2024-03-22 | Cy Abt | [On hail](https://example.org/hail.pdf) | |\n"
FIRST = "sessions/2024/2024-03-01.md"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive into which the page was imported, and the page, in one folder."""
    folder = tmp_path_factory.mktemp("import") / "old-site"
    Site(folder / "a", {"refs.bib": ""})
    (folder / "page.md").write_text(PAGE)
    result = run(folder, "page.md", "--write", "--map", "Mood=topics")
    assert result.exit_code in {0, 1}, result.output
    return folder


@pytest.fixture
def imported(archive: Path, tmp_path: Path) -> Path:
    return shutil.copytree(archive, tmp_path / "old-site")


def run(folder: Path, *arguments: str) -> Result:
    source, *options = arguments
    return CliRunner().invoke(
        seminar,
        ["-C", str(folder / "a/source"), "import", str(folder / source), *options],
        catch_exceptions=False,
    )


def texts(folder: Path) -> dict[str, str]:
    source = folder / "a/source"
    return {
        path.relative_to(source).as_posix(): path.read_text("utf-8")
        for path in source.rglob("*")
        if path.is_file() and "_build" not in path.parts
    }


def test_a_dry_run_shows_everything_but_the_secret_and_writes_nothing(
    make_site: Callable[..., Site], tmp_path: Path
) -> None:
    site = make_site({"refs.bib": ""})
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    before = sorted(site.source.rglob("*.md"))
    result = CliRunner().invoke(seminar, ["-C", str(site.source), "import", str(page)])
    assert "3 found" in result.output
    assert f"+++ {FIRST}" in result.output
    assert f"{page}:6: what is “Mood”?" in result.output
    assert "Nothing written: --write writes." in result.output
    assert "s3cretPass" not in result.output
    assert "91234567890" not in result.output
    assert sorted(site.source.rglob("*.md")) == before


def test_sessions_readings_and_ways_in_go_where_they_belong(archive: Path) -> None:
    written = texts(archive)
    assert "Ann Lee" in written[FIRST]
    assert "10.5555/rain" in written["refs.bib"]
    assert "2401.00001" in written["refs.bib"]
    assert "status: no-meeting" in written["sessions/2024/2024-03-15.md"]
    assert "s3cretPass" in written.pop("access.toml")
    assert not any("s3cretPass" in text or "ann@example.org" in text for text in written.values())


def test_what_a_column_means_is_said_once(archive: Path) -> None:
    assert ":topics: cheerful" in texts(archive)[FIRST]
    assert "what is" not in run(archive, "page.md").output
    assert "Mood" in texts(archive)["import.toml"]


def test_a_second_import_changes_nothing(imported: Path) -> None:
    before = texts(imported)
    assert "Nothing to write." in run(imported, "page.md", "--write").output
    assert texts(imported) == before


def test_a_source_is_known_by_any_of_its_names(
    imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(imported)
    (imported / "page.md").write_text(PAGE.replace("Ann Lee", "Ann Lee-Roy"))
    result = CliRunner().invoke(seminar, ["-C", "a/source", "import", "page.md"])
    assert "1 changed at the source, written anew" in result.output
    assert "2 imported before" in result.output


def test_an_import_adds_what_is_new_and_keeps_what_a_person_edited(imported: Path) -> None:
    page = imported / "a/source" / FIRST
    page.write_text(page.read_text() + "\nA person wrote this.\n")
    edited = page.read_bytes()
    (imported / "page.md").write_text(LATER.replace("Ann Lee", "Ann Lee-Roy"))
    result = run(imported, "page.md", "--write")
    assert f"{FIRST}: changed at the source and edited here: not touched" in result.output
    assert page.read_bytes() == edited
    written = texts(imported)
    assert "Cy Abt" in written["sessions/2024/2024-03-22.md"]
    assert "https://example.org/hail.pdf" in written["refs.bib"]


def test_a_file_that_a_person_deleted_stays_away(imported: Path) -> None:
    (imported / "a/source" / FIRST).unlink()
    (imported / "page.md").write_text(PAGE.replace("Ann Lee", "Ann Lee-Roy"))
    assert "not touched" in run(imported, "page.md", "--write").output
    assert FIRST not in texts(imported)


def test_json_says_what_was_found_and_no_secret(archive: Path) -> None:
    result = run(archive, "page.md", "--json", "--as-of", "2024-06-01")
    report = json.loads(result.stdout)
    assert report["counts"]["found"] == 3
    first = report["sessions"][0]
    assert (first["date"], first["fate"], first["path"]) == ("2024-03-01", "same", FIRST)
    assert first["readings"] == [
        {"title": "On rain", "url": "https://doi.org/10.5555/rain", "doi": "10.5555/rain"}
    ]
    assert report["sources"][0]["defaults"]["access"] == ["url"]
    assert "s3cretPass" not in result.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_ways_in_are_not_written_where_git_would_publish_them(imported: Path) -> None:
    source = imported / "a/source"
    subprocess.run(["git", "init", "-q", str(source)], check=True)
    for name in ("access.toml", "imported.json", FIRST):
        (source / name).unlink()
    result = run(imported, "page.md", "--write")
    assert result.exit_code == 2
    assert "git does not ignore access.toml" in result.output
    assert not (source / FIRST).exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("talks.yml", b"- {date: 2024-03-01\n", "cannot be read"),
        ("talks.zip", b"PK\x03\x04", "no format that can be imported"),
        ("talks.md", b"PK\x03\x04abc", "a ZIP archive"),
        ("talks.csv", b"", "empty"),
        ("gone.md", None, "there is no such file"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_2(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = CliRunner().invoke(seminar, ["-C", str(tmp_path), "import", str(path)])
    assert result.exit_code == 2
    (line,) = result.output.splitlines()
    assert name in line
    assert words in line


def test_without_an_archive_it_reports_and_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE)
    start = ["-C", str(tmp_path), "import", str(tmp_path / "page.md")]
    assert "3 found" in CliRunner().invoke(seminar, start).output
    result = CliRunner().invoke(seminar, [*start, "--write"])
    assert result.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_fetch_completes_readings_with_an_identifier(
    site: Site, tmp_path: Path, server: Loopback
) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "- 2025-05-02: Ann Lee, [On force fields](https://doi.org/10.1021/acscentsci.8b00913)\n"
        "- 2025-05-09: Bo Roy, [Not found](https://doi.org/10.5555/unknown)\n"
        "- 2025-05-16: Cy Abt, [On hail](https://example.org/hail.pdf)\n"
    )
    before = len(server.asked)
    start = ["-C", str(site.source), "import", str(page), "--write"]
    result = CliRunner().invoke(seminar, [*start, "--fetch", "--timeout", "1"])
    assert "“Not found”: " in result.output
    assert len(server.asked) > before
    assert not any("example.org" in str(one) for one in server.asked[before:])
    refs = (site.source / "refs.bib").read_text("utf-8")
    assert "Wang, Jiang" in refs
    assert "ACS Central Science" in refs
    assert "todo" in refs.partition("Not found")[2]
    assert "Wang, Jiang" not in refs.partition("Not found")[2]
