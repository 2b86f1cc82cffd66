from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.cli.cite import FORMATS
from sphinx_seminar.rendering.citation import deciding
from sphinx_seminar.rendering.citation.csl.engine import find_engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from seminar_site import Site


def test_the_bytes_are_those_of_the_site(site: Site, run: Callable[..., Result]) -> None:
    built = site.build("html")
    for scope, stem in (
        ("archive", "readings"),
        ("session/2025-01-17", "exports/session/2025-01-17"),
        ("speaker/Zhu Aiqing", "exports/speaker/zhu-aiqing"),
        ("Multiscale Modelling", "exports/topic/multiscale-modelling"),
    ):
        for form, kind in FORMATS.items():
            result = run("cite", scope, "--format", form)
            assert result.exit_code == 0, result.output
            assert result.stdout_bytes == (built.outdir / (stem + kind.suffix)).read_bytes()


@pytest.mark.parametrize("style", ["numeric", "apa", "ieee"])
def test_the_text_is_in_the_style_of_the_settings(
    site: Site, run: Callable[..., Result], style: str
) -> None:
    if style != "numeric" and find_engine() is None:
        pytest.skip("pandoc is not installed")
    site.configure(f'seminar_citation_style = "{style}"')
    again = "@book{e2011b, author = {E, Weinan}, title = {Another}, year = {2011}}\n"
    site.write({"refs.bib": (site.source / "refs.bib").read_text("utf-8") + again})
    # without a build before it
    alone = [run("cite", scope, "--format", "text") for scope in ("archive", "2025-01-17")]
    built = site.build("html")
    for result, name in zip(alone, ("readings", "exports/session/2025-01-17"), strict=True):
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout_bytes == (built.outdir / f"{name}.txt").read_bytes()
    expected = {
        "numeric": ("[1] E, Weinan. Another. 2011.", "[1] E, Weinan. Principles"),
        "apa": ("E, W. (2011a). Another.", "E, W. (2011). Principles"),
        "ieee": ("[1] W. E, Another. 2011.", "[1] W. E, Principles"),
    }
    for result, begin in zip(alone, expected[style], strict=True):
        assert result.stdout.startswith(begin)


def test_without_pandoc_the_text_is_in_the_built_in_style_and_says_so(
    site: Site, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "find_engine", lambda: None)
    site.configure('seminar_citation_style = "apa"')
    result = run("cite", "archive", "--format", "text")
    assert result.stdout.startswith("E, Weinan. 2011.")
    assert "sphinx-seminar[csl]" in result.stderr
    assert run("cite", "archive", "--format", "ris").stderr == ""


def test_every_scope_is_listed_and_found(run: Callable[..., Result]) -> None:
    lines = run("cite", "--list").stdout.splitlines()
    assert lines[0] == "archive\t1"
    for line in lines:
        assert run("cite", line.split("\t")[0], "--format", "ris").exit_code == 0


@pytest.mark.parametrize("scope", ["", "session/2025-01-18", "../../etc/passwd", "speaker/"])
def test_an_unknown_scope_is_one_line(run: Callable[..., Result], scope: str) -> None:
    result = run("cite", scope)
    assert result.exit_code == 2
    assert result.stdout == ""
