from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sphinx_seminar.cli.program import seminar
from sphinx_seminar.parsing.idlock import Published, format_lock, parse_lock
from sphinx_seminar.parsing.optionlines import add_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

INDEX = "# Index\n\n```{toctree}\n:glob:\n*\n```\n\n```{sessions}\n```\n"
PAGE = "# P\n\n::::{session} 2025-01-17\n\n:::{talk} Waves\n:speaker: Ann Doe\n:::\n::::\n"


def run(site: Site, *arguments: str) -> str:
    done = CliRunner().invoke(seminar, ["-C", str(site.source), *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def make(make_site: Callable[..., Site]) -> Site:
    site = make_site({"index.md": INDEX, "old.md": PAGE})
    run(site, "lock")
    return site


def test_the_lock_is_read_back() -> None:
    entries = [Published("talk", "b", "p", "talk-b"), Published("session", "a", "p", "session-a")]
    text = format_lock(entries)
    assert [one[:4] for one in parse_lock(text)] == sorted(one[:4] for one in entries)
    assert format_lock(parse_lock(text)) == text


def test_the_command_notes_ids_and_addresses(make_site: Callable[..., Site]) -> None:
    lock = (make(make_site).source / "ids.lock").read_text("utf-8")
    assert "session 2025-01-17 old#session-2025-01-17\n" in lock
    assert "talk 2025-01-17-1 old#talk-2025-01-17-1\n" in lock


def test_a_build_writes_no_lock(make_site: Callable[..., Site]) -> None:
    site = make_site({"index.md": INDEX, "old.md": PAGE})
    site.build()
    assert not (site.source / "ids.lock").exists()


def test_an_id_that_vanished_is_told_of(make_site: Callable[..., Site]) -> None:
    site = make(make_site)
    assert site.build().messages == []
    site.write({"old.md": PAGE.replace("2025-01-17", "2025-01-24")})
    told = [one for one in site.build().messages if one.type == "seminar.id-vanished"]
    assert [(one.name, one.text.partition(";")[0]) for one in told] == [
        ("ids.lock", "the session '2025-01-17' was published, and is no more"),
        ("ids.lock", "the talk '2025-01-17-1' was published, and is no more"),
    ]
    assert ":aliases: ID, :withdrawn: REASON; did you mean '2025-01-24'?" in told[0].text


def test_an_alias_keeps_an_id(make_site: Callable[..., Site]) -> None:
    site = make(make_site)
    page = PAGE.replace("2025-01-17\n", "2025-01-24\n:aliases: 2025-01-17\n")
    page = page.replace("Waves\n", "Waves\n:aliases: 2025-01-17-1\n")
    site.write({"old.md": page, "ref.md": "# R\n\n{session}`2025-01-17` {talk}`2025-01-17-1`\n"})
    built = site.build()
    assert built.messages == []
    shown = built.text("old.html")
    assert 'id="session-2025-01-17"' in shown
    assert 'id="talk-2025-01-17-1"' in shown
    assert 'href="old.html#session-2025-01-24"' in built.text("ref.html")


def test_a_tombstone_keeps_an_id(make_site: Callable[..., Site]) -> None:
    site = make(make_site)
    site.write({"old.md": PAGE.replace("2025-01-17\n", "2025-01-17\n:withdrawn: Gone\n")})
    told = [one.text for one in site.build().messages if one.type == "seminar.id-vanished"]
    assert told == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_renamed_page_leaves_a_redirect(make_site: Callable[..., Site], builder: str) -> None:
    site = make(make_site)
    site.build(builder)
    (site.source / "old.md").rename(site.source / "new.md")
    built = site.build(builder, html_baseurl="https://seminar.example/")
    assert built.messages == []
    page, address = {
        "html": ("old.html", "new.html#session-2025-01-17"),
        "dirhtml": ("old/index.html", "../new/#session-2025-01-17"),
    }[builder]
    text = built.text(page)
    assert f'content="0; url={address}"' in text
    assert '<link rel="canonical" href="https://seminar.example/new' in text
    assert "<script" not in text
    # in the next build as well, and gone when the page is back
    assert f"url={address}" in site.build(builder).text(page)
    (site.source / "new.md").rename(site.source / "old.md")
    assert "Waves" in site.build(builder).text(page)
    assert "Waves" in site.build(builder).text(page)


def test_a_second_lock_keeps_old_addresses(make_site: Callable[..., Site]) -> None:
    site = make(make_site)
    (site.source / "old.md").rename(site.source / "new.md")
    run(site, "lock")
    lock = (site.source / "ids.lock").read_text("utf-8")
    assert "session 2025-01-17 old#" in lock
    assert "session 2025-01-17 new#" in lock


@pytest.mark.parametrize("name", ["2025-01-17", "2025-01-17-1"])
def test_the_command_withdraws(make_site: Callable[..., Site], name: str) -> None:
    site = make_site({"index.md": INDEX, "old.md": PAGE})
    said = run(site, "withdraw", name, "--reason", 'The speaker\'s wish: "no"')
    assert said == f"old.md: {name} is withdrawn; build and publish\n"
    built = site.build()
    assert built.messages == []
    text = built.text("old.html")
    assert "Waves" not in text
    assert "Withdrawn" in text
    assert "s wish:" in text
    assert "already" in run(site, "withdraw", name)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("# P\n\n:::{talk} T\nx\n:::\n", 3, "# P\n\n:::{talk} T\n:w: R\nx\n:::\n"),
        ("```{session} D\r\n```\r\n", 1, "```{session} D\r\n:w: R\r\n```\r\n"),
        (".. session:: D\n   :x: y\n", 1, ".. session:: D\n   :w: R\n   :x: y\n"),
        ("::::{session} D\n:::{talk} T\n", 1, "::::{session} D\n:w: R\n:::{talk} T\n"),
        (":::{talk} T\n---\na: b\n---\n", 1, ":::{talk} T\n---\nw: R\na: b\n---\n"),
        ("x\n:::{talk} T\n", 1, "x\n:::{talk} T\n:w: R\n"),
        ("x\n", 1, None),
    ],
)
def test_an_option_is_added_and_nothing_else_changes(
    text: str, line: int, expected: str | None
) -> None:
    assert add_option(text, line, "w", "R") == expected
