from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from .site import Site, build

if TYPE_CHECKING:
    from pathlib import Path


def markdown_list(levels: int) -> str:
    return "# List\n\n" + "".join(f"{'  ' * level}- item{level}\n" for level in range(levels))


def quotation(levels: int) -> str:
    return f"# Quotation\n\n{'>' * levels} innermost\n"


def fences(levels: int) -> str:
    opening = "".join(f"{'`' * (levels + 3 - level)}{{note}}\n" for level in range(levels))
    closing = "".join(f"{'`' * (4 + level)}\n" for level in range(levels))
    return f"# Fences\n\n{opening}innermost\n{closing}"


def rst_notes(levels: int) -> str:
    notes = "".join(f"{'   ' * level}.. note::\n\n" for level in range(levels))
    return f"Notes\n=====\n\n{notes}{'   ' * levels}innermost\n"


PAGES: dict[str, str | bytes] = {
    "list_60.md": markdown_list(60),
    "list_300.md": markdown_list(300),
    "quotation_100.md": quotation(100),
    "quotation_5000.md": quotation(5000),
    "fences_50.md": fences(50),
    "fences_240.md": fences(240),
    "notes_60.rst": rst_notes(60),
    "notes_500.rst": rst_notes(500),
    "plain.md": "# Plain\n",
}
DEEP = [name for name in PAGES if re.search(r"\d{3,}", name) and "_100." not in name]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder: Path = tmp_path_factory.mktemp("nesting") / "site"
    folder.mkdir()
    return build(folder, PAGES)


@pytest.mark.parametrize("name", [name for name in PAGES if name not in DEEP])
def test_text_is_not_lost_within_the_bound(site: Site, name: str) -> None:
    page = site.page(name.partition(".")[0] + ".html")
    last = {"list": "item59", "plain": "Plain"}.get(re.split(r"[_.]", name)[0], "innermost")
    assert last in page
    assert site.found(name) == []


@pytest.mark.parametrize("name", DEEP)
def test_beyond_the_bound_a_document_is_kept_as_it_is_written(site: Site, name: str) -> None:
    page = html.unescape(re.sub(r"<[^>]*>", "", site.page(name.partition(".")[0] + ".html")))
    assert str(PAGES[name]).strip() in page
    assert [kind for kind, _line in site.found(name)] == ["nesting"]


@pytest.mark.parametrize("builder", ["latex", "xml", "epub", "text"])
def test_every_builder_bears_the_bound(site: Site, builder: str) -> None:
    other = build(site.source, {}, builder, epub_copyright="-", version="1")
    assert other.messages == site.messages


def test_plain_text_keeps_what_is_deeper_than_a_line_is_wide(site: Site) -> None:
    other = build(site.source, {}, "text")
    for name in ("quotation_100", "fences_50", "notes_60"):
        assert "innermost" in other.page(f"{name}.txt")
    assert "item59" in other.page("list_60.txt")
