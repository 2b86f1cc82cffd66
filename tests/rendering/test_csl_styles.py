"""References in CSL styles: which style is meant, what pandoc is given, what pages show."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes

from sphinx_seminar.domain.citing import Citing
from sphinx_seminar.model.citation import Citation, CitationForm, CitationItem
from sphinx_seminar.model.csl import csl_item
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.parsing.bibtex import parse_library
from sphinx_seminar.rendering.citation import deciding
from sphinx_seminar.rendering.citation.csl import engine, formatting
from sphinx_seminar.rendering.citation.csl.engine import (
    EngineError,
    Job,
    SetList,
    find_engine,
    is_too_old,
    set_lists,
)
from sphinx_seminar.rendering.citation.csl.formatting import Listed, Setter
from sphinx_seminar.rendering.citation.csl.inlines import (
    inline_nodes,
    settled,
    without_formulas,
)
from sphinx_seminar.rendering.citation.csl.lists import text_of
from sphinx_seminar.rendering.citation.csl.styles import (
    ALIASES,
    Style,
    find_style,
    shipped_styles,
    shipped_text,
)
from sphinx_seminar.rendering.citation.short import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from seminar_site import Site
    from sphinx_seminar.model.reading import Reading

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


def test_every_shipped_style_keeps_its_licence_and_authors() -> None:
    assert {"apa", "ieee", "nature", "nlm-citation-sequence"} <= set(shipped_styles())
    namespace = {"csl": "http://purl.org/net/xbiblio/csl"}
    for name in shipped_styles():
        root = ET.fromstring(shipped_text(name))  # noqa: S314 - our own file
        info = root.find("csl:info", namespace)
        assert info is not None
        rights = info.find("csl:rights", namespace)
        assert rights is not None
        assert rights.get("license") == "http://creativecommons.org/licenses/by-sa/3.0/"
        assert info.find("csl:author/csl:name", namespace) is not None
        assert info.findtext("csl:id", "", namespace).endswith(f"/{name}")


def test_the_notice_names_every_shipped_style() -> None:
    notice = (Path(engine.__file__).parent / "styles/NOTICE").read_text("utf-8")
    assert [name for name in shipped_styles() if f"{name}.csl" not in notice] == []


def test_every_alias_means_a_shipped_style(tmp_path: Path) -> None:
    assert set(ALIASES.values()) <= set(shipped_styles())
    assert style("Vancouver", tmp_path).text == style("nlm-citation-sequence", tmp_path).text


def test_no_citation_depends_on_earlier_ones(tmp_path: Path) -> None:
    for name in shipped_styles():
        found = style(name, tmp_path)
        for word in ("position=", "subsequent-author-substitute", "et-al-subsequent"):
            assert word not in found.text
        assert "disambiguate-add-names" not in found.large
        assert "disambiguate-add-givenname" not in found.large
        letters = "disambiguate-add-year-suffix" in shipped_text(name)
        assert ("disambiguate-add-year-suffix" in found.large) == letters


CSL = '<style xmlns="http://purl.org/net/xbiblio/csl"{}>{}<bibliography/></style>'


@pytest.mark.parametrize(
    ("test", "decided"),
    [
        ('position="first"', 'match="none" variable="seminar-nothing"'),
        ('position="ibid subsequent" match="any"', 'match="any" variable="seminar-nothing"'),
        ('position="ibid first" match="any"', 'match="none" variable="seminar-nothing"'),
        ('position="ibid" match="none"', 'match="none" variable="seminar-nothing"'),
        ('position="first" match="none"', 'match="any" variable="seminar-nothing"'),
        ('position="first" type="book"', 'type="book"'),
        ('position="ibid" type="book"', 'match="any" variable="seminar-nothing"'),
        ('position="ibid" type="book" match="any"', 'match="any" type="book"'),
        ('position="ibid" type="book" match="none"', 'match="none" type="book"'),
    ],
)
def test_a_test_of_the_position_is_decided_for_a_first_citation(
    tmp_path: Path, test: str, decided: str
) -> None:
    (tmp_path / "own.csl").write_text(CSL.format("", f"<if {test}/>"))
    root = ET.fromstring(style("own.csl", tmp_path).text)  # noqa: S314 - our own file
    branch = root.find("{http://purl.org/net/xbiblio/csl}if")
    assert branch is not None
    shown = " ".join(f'{name}="{value}"' for name, value in sorted(branch.attrib.items()))
    assert shown == decided


@pytest.mark.parametrize(
    ("name", "content", "detail"),
    [
        ("../out.csl", "<style/>", "outside the source folder"),
        ("none.csl", "", "No such file or directory"),
        ("text.csl", "nothing", "syntax error"),
        ("open.csl", "<style><a", "unclosed token"),
        ("html.csl", "<html/>", "no <style>"),
        ("notes.csl", CSL.format("", "").replace("<bibliography/>", ""), "no <bibliography>"),
        (
            "child.csl",
            CSL.format("", '<link rel="independent&#45;parent"/>'),
            "independent-parent",
        ),
        ("dtd.csl", f'<!DOCTYPE style [<!ENTITY a "a">]>{CSL.format("", "")}', "DOCTYPE"),
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
    formulas = ["b"]
    title = without_formulas('On <span class="nocase">$a_{1}$</span>', formulas)
    assert formulas == ["b", "a_{1}"]
    assert "$" not in title
    emphasis = [{"t": "Emph", "c": [{"t": "Str", "c": "\ue0001\ue001."}]}]
    (shown,) = inline_nodes(settled(emphasis, formulas, ()))
    formula, stop = shown.children
    assert isinstance(formula, nodes.math)
    assert (formula.astext(), stop.astext()) == ("a_{1}", ".")


def link(url: str) -> list[Any]:
    return [{"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "x"}], [url, ""]]}]


def test_only_links_to_readings_and_to_the_web_are_links() -> None:
    assert isinstance(inline_nodes(link("javascript:alert(1)"))[0], nodes.Text)
    assert isinstance(inline_nodes(link("https://doi.org/1"))[0], nodes.reference)
    (reading,) = inline_nodes(settled(link("#ref-e1"), (), ("a", "Key:b")), "index")
    assert (reading["reftype"], reading["reftarget"]) == ("reading", "Key:b")


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
    assert items["b"] == "Doe, J. (2019a). Lower."
    assert items["A"] == "Doe, J. (2019b). Upper."
    page = built.text("index.html")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<em>E. coli</em>" in page


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The numbers of items of the jobs of each run of pandoc."""
    counted: list[list[int]] = []

    def counting(
        program: Path,
        styles: dict[str, str],
        items: list[dict[str, Any]],
        jobs: list[Job],
        language: str,
    ) -> tuple[list[SetList], dict[int, str]]:
        counted.append([len(job.items) for job in jobs])
        return set_lists(program, styles, items, jobs, language)

    monkeypatch.setattr(formatting, "set_lists", counting)
    return counted


