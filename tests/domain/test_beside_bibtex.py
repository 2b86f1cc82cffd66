"""sphinxcontrib-bibtex and this extension in one project: each keeps its roles and directives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

pytest.importorskip("sphinxcontrib.bibtex")

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site

ORDERS = (
    ("sphinxcontrib.bibtex", "sphinx_seminar"),
    ("sphinx_seminar", "sphinxcontrib.bibtex"),
)
# The second is Sphinx's own default: then only long names reach this extension.
PRIMARY = ("seminar", "py")

FILES: dict[str, str | bytes] = {
    "refs.bib": """\
        @book{hill1999water, author = {Hill, Ann and Dale, Bob}, title = {On Water},
          publisher = {Wet Press}, year = 1999}
        @article{moor2003fire, author = {Moor, Eve}, title = {On Fire},
          journal = {Journal of Heat}, year = 2003, url = {https://example.org/fire}}
        """,
    "index.md": """\
        # Index

        ```{toctree}
        sessions/a
        roles
        markdown
        foot
        browse
        ```
        """,
    "sessions/a.md": """\
        # A talk

        ::::{seminar:session} 2025-01-17
        :::{seminar:talk} Water
        :speaker: Ada Byron
        :readings: hill1999water (ch. 1)
        Theirs {cite:t}`moor2003fire`, ours {seminar:cite}`moor2003fire (p. 2)`.
        :::
        ::::
        """,
    "roles.rst": """\
        Roles
        =====

        1 :cite:`hill1999water`

        2 :cite:p:`hill1999water`

        3 :cite:t:`moor2003fire`

        4 :cite:alp:`{see}hill1999water{p. 3}, moor2003fire`

        5 :seminar:cite:`hill1999water (p. 3)`

        6 :seminar:reading:`moor2003fire`

        .. bibliography::
           :style: unsrt

        .. seminar:reading-list::
           :year: 2025
        """,
    "markdown.md": """\
        # Markdown

        1 {cite}`hill1999water`

        2 {cite:p}`hill1999water`

        5 {seminar:cite}`hill1999water`

        7 {any}`moor2003fire`
        """,
    "foot.rst": """\
        Feet
        ====

        A :footcite:`hill1999water` and :footcite:t:`moor2003fire`.

        .. footbibliography::
        """,
    "browse.md": """\
        # Bibliography

        ```{seminar:readings}
        ```
        """,
}


@pytest.fixture
def make_both(make_site: Callable[..., Site]) -> Callable[..., Site]:
    def make(order: tuple[str, str], primary: str) -> Site:
        site = make_site(FILES)
        site.configure(
            f"""
            extensions = {list(order)!r}
            primary_domain = {primary!r}
            bibtex_bibfiles = ["refs.bib"]
            """
        )
        return site

    return make


def paragraph(built: Built, docname: str, start: str) -> nodes.paragraph:
    found = built.doctree(docname).findall(nodes.paragraph)
    return next(node for node in found if node.astext().startswith(start))


def is_theirs(node: nodes.Node) -> bool:
    return any("bibtex-citation" in inline["classes"] for inline in node.findall(nodes.inline))


def targets(node: nodes.Node) -> set[str]:
    return {link.get("refuri") or link["refid"] for link in node.findall(nodes.reference)}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("primary", PRIMARY)
def test_each_role_goes_to_its_owner(
    make_both: Callable[..., Site], order: tuple[str, str], primary: str
) -> None:
    built = make_both(order, primary).build()
    assert built.warnings == ""
    shown = {
        start: paragraph(built, "roles", start).astext() for start in ("1", "2", "3", "4", "5", "6")
    }
    assert shown == {
        "1": "1 [2]",
        "2": "2 [2]",
        "3": "3 Moor [1]",
        "4": "4 1, see 2, p. 3",
        "5": "5 (Hill & Dale, 1999, p. 3)",
        "6": "6 Moor (2003)",
    }
    assert [is_theirs(paragraph(built, "roles", start)) for start in "123456"] == [
        True, True, True, True, False, False,
    ]  # fmt: skip
    assert [is_theirs(paragraph(built, "markdown", start)) for start in "1257"] == [
        True, True, False, True,
    ]  # fmt: skip
    assert targets(paragraph(built, "roles", "5")) == {"browse.html#reading-hill1999water"}
    assert all(
        target.startswith("roles.html#") for target in targets(paragraph(built, "markdown", "1"))
    )


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("primary", PRIMARY)
def test_each_listing_stands_in_html_and_latex(
    make_both: Callable[..., Site], order: tuple[str, str], primary: str
) -> None:
    site = make_both(order, primary)
    html = site.build()
    roles = html.text("roles.html")
    # Their list, then ours; each in its own words.
    assert "<em>On Water</em>. Wet Press, 1999." in roles
    assert "Hill, Ann, and Bob Dale. 1999. <em>On Water</em>. Wet Press." in roles
    assert 'role="doc-footnote"' in html.text("foot.html")
    assert 'id="reading-moor2003fire"' in html.text("browse.html")
    (use,) = (one for one in html.archive.uses_by_reading["hill1999water"] if one.use.locator)
    assert use.use.locator == "ch. 1"
    latex = site.build("latex")
    assert (html.warnings, latex.warnings) == ("", "")
    (source,) = (path.read_text("utf-8") for path in latex.outdir.glob("*.tex"))
    assert "\\begin{sphinxthebibliography}" in source
    assert "\\begin{footnote}" in source
    assert "Hill \\& Dale, 1999" in source


def test_a_parallel_and_a_second_build_say_the_same(make_both: Callable[..., Site]) -> None:
    site = make_both(ORDERS[0], "seminar")
    one = site.build()
    two = site.build(parallel=2, doctrees="two", out="two")
    again = site.build()
    assert (one.warnings, two.warnings, again.warnings) == ("", "", "")
    assert one.text("roles.html") == two.text("roles.html")


@pytest.mark.parametrize(("name", "is_bibtex"), [("cite", True), ("seminar:cite", False)])
def test_the_default_role_is_whose_name_it_has(
    make_both: Callable[..., Site], name: str, *, is_bibtex: bool
) -> None:
    site = make_both(ORDERS[0], "seminar")
    site.configure(f"default_role = {name!r}")
    site.write({"default.rst": ":orphan:\n\nDefault\n=======\n\n8 `hill1999water`\n"})
    built = site.build()
    assert built.warnings == ""
    assert is_theirs(paragraph(built, "default", "8")) is is_bibtex


def test_alone_the_short_name_is_ours(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {"refs.bib": FILES["refs.bib"], "index.md": "# I\n\n1 {cite}`hill1999water`\n"}
    )
    assert paragraph(site.build(), "index", "1").astext() == "1 (Hill & Dale, 1999)"


@pytest.mark.parametrize(
    ("option", "refused"),
    [
        (":filter: True", [":filter:"]),
        (":style: nonsense", [":style:"]),
        (":style: alpha", []),
        (":all:", []),
    ],
)
def test_a_page_evaluates_nothing_in_a_bibliography(
    make_both: Callable[..., Site], option: str, refused: list[str]
) -> None:
    site = make_both(ORDERS[0], "seminar")
    site.write({"roles.rst": f"Roles\n=====\n\n.. bibliography::\n   {option}\n"})
    site.write({"sessions/a.md": "# A\n", "markdown.md": "# M\n"})
    found = [one.text for one in site.build().messages if one.type == "seminar.refused"]
    assert [text.partition(" is ")[0] for text in found] == [
        f"bibliography {name}" for name in refused
    ]


@pytest.mark.parametrize("name", ["cite", "cite:t"])
def test_a_target_that_theirs_cannot_read_is_said_and_shown(
    make_both: Callable[..., Site], name: str
) -> None:
    site = make_both(ORDERS[0], "seminar")
    source = (
        f"# Bad\n\n9 {{{name}}}`hill1999water (p. 3)`, {{cite}}`{{`, 9 {{cite}}`moor2003fire`\n"
    )
    site.write({"markdown.md": source})
    built = site.build()
    assert [(one.name, one.line, one.type) for one in built.messages] == [
        ("markdown.md", 3, "seminar.locator")
    ] * 2
    shown = paragraph(built, "markdown", "9").astext()
    assert "hill1999water (p. 3)" in shown
    assert shown.endswith("9 [1]")


def test_a_site_may_allow_filters(make_both: Callable[..., Site]) -> None:
    site = make_both(ORDERS[0], "seminar")
    site.configure('seminar_allowed_directives = ["bibliography"]')
    source = str(FILES["roles.rst"]).replace(":style: unsrt", ":filter: cited")
    site.write({"roles.rst": source})
    assert site.build().warnings == ""
