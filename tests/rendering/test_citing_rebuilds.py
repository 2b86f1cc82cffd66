"""When numbers or letters shift, the pages that show them are written again, and no others."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.rendering.citation.csl.engine import find_engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seminar_site import Site

REFS = """\
@book{doe, author = {Doe, Jane}, title = {Middle}, publisher = {P}, year = {2019}}
@book{fox, author = {Fox, Eve}, title = {Later}, publisher = {P}, year = {2020}}
"""
FIRST = "@book{abel, author = {Abel, Ann}, title = {New}, publisher = {P}, year = {2001}}\n"
ALIKE = "@book{doe2, author = {Doe, Jane}, title = {Another}, publisher = {P}, year = {2019}}\n"
LAST = "@book{zorn, author = {Zorn, Zoe}, title = {New}, publisher = {P}, year = {2001}}\n"


def session(day: str, key: str) -> str:
    return (
        f"# Page of {day}\n\n::::{{session}} 2025-01-{day}\n:::{{talk}} On {key}\n"
        f":speaker: Ann\n:readings: {key}\n:::\n::::\n"
    )


FILES: dict[str, str | bytes] = {
    "refs.bib": REFS,
    "index.md": "# Index\n\n```{toctree}\ndoe\nfox\ntext\nplain\nhome\nbib\nall\nlist\n```\n",
    "doe.md": session("10", "doe"),
    "fox.md": session("17", "fox"),
    "text.md": "# Text\n\nSee {cite}`{see} fox (p. 3); doe` and {reading}`fox`.\n",
    "plain.md": "# Plain\n\nNothing is cited.\n",
    "home.md": "# Home\n\n:::{reading} fox\nNotes.\n:::\n",
    "bib.md": "# Bibliography\n\n```{readings}\n```\n",
    "all.md": "# All\n\n```{sessions}\n```\n",
    "list.md": "# List\n\n```{reading-list}\n:year: 2025\n```\n",
}
#: Without the holder of the toctree, which Sphinx writes with every page that it names.
PAGES = {name.removesuffix(".md") for name in FILES if name.endswith(".md")} - {"index"}
_NEEDS_PANDOC = pytest.mark.skipif(find_engine() is None, reason="pandoc is not installed")
NUMERIC = ["numeric", pytest.param("ieee", marks=_NEEDS_PANDOC)]
STYLES = ["author-year", pytest.param("apa", marks=_NEEDS_PANDOC), *NUMERIC]
#: One of each kind, for what no style decides.
KINDS = ["numeric", pytest.param("apa", marks=_NEEDS_PANDOC)]


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


class Archive:
    """An archive in one style, built again and again, and compared with clean builds."""

    def __init__(self, site: Site, style: str) -> None:
        self._site = site
        self.style = style
        self._builds = 0
        self._build()

    def _build(self, **options: str | int) -> Path:
        made = self._site.build(seminar_citation_style=self.style, **options)
        assert made.messages == []
        return made.outdir

    def changed(self, files: dict[str, str | bytes], *, parallel: int = 1) -> set[str]:
        """Write *files*, build, and return the pages that were written; all are a clean build's."""
        out = self._site.folder / "html"
        before = {path: path.stat().st_mtime_ns for path in out.glob("*.html")}
        self._site.write(files)
        self._build(parallel=parallel)
        written = {
            path.stem
            for path in out.glob("*.html")
            if path.stem in PAGES and before.get(path) != path.stat().st_mtime_ns
        }
        self._builds += 1
        name = f"clean{self._builds}"
        clean = self._build(out=name, doctrees=f"{name}.doctrees")
        assert tree(out) == tree(clean)
        return written


@pytest.fixture
def archive(request: pytest.FixtureRequest, make_site: Callable[..., Site]) -> Archive:
    return Archive(make_site(FILES), request.param)


def is_numbered(archive: Archive) -> bool:
    return archive.style in {"numeric", "ieee"}


@pytest.mark.parametrize("archive", STYLES, indirect=True)
def test_an_entry_that_shifts_all_numbers(archive: Archive) -> None:
    written = archive.changed({"refs.bib": FIRST + REFS})
    showing = {"doe", "fox", "text", "home", "list", "bib"}
    assert written == (showing if is_numbered(archive) else {"bib"})
    # and back
    assert archive.changed({"refs.bib": REFS}) == written


@pytest.mark.parametrize("archive", NUMERIC, indirect=True)
def test_an_entry_that_shifts_one_number(archive: Archive) -> None:
    between = ALIKE.replace("Doe, Jane", "Eck, Jo")
    written = archive.changed({"refs.bib": REFS + between})
    assert written == {"fox", "text", "home", "list", "bib"}


@pytest.mark.parametrize("archive", KINDS, indirect=True)
def test_an_entry_at_the_end_of_the_bibliography(archive: Archive) -> None:
    assert archive.changed({"refs.bib": LAST + REFS}) == {"bib"}


@pytest.mark.parametrize("archive", STYLES, indirect=True)
def test_an_entry_that_makes_letters(archive: Archive) -> None:
    written = archive.changed({"refs.bib": REFS + ALIKE})
    showing = {"doe", "text", "list", "bib"}
    if is_numbered(archive):
        assert written == {*showing, "fox", "home", "all"}
    else:
        # Names and year stand in the list of sessions as well.
        assert written == {*showing, "all"}
    assert archive.changed({"refs.bib": REFS}) == written


@pytest.mark.parametrize("archive", KINDS, indirect=True)
def test_an_edit_of_a_page_writes_that_page(archive: Archive) -> None:
    assert archive.changed({"plain.md": "# Plain\n\nOther words.\n"}) == {"plain"}


@pytest.mark.parametrize("archive", KINDS, indirect=True)
def test_a_new_citation_writes_its_page(archive: Archive) -> None:
    text = "# Plain\n\nNow {cite}`doe (ch. 1)` is.\n"
    assert archive.changed({"plain.md": text}) == {"plain"}


@pytest.mark.parametrize("archive", KINDS, indirect=True)
def test_an_edit_of_an_entry_writes_the_pages_that_show_it(archive: Archive) -> None:
    written = archive.changed({"refs.bib": REFS.replace("Middle", "Midst")})
    assert written == {"doe", "text", "list", "bib", "all"}


@pytest.mark.parametrize("archive", KINDS, indirect=True)
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_two_processes_make_the_same(archive: Archive) -> None:
    assert archive.changed({"refs.bib": FIRST + REFS + ALIKE}, parallel=2)
    more: dict[str, str | bytes] = {
        f"more{number}.md": f"---\norphan: true\n---\n# More\n\n{{cite}}`fox (p. {number})`\n"
        for number in range(8)
    }
    archive.changed(more, parallel=2)