@needs_pandoc
def test_pandoc_runs_once_a_build_for_the_lists_that_changed(
    make_site: Callable[..., Site], runs: list[list[int]]
) -> None:
    def built(**options: str) -> str:
        return site.build(seminar_citation_style="apa", **options).text("index.html")

    site = make_site(FILES)
    built()
    # The bibliography, its references each alone, and what the session read: two works by a
    # Doe. Its talk, and the speaker, read the same.
    assert runs == [[3, 3, 2]]
    built()
    assert len(runs) == 1
    site.write({"refs.bib": REFS.replace("Upper", "Uppest")})
    built()
    assert runs[1:] == [[3, 3]]
    site.write({"refs.bib": REFS.replace("Lower", "Lowest")})
    page = built()
    assert runs[2:] == [[3, 3, 2]]
    assert "Lowest" in page
    site.write({"index.md": FILES["index.md"] + "\n{cite}`A`\n"})
    page = built()
    assert runs[3:] == [[3]]
    assert built(out="clean", doctrees="fresh") == page


@needs_pandoc
def test_lists_with_numbers_need_no_run_of_their_own(
    make_site: Callable[..., Site], runs: list[list[int]]
) -> None:
    built = make_site(FILES).build(seminar_citation_style="ieee")
    assert runs == [[3]]
    text = built.text("exports/session/2025-01-17.txt")
    assert text.startswith("[1] J. Doe, Lower. 2019.\n\n[2] A. van Gennep and J. Doe")


