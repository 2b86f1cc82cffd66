from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.domain.trust.frontmatter import check_front_matter, split_front_matter

from .site import Site, build

if TYPE_CHECKING:
    from pathlib import Path

#: A page that would run a command if its front matter could switch Jinja on.
SHELL = "{{ cycler.__init__.__globals__.os.popen('touch PROOF').read() }}"


def problems(matter: str) -> list[tuple[str, int]]:
    split = split_front_matter(f"---\n{matter}\n---\ntext\n")
    assert split is not None
    return [(one.value, one.location.line) for one in check_front_matter(split)]


@pytest.mark.parametrize(
    "matter",
    [
        "",
        "orphan: true\nauthor: Ada Lovelace",
        'title: "Quoted: with a colon"\ntags: [a, b]',
        "deep:\n  a:\n    - b: 1\n      c: 2",
        "# a comment\ndate: 2025-01-17",
    ],
)
def test_plain_values_are_allowed(matter: str) -> None:
    assert problems(matter) == []


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("myst:\n  enable_extensions: [substitution]", [("myst", 2)]),
        ("title: x\n'myst': {}", [("myst", 3)]),
        ('"my\\x73t": {}', [("myst", 2)]),
        ("? myst\n: {}", [("myst", 2)]),
        ("<<: {myst: {enable_extensions: [substitution]}}", [("<<", 2)]),
        ("html_meta:\n  x: y", [("html_meta", 2)]),
        ("substitutions:\n  x: y", [("substitutions", 2)]),
        ("myst: true", [("myst", 2)]),
        ("a: &x 1\nb: *x", [("&x", 2), ("*x", 3)]),
        (
            "a: !!python/object/apply:os.system [id]",
            [("tag:yaml.org,2002:python/object/apply:os.system", 2)],
        ),
        ("a: 1\nb: 2\na: 3", [("a", 4)]),
        ("deep:\n  a: 1\n  a: 2", [("a", 4)]),
        ("a: [1, 2", [("YAML", 3)]),
        ("a: " + "[" * 5000, [("> 8", 2)]),
        ("a: " + "x" * 70_000, [("> 65536", 1)]),
        ("just a sentence", [("just a sentence", 2)]),
    ],
)
def test_what_could_set_options_build_objects_or_grow_is_refused(
    matter: str, expected: list[tuple[str, int]]
) -> None:
    assert problems(matter) == expected


PAGES: dict[str, str | bytes] = {
    "options.md": (
        f"---\nmyst:\n  enable_extensions: [substitution]\n---\n# Options\n\n{SHELL}\n\n<x>\n"
    ),
    "merged.md": f"---\n<<: {{myst: {{enable_extensions: [substitution]}}}}\n---\n# M\n\n{SHELL}\n",
    "meta.md": "---\nhtml_meta:\n  'http-equiv=refresh': 0\n---\n# Meta\n",
    "good.md": "---\nauthor: Ada\n---\n# Good\n",
    "conflict.md": "# Conflict\n\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n",
    "control.md": "# Control\n\nesc \x1b[31m here\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matter") / "site"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return build(folder, PAGES)


def test_no_page_switches_jinja_on(site: Site) -> None:
    for name in ("options", "merged"):
        assert "popen(" in site.page(f"{name}.html")
    assert site.found("options.md") == [("front-matter", 2), ("refused", 9)]
    assert site.found("merged.md") == [("front-matter", 2)]


def test_no_page_adds_metadata_of_the_head(site: Site) -> None:
    assert "refresh" not in site.page("meta.html")
    assert site.found("meta.md") == [("front-matter", 2)]


def test_plain_front_matter_is_kept(site: Site) -> None:
    assert site.found("good.md") == []
    assert "Good" in site.page("good.html")


def test_conflicts_left_by_git_are_told_and_their_text_is_kept(site: Site) -> None:
    assert [line for _kind, line in site.found("conflict.md")] == [3, 7]
    page = site.page("conflict.html")
    assert "ours" in page
    assert "theirs" in page


def test_characters_that_no_xml_can_hold_are_replaced_and_told(site: Site) -> None:
    assert site.found("control.md") == [("refused", 3)]
    assert "\x1b" not in site.page("control.html")


def test_even_where_the_site_uses_substitutions_no_expression_is_evaluated(
    tmp_path: Path,
) -> None:
    source = tmp_path / "site"
    source.mkdir()
    proof = tmp_path / "proof"
    shell = SHELL.replace("PROOF", str(proof))
    page = f"# P\n\n{shell}\n\nname {{{{ name }}}} and {{{{ env.srcdir }}}}.\n"
    site = build(
        source,
        {"page.md": page},
        myst_enable_extensions=["substitution"],
        myst_substitutions={"name": "VALUE"},
    )
    assert not proof.exists()
    assert "name VALUE and" in site.page("page.html")
    assert "env.srcdir" in site.page("page.html")
    assert site.found("page.md") == [("refused", 3), ("refused", 5)]
