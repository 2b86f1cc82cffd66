# ruff: noqa: INP001 - a package named typst would hide the real one
"""The look is the site's: constants and parts of the template, alone and together."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import SphinxError
from volume_case import build_volume

from sphinx_seminar.rendering.typst import fonts

if TYPE_CHECKING:
    from collections.abc import Callable

CONF = 'seminar_pdf_template = "own.typ"\n'
PAGES = {
    "index.md": "# Home\n\n```{toctree}\na\nb\n```\n",
    "a.md": (
        "# First\n\n:::{container} seminar-session\nCard one.\n:::\n\n"
        "[Link](https://example.org/), $\\frac{a$, `code`.\n\n"
        "```python\nx = 1\n```\n\n---\n\n:::{topic} Aside\nText.\n:::\n"
    ),
    "b.md": "# Second\n\n:::{container} seminar-session\nCard two.\n:::\n\nText.\n",
}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return partial(build_volume, tmp_path_factory.mktemp("look"))


@pytest.fixture(scope="module")
def made(build: Any) -> Callable[[str], Any]:
    def make(own: str) -> Any:
        return build({**PAGES, "own.typ": own}, conf=CONF)

    return make


@pytest.fixture(scope="module")
def plain(made: Callable[[str], Any]) -> bytes:
    pdf: bytes = made("").pdf.read_bytes()
    return pdf


def _pages(volume: Any) -> int:
    found = re.search(r"Pages: +(\d+)", volume.info())
    assert found is not None
    return int(found[1])


def test_a_colour_of_the_site_is_that_of_every_part_of_the_template(
    made: Any, plain: bytes
) -> None:
    volume = made('#let accent-colour = rgb("#123456")\n')
    assert (volume.outdir / "chosen-look.typ").read_text().splitlines() == [
        '#import "look.typ": *',
        '#import "own-template.typ": *',
    ]
    assert volume.pdf.read_bytes() != plain


@pytest.mark.parametrize(
    "constant",
    [
        "text-size = 12pt",
        "link-colour = red",
        "quiet = red",
        "rule-colour = red",
        "shade = red",
        "error-colour = blue",
        "session-room = 25cm",
    ],
)
def test_every_constant_changes_the_pages(made: Any, plain: bytes, constant: str) -> None:
    assert made(f"#let {constant}\n").pdf.read_bytes() != plain


def test_paper_and_margins_are_the_sites(made: Any) -> None:
    volume = made('#let paper = "a5"\n#let margins = 1cm\n')
    assert "A5" in volume.info() or "419.5" in volume.info()


def test_sessions_follow_one_another_or_each_begin_a_page(made: Any) -> None:
    assert _pages(made('#let session-start = "page"\n')) == _pages(made("")) + 1


def test_text_may_stand_in_columns(made: Any) -> None:
    volume = made("#let page-columns = 2\n")
    assert "Card two." in volume.text()
    assert b"pdfuaid:part" in volume.pdf.read_bytes()


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("#let title-page(title: none, ..rest) = [TITLE OF OWN #title]\n", "TITLE OF OWN"),
        ("#let contents-page(title, depth) = [CONTENTS OF OWN]\n", "CONTENTS OF OWN"),
        ("#let running-head(title, number) = [HEAD OF OWN #number]\n", "HEAD OF OWN 1"),
        ("#let session-card(body) = [CARD OF OWN #body]\n", "CARD OF OWN Card one."),
        (
            '#import "base.typ"\n#let session-card(body) = base.session-card[BASED #body]\n',
            "BASED Card one.",
        ),
    ],
)
def test_a_part_of_the_site_takes_the_place_of_the_templates(
    made: Any, own: str, words: str
) -> None:
    assert words in " ".join(made(own).text().split())


def test_an_error_in_the_sites_template_names_its_file_and_line(made: Any) -> None:
    with pytest.raises(SphinxError, match=r"own\.typ:2:\d+"):
        made("#let accent-colour = red\n#let paper = nothing-known\n")


def test_a_font_that_nobody_has_costs_itself_and_a_warning(made: Any) -> None:
    volume = made('#let text-fonts = ("No Such Font",)\n')
    (found,) = volume.said("font")
    assert "own.typ:1" in found
    assert "'no such font'" in found
    assert volume.pdf.is_file()


def test_a_folder_of_fonts_that_is_missing_is_a_warning(build: Any) -> None:
    volume = build(PAGES, conf='seminar_pdf_fonts = ["fonts"]\n', name="no-fonts")
    (found,) = volume.said("file-missing")
    assert re.search(r"conf\.py:\d+: .*seminar_pdf_fonts.*'fonts'", found)


def test_letters_are_sought_in_the_archives_fonts_before_those_of_the_extras(
    build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "scripts_folder", lambda: "")
    own = f"seminar_pdf_fonts = [{fonts.arabic_folder()!r}]\n"
    monkeypatch.setattr(fonts, "arabic_folder", lambda: "")
    volume = build({**PAGES, "a.md": "# T\n\nWritten: أحمد\n"}, conf=own, name="own-fonts")
    assert volume.warnings == ""
    assert "أحمد" in volume.text()
    assert 'fonts: ("Libertinus Serif", "Amiri", ' in volume.source


def test_a_template_that_is_taken_away_is_no_longer_used(build: Any) -> None:
    volume = build(PAGES, conf="")
    assert not (volume.outdir / "own-template.typ").exists()
    assert not (volume.outdir / "base.typ").exists()