SEVERAL = """
@book{k1, author = {Doe, Jane}, title = {One}, year = {2019}}
@book{k2, author = {Doe, Jane}, title = {Two}, year = {2019}}
@book{k3, author = {Doe, Mark}, title = {Three}, year = {2018}}
@book{k4, author = {Roe, Ann and Doe, Jane and Poe, Eve}, title = {Four}, year = {2018}}
@book{k5, author = {Roe, Ann and Poe, Eve and Doe, Jane}, title = {Five}, year = {2018}}
@book{k6, author = {Poe, Eve}, title = {Six}, year = {2017}}
@misc{k7, title = {Seven}}
@misc{k8, title = {Seven}, year = {2000}}
@article{k9, author = {Zorn, Max and others}, title = {Nine $x$}, journal = {J}, year = {2001}}
"""


@needs_pandoc
@pytest.mark.parametrize("name", shipped_styles())
def test_no_citation_changes_what_else_is_shown(tmp_path: Path, name: str) -> None:
    program = find_engine()
    assert program is not None
    setter = Setter.of(program, "", style(name, tmp_path), "en")
    readings = tuple(sorted(parse_library([("refs.bib", SEVERAL)]).readings, key=sort_key))
    items = [CitationItem(one.key, locator) for one in readings for locator in ("", "p. 5")]
    citations = tuple(
        Citation(form, pair)
        for pair in combinations(items, 2)
        for form in (CitationForm.TEXTUAL, CitationForm.PARENTHETICAL)
    )
    all_of_them, some, none = (
        formatting.formatted_citing(setter, Listed(readings, cited), None, Citing())
        for cited in (citations, citations[::7], ())
    )
    assert all_of_them.references == some.references == none.references
    assert some.citations.items() <= all_of_them.citations.items()


@needs_pandoc
@pytest.mark.parametrize("name", ["own.csl", *shipped_styles()])
def test_a_list_put_together_is_what_pandoc_makes_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # Numbers that do not stand apart from the references.
    inline = shipped_text("nature").replace(' second-field-align="flush"', "")
    (tmp_path / "own.csl").write_text(inline, "utf-8")
    program = find_engine()
    assert program is not None
    setter = Setter.of(program, "", style(name, tmp_path), "en")
    readings = sorted(parse_library([("refs.bib", SEVERAL)]).readings, key=sort_key)
    lists = [list(one) for size in (1, 2, 3) for one in combinations(readings, size)]
    bibliography = Listed(tuple(readings))
    citing = formatting.formatted_citing(setter, bibliography, lists, Citing())
    monkeypatch.setattr(formatting, "needs_run", lambda _readings, _style: True)
    truly = formatting.formatted_citing(setter, bibliography, lists, Citing())
    assert len(citing.lists) < len(truly.lists) == len(lists) or name == "own.csl"
    for one in lists:
        assert text_of(citing, one) == text_of(truly, one)


@needs_pandoc
def test_what_was_published_as_text_survives_a_builder_that_publishes_nothing(
    make_site: Callable[..., Site], runs: list[list[int]]
) -> None:
    site = make_site(FILES)
    for builder in ("html", "text", "html"):
        site.build(builder, seminar_citation_style="ieee")
    assert len(runs) == 1


