# ruff: noqa: INP001 - a package named typst would hide the real one
from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from volume_case import build_volume, png

Build = Callable[..., Any]

EVERY_NODE = Path(__file__).with_name("every_node.rst").read_text(encoding="utf-8")
INDEX = "Home\n====\n\n.. toctree::\n\n   every\n"


def _every(build: Build) -> Any:
    files = {"index.rst": INDEX, "every.rst": EVERY_NODE, "x.png": png()}
    return build(files, conf="numfig = True\n")


def test_every_core_node_has_a_visitor(build: Build) -> None:
    volume = _every(build)
    assert volume.said("node") == []
    assert volume.pdf.is_file()


@pytest.mark.parametrize(
    "words",
    [
        "substituted text",
        "Note one",
        "With a second paragraph",
        "Note seven",
        "Note nobody refers to",
        "The cited thing",
        "paragraph in second",
        "classifier",
        "DOS option",
        "nested line",
        "Attribution",
        'literal <block> #eval("x") $y$',
        "A caption of code",
        "doctest(1)",
        "See also this",
        "Own title",
        "Deprecated text",
        "Topic body",
        "Side subtitle",
        "Rubric text",
        "Epigraph text",
        "Compound two",
        "Container text",
        "Centred text",
        "h two",
        "A fruit",
        "NAME",
        "foo(a: int",
        "Method text",
        "Option description",
        "Figure caption",
        "Figure legend",
        "Table caption",
        "wide span",
        "s1",
        "Text for others",
        "Thanked person",
        "End of all nodes",
    ],
)
def test_no_text_of_a_core_node_is_lost(every_text: str, words: str) -> None:
    assert words in every_text


@pytest.fixture(scope="module")
def every_text(tmp_path_factory: pytest.TempPathFactory) -> str:
    volume = _every(partial(build_volume, tmp_path_factory.mktemp("every")))
    return re.sub(r"\s+", " ", volume.text())


def test_numbers_of_figures_tables_and_equations_are_sphinxs(every_text: str) -> None:
    assert "Fig. 1.1 Figure caption" in every_text or "Fig. 1 Figure caption" in every_text
    assert re.search(r"Table 1(\.1)? Table caption", every_text)
    assert re.search(r"See \(1\) and Fig\. 1", every_text)


def test_raw_is_dropped_and_never_run(build: Build) -> None:
    volume = _every(build)
    assert "#panic" not in volume.source
    assert "raw html text" not in volume.source


def test_an_unknown_node_is_one_located_warning_and_its_text_is_kept(build: Build) -> None:
    volume = build({"index.rst": "T\n=\n\n.. unheard\n\nafter\n"})
    found = volume.said("node")
    assert len(found) == 1
    assert re.search(r"index\.rst:\d+: WARNING: UnheardOf", found[0])
    assert "kept text" in volume.source


def test_an_extension_may_bring_visitors_for_typst(build: Build) -> None:
    volume = build({"index.rst": "T\n=\n\n.. voluntary\n"})
    assert "own visitor" in volume.source
    assert not volume.warnings


def test_a_block_that_does_not_compile_costs_itself(build: Build) -> None:
    volume = build({"index.rst": "T\n=\n\nbefore\n\n.. broken\n\nafter\n"})
    assert volume.pdf.is_file()
    (found,) = volume.said("node")
    assert re.search(r"index\.rst:\d+: WARNING: BrokenBlock", found)
    text = volume.text()
    assert all(word in text for word in ("before", "kept text", "after"))


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x")',
        "$x$ *a* _b_ `c` <label> @ref = - + / // /* */ \\\\ [ ] { }",
        '" \\" #" \\u{41} "',
        '#eval(read("/etc/passwd"))',
        "https://example.org // not a comment",
        "]#[ ]) ) ] }",
    ],
)
def test_what_looks_like_typst_code_is_text(build: Build, text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_")
    escaped = escaped.replace("`", "\\`").replace("|", "\\|").replace("@", "\\@")
    volume = build({"index.rst": f"Title\n=====\n\n{escaped}\n\n::\n\n   {text}\n"})
    assert volume.pdf.is_file()
    assert volume.said("node") == []
