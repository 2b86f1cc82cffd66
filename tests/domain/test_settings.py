"""What conf.py and people.toml change, and the day of the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

UPCOMING = "# Index\n\n```{toctree}\na\n```\n\n```{upcoming}\n```\n\n```{speakers}\n```\n"
PAGE = "# A\n\n::::{session} 2025-01-24\n\n:::{talk} Title\n:speaker: A. Lovelace\n:::\n::::\n"
FILES: dict[str, str | bytes] = {"index.md": UPCOMING, "a.md": PAGE}


@pytest.mark.parametrize(
    ("today", "epoch", "shown"),
    [
        ("2025-01-24", "", "As of January 24, 2025."),
        ("2025-01-24", "0", "As of January 24, 2025."),
        ("", "1737374400", "As of January 20, 2025."),
        # 23:30 in London is the next morning in Singapore
        ("", "1737415800", "As of January 21, 2025."),
    ],
)
def test_the_day_is_what_is_set_else_the_epochs_in_the_first_series_zone(
    make_site: Callable[..., Site],
    monkeypatch: pytest.MonkeyPatch,
    today: str,
    epoch: str,
    shown: str,
) -> None:
    site = make_site(FILES)
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    built = site.build("text", seminar_today=today)
    assert not built.warnings
    assert shown in built.text("index.txt")


@pytest.mark.parametrize(("today", "is_upcoming"), [("2025-01-24", True), ("2025-01-25", False)])
def test_a_session_is_upcoming_on_its_day(
    make_site: Callable[..., Site], today: str, *, is_upcoming: bool
) -> None:
    text = make_site(FILES).build("text", seminar_today=today).text("index.txt")
    assert ("No session is announced." in text) is not is_upcoming


def test_there_need_be_no_settings_at_all(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    (site.source / "conf.py").write_text(
        'extensions = ["sphinx_seminar"]\nprimary_domain = "seminar"\nhtml_theme = "basic"\n'
        'myst_enable_extensions = ["colon_fence"]\nproject = "Bare"\n',
        encoding="utf-8",
    )
    built = site.build("text")
    assert not built.warnings
    (session,) = built.archive.sessions
    assert (session.id, session.series, session.span.zone) == ("2025-01-24", "seminar", "UTC")


def test_people_have_the_names_and_pages_of_their_file(make_site: Callable[..., Site]) -> None:
    people = (
        '[ada]\nname = "Ada Lovelace"\naliases = ["A. Lovelace"]\n'
        'homepage = "https://example.org/ada"\n'
    )
    built = make_site({**FILES, "people.toml": people}).build("html")
    assert not built.warnings
    page = built.text("index.html")
    assert 'id="speaker-ada"' in page
    assert "Ada Lovelace" in page
    assert 'href="https://example.org/ada"' in page
    # on the talk the name stays as it was written
    assert "A. Lovelace" in built.text("a.html")


def test_a_homepage_that_runs_code_is_no_link(make_site: Callable[..., Site]) -> None:
    people = '[ada]\nname = "A. Lovelace"\nhomepage = "javascript:alert(1)"\n'
    built = make_site({**FILES, "people.toml": people}).build("html")
    assert [one.type for one in built.messages] == ["seminar.link-scheme"]
    assert 'href="javascript:' not in built.text("index.html")


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[ada"])
def test_an_unreadable_people_file_costs_itself(
    make_site: Callable[..., Site], data: bytes
) -> None:
    built = make_site({**FILES, "people.toml": data}).build("text")
    (message,) = built.messages
    assert (message.name, message.type) == ("people.toml", "seminar.file-unreadable")
    assert "A. Lovelace" in built.text("index.txt")


def test_the_line_of_a_talk_right_below_its_session_is_right(
    make_site: Callable[..., Site],
) -> None:
    page = "# A\n\n::::{session} 2025-01-24\n:::{talk} Title\n:speeker: Ada\n:::\n::::\n"
    (message,) = make_site({"index.md": page}).build("text").messages
    assert message.line == 5