@needs_pandoc
def test_a_changed_style_changes_the_pages(make_site: Callable[..., Site]) -> None:
    site = make_site({**FILES, "own.csl": (shipped_text("apa"))})
    assert "(2019)" in site.build(seminar_citation_style="own.csl").text("index.html")
    site.write({"own.csl": shipped_text("nature")})
    assert "(2019). On" not in site.build(seminar_citation_style="own.csl").text("index.html")
    assert "Doe, Jane. 2019" in site.build().text("index.html")


def test_without_pandoc_one_message_says_how_to_get_it(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "find_engine", lambda: None)
    built = make_site(FILES).build(seminar_citation_style="apa")
    (message,) = [one for one in built.messages if one.type == "seminar.citation-style"]
    assert "sphinx-seminar[csl]" in message.text
    assert "Doe, Jane. 2019" in built.text("index.html")


def test_an_old_pandoc_is_one_message(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "find_engine", lambda: Path("pandoc"))
    monkeypatch.setattr(deciding, "engine_version", lambda _engine: "pandoc 2.17.1.1")
    built = make_site(FILES).build(seminar_citation_style="apa")
    (message,) = [one for one in built.messages if one.type == "seminar.citation-style"]
    assert "pandoc 2.17.1.1 is too old" in message.text
    assert not is_too_old("pandoc 3.0")
    assert is_too_old("")


@needs_pandoc
@pytest.mark.parametrize(
    "content",
    [
        "<style><not closed",
        # Pandoc's own word: XML, and a style for no one.
        '<style xmlns="http://purl.org/net/xbiblio/csl"><bibliography/></style>',
    ],
)
def test_a_broken_style_is_one_message(make_site: Callable[..., Site], content: str) -> None:
    site = make_site({**FILES, "bad.csl": content})
    site.configure('seminar_citation_style = "bad.csl"')
    built = site.build()
    (message,) = [one for one in built.messages if one.type == "seminar.citation-style"]
    assert (message.name, message.line > 0) == ("conf.py", True)
    assert "Doe, Jane. 2019" in built.text("index.html")


@needs_pandoc
def test_an_entry_that_pandoc_refuses_costs_itself_alone(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    def item(reading: Reading) -> dict[str, Any]:
        made = csl_item(reading)
        return {**made, "author": 7} if reading.key == "b" else made

    monkeypatch.setattr(formatting, "csl_item", item)
    site = make_site({**FILES, "other.md": "---\norphan: true\n---\n# O\n\n{cite}`b`, {cite}`a`\n"})
    for _again in range(2):
        built = site.build(seminar_citation_style="ieee")
        (message,) = [one for one in built.messages if one.type.startswith("seminar.citation")]
        assert (message.name, message.line) == ("refs.bib", 6)
        assert message.type == "seminar.citation-entry"
        assert "'b'" in message.text
    page = built.text("index.html")
    assert "A. van Gennep and J. Doe" in page
    assert "Doe, Jane. <em>Lower</em>. 2019." in page
    assert "[1] " in (lines := built.text("readings.txt").splitlines())[0]
    assert lines[-1] == "[3] Doe, Jane. Lower. 2019."
    assert built.doctree("other").next_node(nodes.paragraph).astext() == "[3], [2]"


def test_a_program_that_does_not_end_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\nexec sleep 20\n")
    program.chmod(0o755)
    monkeypatch.setattr(engine, "_SECONDS", 0.2)
    with pytest.raises(EngineError, match=r"0\.2 s"):
        set_lists(program, {"s.csl": "<style/>"}, [{"id": "a"}], [Job((0,), "s.csl")], "en")


@pytest.mark.parametrize("output", ["", "nothing", "{}", '{"failed":{}}', '{"failed":{}}\n{}'])
def test_a_program_that_says_something_else_is_an_error(tmp_path: Path, output: str) -> None:
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' '{output}'\n")
    program.chmod(0o755)
    with pytest.raises(EngineError):
        set_lists(program, {"s.csl": "<style/>"}, [{"id": "a"}], [Job((0,), "s.csl")], "en")
