"""An ``archive.json`` becomes the archive that it was published by, in an empty folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from seminar_site import Site
from sphinx_seminar.cli.program import seminar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

SESSION = """\
# A session

::::{session} 2025-01-17
:notice: Bring tea.

:::{talk} A talk about *tea*
:speaker: Ana Ruiz (Example University)
:readings: tea2020 (ch. 1)
:topics: tea
How $a^2$ is brewed.
:::
::::
"""
BIB = "@book{tea2020,\n  title = {Tea},\n  author = {Bo, Al},\n  year = 2020\n}\n"


@pytest.fixture
def published(make_site: Callable[..., Site]) -> Path:
    """Return the archive.json of a site."""
    built = make_site({"sessions/2025/2025-01-17.md": SESSION, "refs.bib": BIB}).build()
    return built.outdir / "archive.json"


def run(folder: Path, *arguments: object) -> Result:
    return CliRunner().invoke(seminar, ["-C", str(folder), "import", *map(str, arguments)])


def test_an_archive_made_of_it_publishes_the_same(published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again" / "source"
    folder.mkdir(parents=True)
    shown = run(folder, published)
    assert "+++ sessions/2025/2025-01-17.md" in shown.output
    assert list(folder.iterdir()) == []
    result = run(folder, published, "--write")
    assert result.exit_code == 0, result.output
    site = Site.__new__(Site)
    site.folder, site.source = tmp_path / "again", folder
    assert site.build().text("archive.json").encode() == published.read_bytes()
    assert run(folder, published, "--write").output == "Nothing to write.\n"


def test_what_a_person_wrote_stays(published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "refs.bib").write_text("mine")
    result = run(folder, published, "--write")
    assert result.exit_code == 2
    assert "refs.bib: there already, and different" in result.output
    assert [path.name for path in folder.iterdir()] == ["refs.bib"]


def test_another_version_is_refused(published: Path, tmp_path: Path) -> None:
    text = published.read_text("utf-8")
    published.write_text(text.replace('"version": "1.', '"version": "9.'), "utf-8")
    result = run(tmp_path, published)
    assert result.exit_code == 2
    assert "no archive.json that is known here" in result.output
