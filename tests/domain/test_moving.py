"""The worked example of docs/moving.md: both projects are built as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

pytest.importorskip("sphinxcontrib.bibtex")

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

PAGE = Path(__file__).resolve().parents[2] / "docs" / "moving.md"
_BLOCK = re.compile(
    r"^(`{3,})\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)^\1$", re.DOTALL | re.MULTILINE
)
# pybtex writes titles of articles in small letters.
TITLES = ("on tides", "on narrow bays", "the moon and the sea")


def files_of(state: str) -> dict[str, str | bytes]:
    """Return the files of the example *before* or *after* the move."""
    found = {match[2]: match[3] for match in _BLOCK.finditer(PAGE.read_text("utf-8"))}
    return {
        name.partition("/")[2]: text
        for name, text in found.items()
        if name.startswith((f"{state}/", "both/"))
    }


@pytest.mark.parametrize(
    ("state", "names"), [("before", "Hill and Dale"), ("after", "Hill & Dale")]
)
def test_the_example_builds_and_cites_the_same_works(
    make_site: Callable[..., Site], state: str, names: str
) -> None:
    files = files_of(state)
    assert sorted(files) == ["bibliography.md", "conf.py", "index.md", "more.bib", "refs.bib"]
    site = make_site(files)
    html, latex = site.build(), site.build("latex")
    assert (html.warnings, latex.warnings) == ("", "")
    text = " ".join(html.doctree("index").astext().split())
    assert re.search(rf"{names}, 1999, p\. 12", text)
    assert re.search(r"Moor [(\[]2003[)\]] and others", text)
    assert "Lund, 1950" in text
    links = html.doctree("index").findall(nodes.reference)
    targets = {link["refuri"] for link in links if "bibliography.html#" in link.get("refuri", "")}
    assert len(targets) == len(TITLES)
    page = html.text("bibliography.html").lower()
    assert all(title in page for title in TITLES)
    (source,) = (path.read_text("utf-8") for path in latex.outdir.glob("*.tex"))
    assert all(title in source.lower() for title in TITLES)
