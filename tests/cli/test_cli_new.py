from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click
import pytest

from sphinx_seminar.cli.drafting import Draft, folder_for, year_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from seminar_site import Site

RHYTHM = 'seminar_series["main"]["rhythm"] = "every friday"\n'
YEAR = "# 2025\n\n```{sessions}\n:year: 2025\n```\n\n```{toctree}\n:glob:\n\n2025-*\n```\n"
SESSION = "# Talk\n\n:::{session} 2025-01-24\n:::\n"


@pytest.fixture
def site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An archive whose sessions lie by year, one every Friday from 2025-01-20 on."""
    site.configure(RHYTHM)
    (site.source / "sessions/a.md").unlink()
    site.write({
        "index.md": "# Index\n\n```{toctree}\n:glob:\n\nsessions/*/index\n```\n",
        "sessions/2025/index.md": YEAR,
        "sessions/2025/2025-01-24.md": SESSION,
    })  # fmt: skip
    monkeypatch.chdir(site.source)
    return site


def test_the_next_free_date_is_taken(site: Site, run: Callable[..., Result]) -> None:
    result = run("new")
    assert (result.exit_code, result.stdout) == (0, "sessions/2025/2025-01-31.md\n")
    assert (site.source / "sessions/2025/2025-01-31.md").read_text("utf-8") == (
        "# 2025-01-31\n\n:::::{session} 2025-01-31\n:status: tba\n\n"
        "::::{talk}\n:speaker:\n:readings:\n\n::::\n:::::\n"
    )
    assert run("new").stdout == "sessions/2025/2025-02-07.md\n"
    assert run("check", "--least", "warning").stdout == ""


def test_what_is_known_is_filled_in(site: Site, run: Callable[..., Result]) -> None:
    run(
        "new", "2025-03-12", "--title", "On $L^2$", "--speaker", 'Ann: "x" (A # B)',
        "--speaker", "Bo", "--time", "15:00-16:00",
    )  # fmt: skip
    archive = site.build("dummy").archive
    session = archive.session_by_id["2025-03-12"]
    (talk,) = session.talks
    assert talk.plain_title == "On $L^2$"
    assert [one.name for one in talk.speakers] == ['Ann: "x"', "Bo"]
    assert talk.speakers[0].affiliation == "A # B"
    assert f"{session.span.start:%H:%M}" == "15:00"


def test_a_new_year_gets_its_page(site: Site, run: Callable[..., Result]) -> None:
    result = run("new", "2026-01-16", "--title", "T", "--speaker", "S")
    assert result.stdout == "sessions/2026/2026-01-16.md\nsessions/2026/index.md\n"
    page = (site.source / "sessions/2026/index.md").read_text("utf-8")
    assert page == YEAR.replace("2025", "2026")
    assert run("check").exit_code == 0


def test_a_second_session_of_a_day_gets_an_id_and_a_file_of_its_own(
    site: Site, run: Callable[..., Result]
) -> None:
    before = (site.source / "sessions/2025/2025-01-24.md").read_bytes()
    result = run("new", "2025-01-24", "--title", "Second", "--time", "17:00-18:00")
    assert result.stdout == "sessions/2025/2025-01-24-2.md\n"
    text = (site.source / "sessions/2025/2025-01-24-2.md").read_text("utf-8")
    assert ":id: 2025-01-24b\n" in text
    assert (site.source / "sessions/2025/2025-01-24.md").read_bytes() == before
    assert run("check", "--least", "warning").stdout == ""


def test_a_session_of_another_series_says_so(site: Site, run: Callable[..., Result]) -> None:
    site.configure('seminar_series["other"] = {"title": "Other", "zone": "UTC"}\n')
    result = run("new", "2025-03-14", "--series", "other", "--title", "T")
    assert result.stdout == "sessions/2025/2025-03-14-other.md\n"
    text = (site.source / "sessions/2025/2025-03-14-other.md").read_text("utf-8")
    assert ":series: other\n" in text
    result = run("new", "--series", "other")
    assert result.exit_code == 2
    assert "no rhythm in conf.py for other: give a DATE" in result.stderr
    assert "no series othr; did you mean other?" in run("new", "--series", "othr").stderr


@pytest.mark.parametrize(
    ("typed", "words"),
    [("14.03.2025", "did you mean 2025-03-14?"), ("2025-02-30", "2025-02-28"), ("soon", "YYYY")],
)
def test_a_date_that_is_none_is_refused(run: Callable[..., Result], typed: str, words: str) -> None:
    result = run("new", typed)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_time_that_is_none_is_refused(run: Callable[..., Result]) -> None:
    result = run("new", "2025-03-14", "--time", "2pm")
    assert result.exit_code == 2
    assert "HH:MM" in result.stderr


def test_an_archive_with_its_own_template_uses_it(site: Site, run: Callable[..., Result]) -> None:
    site.configure('include_patterns = ["index.md", "sessions/**"]\n')
    template = "# {{ title }} ({{year}})\n\n```{session} {{ when }}\n```\n{{ unknown }} $x$\n"
    site.write({"session-template.md": template})
    run("new", "2025-03-14", "--title", "T")
    text = (site.source / "sessions/2025/2025-03-14.md").read_text("utf-8")
    assert text == "# T (2025)\n\n```{session} 2025-03-14\n```\n{{ unknown }} $x$\n"


def test_an_archive_that_has_errors_gets_its_session(
    site: Site, run: Callable[..., Result]
) -> None:
    site.write({"sessions/2025/b.md": "# B\n\n:::{session} nonsense\n:venu: x\n:::\n{ref}`x`\n"})
    assert run("new").exit_code == 0


def test_the_editor_opens_the_file(
    site: Site, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str | None] = []
    monkeypatch.setattr(click, "edit", lambda *, filename: opened.append(filename))
    run("new")
    assert opened == []
    monkeypatch.setattr(sys.modules["sphinx_seminar.cli.new"], "sys", _Terminal)
    run("new")
    run("new", "--no-edit")
    assert opened == [os.fspath(site.source / "sessions/2025/2025-02-07.md")]


class _Terminal:
    class stdin:  # noqa: N801
        @staticmethod
        def isatty() -> bool:
            return True


@pytest.mark.parametrize(
    ("sources", "folder"),
    [
        ([], "sessions/2026"),
        (["sessions/2025/a.md"], "sessions/2026"),
        (["talks/2024/a.md", "2025/b.md"], "2026"),
        (["sessions/a.md"], "sessions"),
        (["a.md"], ""),
        (["archive/2024/spring/a.md"], "archive/2024/spring"),
    ],
)
def test_a_session_goes_beside_the_last_one(sources: list[str], folder: str) -> None:
    assert folder_for("2026", sources) == folder


def test_only_whole_years_become_the_new_one() -> None:
    assert year_page("# 2025\n\n2025-*\n12025 20255\n", "2025", "2026") == (
        "# 2026\n\n2026-*\n12025 20255\n"
    )


def test_a_template_of_restructuredtext_gets_its_options() -> None:
    draft = Draft("2025-01-31", "2025-01-31", "T", {"id": "x"}, {"speaker": "Ann"})
    template = "{{ title }}\n=\n\n.. session:: {{ when }}\n\n   .. talk:: {{ talk }}\n"
    assert draft.fill(template) == (
        "T\n=\n\n.. session:: 2025-01-31\n   :id: x\n\n   .. talk:: T\n      :speaker: Ann\n"
    )
