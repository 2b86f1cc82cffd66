"""References in CSL styles: which style is meant, what pandoc is given, what pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.citation.csl import engine, formatting
from sphinx_seminar.rendering.citation.csl.engine import EngineError, find_engine, format_items
from sphinx_seminar.rendering.citation.csl.inlines import inline_nodes, without_formulas
from sphinx_seminar.rendering.citation.csl.styles import (
    ALIASES,
    Style,
    find_style,
    shipped_styles,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from seminar_site import Site

needs_pandoc = pytest.mark.skipif(find_engine() is None, reason="pandoc is not installed")

REFS = r"""
@article{a, author = {van Gennep, Arnold and Doe, Jane}, journal = {J. X}, year = {2019},
  title = {On $a_{1}$ and \emph{E. coli} <script>alert(1)</script>}, volume = {5},
  pages = {7--13}, doi = {10.1000/a}, url = {javascript:alert(1)}}
@book{A, author = {Doe, Jane}, title = {Upper}, year = {2019}}
@book{b, author = {Doe, Jane}, title = {Lower}, year = {2019}}
"""
FILES = {
    "refs.bib": REFS,
    "index.md": """\
        # Index

        ::::{session} 2025-01-17
        :::{talk} First
        :speaker: Ann
        :readings: a; b
        :::
        ::::

        ```{readings}
        ```
        """,
}


def style(name: str, folder: Path) -> Style:
    found = find_style(name, folder)
    assert isinstance(found, Style)
    return found


def test_every_shipped_style_keeps_its_licence(tmp_path: Path) -> None:
    assert {"apa", "ieee", "nature", "nlm-citation-sequence"} <= set(shipped_styles())
    for name in shipped_styles():
        assert "creativecommons.org/licenses/by-sa/3.0" in style(name, tmp_path).text


def test_every_alias_means_a_shipped_style(tmp_path: Path) -> None:
    assert set(ALIASES.values()) <= set(shipped_styles())
    assert style("Vancouver", tmp_path).text == style("nlm-citation-sequence", tmp_path).text


def test_nothing_tells_lone_references_apart(tmp_path: Path) -> None:
    for name in shipped_styles():
        text = style(name, tmp_path).text
        assert "disambiguate-add" not in text
        assert "subsequent-author-substitute" not in text


@pytest.mark.parametrize(
    ("name", "content", "detail"),
    [
        ("../out.csl", "<style/>", "outside the source folder"),
        ("none.csl", "", "No such file or directory"),
        ("text.csl", "nothing", "no <style>"),
        ("child.csl", '<style><link rel="independent-parent"/></style>', "independent-parent"),
    ],
)
def test_a_file_that_is_no_style_is_a_finding(
    tmp_path: Path, name: str, content: str, detail: str
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    if content:
        (source / name).write_text(content)
    found = find_style(name, source)
    assert isinstance(found, Finding)
    assert found.kind is FindingKind.CITATION_STYLE
    assert detail in found.detail


def test_an_unknown_style_names_the_nearest(tmp_path: Path) -> None:
    found = find_style("vancuver", tmp_path)
    assert isinstance(found, Finding)
    assert found.nearest == "vancouver"


def test_formulas_come_back_as_they_were() -> None:
    title, formulas = without_formulas('On <span class="nocase">$a_{1}$</span>')
    assert formulas == ["a_{1}"]
    assert "$" not in title
    shown = inline_nodes([{"t": "Str", "c": "\ue0000\ue001."}], formulas)
    assert isinstance(shown[0], nodes.math)
    assert shown[0].astext() == "a_{1}"
    assert shown[1].astext() == "."


def test_only_links_to_the_web_are_links() -> None:
    def link(url: str) -> list[Any]:
        return [{"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "x"}], [url, ""]]}]

    assert isinstance(inline_nodes(link("javascript:alert(1)"), [])[0], nodes.Text)
    assert isinstance(inline_nodes(link("https://doi.org/1"), [])[0], nodes.reference)


@needs_pandoc
def test_pages_show_references_in_the_style(make_site: Callable[..., Site]) -> None:
    built = make_site(FILES).build(seminar_citation_style="apa")
    shown = built.doctree("index")
    items = {
        node["reading"]: node.next_node(nodes.paragraph).astext()
        for node in shown.findall(nodes.list_item)
        if "reading" in node.attributes
    }
    assert items["a"].startswith(
        "van Gennep, A., & Doe, J. (2019). On a_{1} and E. coli <script>alert(1)</script>. J. X, 5,"
    )
    assert items["b"] == "Doe, J. (2019). Lower."
    assert items["A"] == "Doe, J. (2019). Upper."
    page = built.text("index.html")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<em>E. coli</em>" in page


@needs_pandoc
def test_a_build_in_which_no_entry_changed_formats_nothing(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    formatted: list[list[str]] = []

    def counted(
        program: Path, text: str, items: list[dict[str, Any]], language: str
    ) -> dict[str, list[Any]]:
        formatted.append([item["citation-key"] for item in items])
        return format_items(program, text, items, language)

    monkeypatch.setattr(formatting, "format_items", counted)
    site = make_site(FILES)
    site.build(seminar_citation_style="ieee")
    site.build(seminar_citation_style="ieee")
    assert formatted == [["a", "A", "b"]]
    site.write({"refs.bib": REFS.replace("Lower", "Lowest")})
    page = site.build(seminar_citation_style="ieee").text("index.html")
    assert formatted[1:] == [["b"]]
    assert "Lowest" in page
    clean = site.build(seminar_citation_style="ieee", out="clean", doctrees="fresh")
    assert clean.text("index.html") == page


@needs_pandoc
def test_a_changed_style_changes_the_pages(make_site: Callable[..., Site]) -> None:
    site = make_site({**FILES, "own.csl": (find_style_text("apa"))})
    assert "(2019)" in site.build(seminar_citation_style="own.csl").text("index.html")
    site.write({"own.csl": find_style_text("nature")})
    assert "(2019). On" not in site.build(seminar_citation_style="own.csl").text("index.html")
    assert "Doe, Jane. 2019" in site.build().text("index.html")


def find_style_text(name: str) -> str:
    return (formatting.Path(engine.__file__).parent / "styles" / f"{name}.csl").read_text("utf-8")


def test_without_pandoc_one_message_says_how_to_get_it(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatting, "find_engine", lambda: None)
    built = make_site(FILES).build(seminar_citation_style="apa")
    (message,) = [one for one in built.messages if one.type == "seminar.citation-style"]
    assert "sphinx-seminar[csl]" in message.text
    assert "Doe, Jane. 2019" in built.text("index.html")


@needs_pandoc
def test_a_broken_style_is_one_message(make_site: Callable[..., Site]) -> None:
    site = make_site({**FILES, "bad.csl": "<style><not closed"})
    site.configure('seminar_citation_style = "bad.csl"')
    built = site.build()
    (message,) = [one for one in built.messages if one.type == "seminar.citation-style"]
    assert (message.name, message.line > 0) == ("conf.py", True)
    assert "Doe, Jane. 2019" in built.text("index.html")


def test_a_program_that_does_not_end_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\nexec sleep 20\n")
    program.chmod(0o755)
    monkeypatch.setattr(engine, "_SECONDS", 0.2)
    with pytest.raises(EngineError, match=r"0\.2 s"):
        format_items(program, "<style/>", [{"id": "e0"}], "en")
