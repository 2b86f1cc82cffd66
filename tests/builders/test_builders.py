"""Every builder of Sphinx makes the whole archive without a warning, and writes no placeholder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from seminar_site import Site
from sphinx_seminar.domain.nodes import BLOCKS, INLINES, Placeholder

from .rich_archive import CONF, site_files

if TYPE_CHECKING:
    from seminar_site import Built

#: Builders that look at one document after another, and those that merge all into one.
BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "json", "pickle", "latex", "text", "man"),
    *("texinfo", "xml", "pseudoxml", "gettext", "linkcheck", "dummy"),
)
#: sphinxcontrib-serializinghtml 2.0 cannot write the translated name of an index.
SETTINGS = {"json": {"html_domain_indices": False}}
#: Sphinx's own tables of contents in singlehtml lead nowhere (sphinx-doc/sphinx#14221).
CONTENTS = re.compile(r'<li class="toctree-l\d+"><a [^>]*>')
#: What a reader must find in a format that is read as text.
SHOWN = (
    *("Ada Lovelace", "朱爱清", "NUS, Singapore", "Second talk", "A night in Berlin", "陈梦怡"),
    *("新加坡国立大学", "ch. 1-3", "A Paper", "J. Tests", "Unread", "Further readings", "Bob"),
    *("Cancelled", "Postponed", "No meeting", "why not", "Cid_Chair", "Outside the terms"),
    *("Slides", "Recording", "Testing", "多尺度", "March 2025", "Discussed in", "Reading group"),
)
# The list of all sessions, by term, is not printed: a book has its contents.
UNPRINTED = "Outside the terms"
TEXT_OUTPUTS = {
    "text": ("**/*.txt", SHOWN),
    "html": ("**/*.html", SHOWN),
    "singlehtml": ("index.html", SHOWN),
    "man": ("seminar.1", SHOWN),
    "texinfo": ("seminar.texi", SHOWN),
    "latex": ("seminar.tex", tuple(one for one in SHOWN if "_" not in one and one != UNPRINTED)),
    "xml": ("**/*.xml", SHOWN),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, fixed_day: pytest.MonkeyPatch) -> Site:
    del fixed_day
    site = Site(tmp_path_factory.mktemp("rich"), site_files())
    site.configure(CONF)
    return site


@pytest.fixture(scope="module")
def results(site: Site) -> dict[str, Built]:
    """The builds so far; a builder runs once, all but gettext from one environment."""
    del site
    return {}


def built_with(builder: str, site: Site, results: dict[str, Built]) -> Built:
    if builder not in results:
        # Translation catalogues give nodes ids of their own.
        doctrees = "doctrees-gettext" if builder == "gettext" else "doctrees"
        settings = SETTINGS.get(builder, {})
        results[builder] = site.build(builder, doctrees=doctrees, **settings)
    return results[builder]


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_builder_has_nothing_to_say(site: Site, results: dict[str, Built], builder: str) -> None:
    built = built_with(builder, site, results)
    assert built.app.config.nitpicky
    assert built.warnings == ""
    assert built.app.statuscode == 0


@pytest.mark.parametrize("builder", ["html", "text", "epub", "xml"])
def test_no_placeholder_reaches_a_writer(
    site: Site, results: dict[str, Built], builder: str
) -> None:
    built = built_with(builder, site, results)
    for docname in sorted(built.app.env.found_docs):
        assert list(built.doctree(docname).findall(Placeholder)) == [], docname


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_output_holds_the_name_of_a_placeholder(
    site: Site, results: dict[str, Built], builder: str
) -> None:
    built = built_with(builder, site, results)
    names = {one.__name__ for one in (*BLOCKS, *INLINES)} - {"Label", "Listing", "Citation"}
    pattern = re.compile("|".join(sorted({*names, Placeholder.__module__})))
    for path in built.outdir.rglob("*"):
        if path.is_file() and path.suffix not in {".pickle", ".fpickle", ".doctree"}:
            found = pattern.search(path.read_text("utf-8", errors="replace"))
            assert found is None, (path, found)


@pytest.mark.parametrize("builder", TEXT_OUTPUTS)
def test_an_output_holds_titles_speakers_and_references(
    site: Site, results: dict[str, Built], builder: str
) -> None:
    built = built_with(builder, site, results)
    pattern, shown = TEXT_OUTPUTS[builder]
    text = " ".join(
        " ".join(path.read_text("utf-8").split()) for path in sorted(built.outdir.glob(pattern))
    )
    # LaTeX breaks lines at hyphens, roff escapes them and writes headings in capitals.
    for markup, meant in (("\\sphinxhyphen{}", "-"), ("\\-", "-"), ("\\&", "")):
        text = text.replace(markup, meant)
    assert [one for one in shown if one not in text and one.upper() not in text] == []


def test_what_a_book_has_other_ways_for_is_not_in_latex(
    site: Site, results: dict[str, Built]
) -> None:
    (path,) = built_with("latex", site, results).outdir.glob("seminar.tex")
    text = path.read_text("utf-8")
    assert UNPRINTED not in text
    assert "No session is announced" not in text
    assert "As of" not in text


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_every_internal_link_has_its_anchor(
    site: Site, results: dict[str, Built], builder: str
) -> None:
    built = built_with(builder, site, results)
    pages = {
        path.relative_to(built.outdir).as_posix(): CONTENTS.sub("", path.read_text("utf-8"))
        for path in [*built.outdir.rglob("*.html"), *built.outdir.rglob("*.xhtml")]
    }
    ids = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in pages.items()}
    broken = []
    for name, text in pages.items():
        for href in re.findall(
            r'href="([^":]*#(?:session|talk|speaker|topic|reading)-[^"]+)"', text
        ):
            path, _, anchor = href.partition("#")
            target = _resolved(name, path)
            if anchor not in ids.get(target, ()):
                broken.append((name, href))
    assert broken == []
    duplicates = [
        (name, one)
        for name, text in pages.items()
        for one in ids[name]
        if text.count(f' id="{one}"') > 1
    ]
    assert duplicates == []


def _resolved(page: str, path: str) -> str:
    """Return the file that *path* means on *page*."""
    if not path:
        return page
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    if path.endswith("/") or not path.rpartition("/")[2] or "." not in parts[-1]:
        parts.append("index.html")
    return "/".join(parts)


def test_a_catalogue_holds_what_authors_wrote(site: Site, results: dict[str, Built]) -> None:
    built = built_with("gettext", site, results)
    text = "".join(path.read_text("utf-8") for path in built.outdir.rglob("*.pot"))
    for shown in ("An abstract with", "Second talk", "A word before", "A night in Berlin"):
        assert shown in text


def test_the_formulas_are_kept_where_there_is_no_markup(
    site: Site, results: dict[str, Built]
) -> None:
    text = built_with("text", site, results).text("talks/rich.txt")
    assert "\\int_0^1" in text
    assert "e^{i\\pi}" in text


def test_parallel_builds_of_all_pages_say_nothing_either(site: Site) -> None:
    built = site.build("html", parallel=2, doctrees="doctrees-parallel", out="html-parallel")
    assert built.warnings == ""
