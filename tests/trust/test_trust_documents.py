from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from .site import Site, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import seminar_site

GOOD: dict[str, str | bytes] = {f"good{number}.md": f"# Good {number}\n" for number in range(8)}
BAD: dict[str, str | bytes] = {
    "latin1.md": "# Über\n\nGrüße\n".encode("latin-1"),
    "utf16.md": "# Title\n".encode("utf-16"),
    "surrogate.md": b"# T\n\n\xed\xa0\x80\n",
    "nul.md": b"# T\n\na\0b\n",
    "large.md": b"# T\n\n" + b"a " * (1024 * 1024 + 10),
    "empty.md": b"",
    ".secret.md": "# Secret\n",
    ".hidden/page.md": "# Secret\n",
    "bell\x07.md": "# Bell\n",
    "two\nlines.md": "# Two\n",
    "n" * 240 + ".md": "# Long\n",
    "Talk.md": "# First\n",
    "talk.md": "# Second\n",
    "search.md": "# Mine\n",
    "genindex.md": "# Mine\n",
    "bad.rst": b"T\n=\n\n\xff\n",
}


def make(source: Path) -> None:
    source.mkdir()
    outside = source.parent / "outside.md"
    outside.write_text("# Outside\n\nSECRET\n", encoding="utf-8")
    os.mkfifo(source / "fifo.md")
    with socket.socket(socket.AF_UNIX) as server:
        # the address of a socket is short: bind in the folder itself
        here = os.open(".", os.O_RDONLY)
        os.chdir(source)
        server.bind("socket.md")
        os.fchdir(here)
        os.close(here)
    (source / "leak.md").symlink_to(outside)
    (source / "loop").symlink_to(source, target_is_directory=True)
    (source / "away").symlink_to(source.parent / "folder", target_is_directory=True)
    (source.parent / "folder").mkdir()
    (source.parent / "folder" / "page.md").write_text("# SECRET\n", encoding="utf-8")
    os.chmod(source / "fifo.md", 0o600)  # noqa: PTH101 -- a FIFO, as a file would be


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents") / "site"
    make(folder)
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return build(folder, {**GOOD, **BAD})


@pytest.mark.parametrize(
    ("name", "kind", "line"),
    [
        ("latin1.md", "file-unreadable", 1),
        ("utf16.md", "file-unreadable", 1),
        ("surrogate.md", "file-unreadable", 3),
        ("nul.md", "file-unreadable", 3),
        ("large.md", "file-size", 1),
        ("empty.md", "file-unreadable", 1),
        (".secret.md", "file-unreadable", 1),
        ("page.md", "file-unreadable", 1),
        ("bell\\x07.md", "file-unreadable", 1),
        ("n" * 240 + ".md", "file-unreadable", 1),
        ("fifo.md", "file-unreadable", 1),
        ("socket.md", "file-unreadable", 1),
        ("leak.md", "file-outside", 1),
        ("talk.md", "name-collision", 1),
        ("search.md", "name-reserved", 1),
        ("genindex.md", "name-reserved", 1),
        ("bad.rst", "file-unreadable", 4),
    ],
)
def test_a_file_that_cannot_be_a_document_costs_itself(
    site: Site, name: str, kind: str, line: int
) -> None:
    assert (kind, line) in site.found(name)


def test_a_name_of_two_lines_is_told(site: Site) -> None:
    assert any("two\\nlines" in one.text for one in site.messages)


def test_every_other_file_is_built(site: Site) -> None:
    for number in range(8):
        assert f"Good {number}" in site.page(f"good{number}.html")
    assert "First" in site.page("Talk.html")


def test_nothing_of_what_is_kept_out_is_published(site: Site) -> None:
    assert site.holds("SECRET") == []
    names = {path.stem for path in site.output.rglob("*.html")}
    assert names == {"index", "Talk", "genindex", "search", *(f"good{n}" for n in range(8))}


def test_a_loop_of_links_is_told_once_and_read_never(site: Site) -> None:
    loops = [line for line in site.log.splitlines() if "/loop/" in line and "symlink" in line]
    assert len(loops) == 1
    assert not (site.output / "loop").exists()


def test_the_next_build_says_the_same_and_a_parallel_one_too(site: Site, folder: Path) -> None:
    for parallel in (1, 2):
        again = build(folder, {}, parallel=parallel)
        assert again.messages == site.messages


def test_a_file_comes_back_when_mended_and_goes_when_broken(tmp_path: Path) -> None:
    source = tmp_path / "site"
    source.mkdir()
    index = "# I\n\n```{toctree}\na\nb\n```\n"
    first = build(source, {"index.md": index, "a.md": b"\xff", "b.md": "# B\n"})
    assert first.found("a.md") == [("file-unreadable", 1)]
    mended = build(source, {"a.md": "# Mended\n"})
    assert mended.messages == []
    assert "Mended" in mended.page("a.html")
    assert "Mended" in mended.page("index.html")
    broken = build(source, {"b.md": b"# B\n\n\xff"})
    assert broken.found("b.md") == [("file-unreadable", 3)]
    other = tmp_path / "clean"
    other.mkdir()
    clean = build(other, {"index.md": index, "a.md": "# Mended\n", "b.md": b"# B\n\n\xff"})
    assert broken.page("index.html") == clean.page("index.html")
    assert broken.log.replace(str(source), "") == clean.log.replace(str(other), "")


def test_two_documents_for_one_page_are_told_where_the_builder_makes_them_one(
    tmp_path: Path,
) -> None:
    source = tmp_path / "site"
    source.mkdir()
    pages: dict[str, str | bytes] = {"t.md": "# T\n", "t/index.md": "# Other\n"}
    assert build(source, pages).messages == []
    told = build(source, {}, "dirhtml").messages
    assert [(one.kind, one.name) for one in told] == [("name-collision", "index.md")]


@pytest.mark.parametrize("theme", ["sphinx_book_theme", "alabaster"])
def test_a_heading_is_text_wherever_a_theme_shows_it(
    make_site: Callable[..., seminar_site.Site], theme: str
) -> None:
    site = make_site({"index.md": "# A \\<img src=x onerror=alert(1)\\> & b\n\nText.\n"})
    page = site.build("html", html_theme=theme).text("index.html")
    assert "<img src=x" not in page
    assert "A &lt;img src=x onerror=alert(1)&gt; &amp; b<" in page
