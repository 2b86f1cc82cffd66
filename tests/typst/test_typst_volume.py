# ruff: noqa: INP001 - a package named typst would hide the real one
from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import SphinxError
from volume_case import png

from sphinx_seminar.rendering.typst import compiling, fonts, inspection
from sphinx_seminar.rendering.typst.quoting import quoted
from sphinx_seminar.rendering.volume.directions import is_right_to_left

if TYPE_CHECKING:
    from pathlib import Path

Build = Callable[..., Any]

GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00"
    b"\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
SESSIONS = {
    "index.md": "# Home\n\nIntro with [first](s/one.md).\n\n```{toctree}\ns/one\ns/two\n```\n",
    "s/one.md": (
        "# On $H^1$ bounds[^n]\n\n[^n]: A note in a title.\n\n(inner)=\n## Inner section\n\n"
        "Text by 朱爱清.\n\n$$e = mc^2$$ (energy)\n"
    ),
    "s/two.md": (
        "# Second\n\n:::{container} seminar-uses\n"
        "Read in [first](one.md) and {ref}`inner`.\n:::\n\n"
        "By {eq}`energy`, see [the web](https://example.org/?a=1&b=2#c).\n"
    ),
}


def test_the_volume_has_title_contents_heads_and_metadata(build: Build) -> None:
    volume = build(SESSIONS)
    assert volume.warnings == ""
    info = volume.info()
    assert re.search(r"Title: +Multiscale Seminar", info)
    assert re.search(r"Author: +Organisers", info)
    assert re.search(r"Tagged: +yes", info)
    text = volume.text()
    assert "Contents" in text
    assert re.search(r"Second[ .]+3", text)
    assert "Version 2025" in text


def test_a_title_keeps_its_formula_and_leaves_its_note_out_of_the_contents(build: Build) -> None:
    volume = build(SESSIONS)
    assert volume.text().count("A note in a title.") == 1
    assert volume.source.count("$attach(H, t: 1)$") >= 2


def test_the_volume_conforms_to_pdf_ua_1_and_pdf_a_3a(build: Build) -> None:
    written = build(SESSIONS).pdf.read_bytes()
    assert b"<pdfuaid:part>1<" in written
    assert b"<pdfaid:part>3<" in written
    assert b"<pdfaid:conformance>A<" in written


def test_every_link_of_the_volume_leads_somewhere(build: Build) -> None:
    volume = build(SESSIONS)
    linked = set(re.findall(r'#link\(label\("([^"]+)"\)\)', volume.source))
    anchored = set(re.findall(r'#label\("([^"]+)"\)', volume.source))
    assert {"s/one#", "s/one#inner", "s/one#equation-energy"} <= linked
    assert linked <= anchored
    assert '#link("https://example.org/?a=1&b=2#c")' in volume.source


def test_a_dangling_reference_is_its_text(build: Build) -> None:
    volume = build({"index.rst": "T\n=\n\n:ref:`gone <nowhere>` and `anonymous <#lost>`_ stay.\n"})
    assert "gone" in volume.text()
    assert "anonymous" in volume.text()


def test_references_inside_uses_say_their_page(build: Build) -> None:
    text = build(SESSIONS).text()
    assert re.search(r"Read in first\s\(p\. 2\) and Inner section\s\(p\. 2\)", text)


def test_the_same_sources_give_the_same_bytes(build: Build) -> None:
    first = build(SESSIONS, name="one").pdf.read_bytes()
    second = build(SESSIONS, name="two", jobs=2).pdf.read_bytes()
    assert first == second


def test_source_date_epoch_dates_the_pdf(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TZ", "UTC")
    assert "2023" in build(SESSIONS).info()


def test_bad_formulas_cost_themselves(build: Build) -> None:
    page = "# T\n\nGood $a^2$, bad $\\frac{a$ and bad again $\\frac{a$.\n\n$$\\input{x}$$\n\nEnd.\n"
    volume = build({"index.md": page})
    assert len(volume.said("math")) == 3
    assert all(re.search(r"index\.md:\d+", line) for line in volume.said("math"))
    text = volume.text()
    assert r"\frac{a" in text
    assert r"\input{x}" in text
    assert "End." in text


def test_missing_and_broken_images_cost_themselves(build: Build) -> None:
    page = "# T\n\n![Missing one](no.png)\n\n![Broken one](bad.png)\n\n![Fine](ok.png)\n\nEnd.\n"
    volume = build({"index.md": page, "bad.png": b"not an image", "ok.png": png()})
    assert len(volume.said("image")) == 2
    text = volume.text()
    assert "Missing one" in text
    assert "Broken one" in text
    assert "End." in text
    assert re.search(r'#(inline-)?picture\("assets/ok-\w+\.png"', volume.source)


def test_an_image_that_leaves_the_source_folder_is_refused(build: Build, tmp_path: Path) -> None:
    outside = tmp_path / "secret.png"
    outside.write_bytes(png())
    source = tmp_path / "source"
    source.mkdir()
    source.joinpath("leak.png").symlink_to(outside)
    volume = build({"index.md": "# T\n\n![Leak](leak.png)\n"})
    assert len(volume.said("file-outside")) == 1
    assert not list(volume.outdir.glob("assets/*"))


def test_a_remote_image_is_not_fetched(build: Build) -> None:
    volume = build({"index.md": "# T\n\n![Far](https://example.org/x.png)\n"})
    assert len(volume.said("image")) == 1
    assert "Far" in volume.source


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>'),
        ("x.gif", GIF),
        ("name with 漢字 &.png", png()),
    ],
)
def test_images_of_every_kind_are_shown(build: Build, name: str, content: bytes) -> None:
    volume = build({"index.md": f"# T\n\n![alt](<{name}>)\n", name: content})
    assert volume.said("image") == []
    assert "#picture(" in volume.source or "#inline-picture(" in volume.source


@pytest.mark.skipif(not fonts.cjk_folder(), reason="the extra cjk is not installed")
def test_names_in_chinese_japanese_and_korean_are_shown(build: Build) -> None:
    volume = build({"index.md": "# T\n\n## 講演 by 朱爱清\n\n山田太郎, 김철수, ひらがな\n"})
    assert volume.warnings == ""
    text = volume.text()
    assert "朱爱清" in text
    assert "김철수" in text


def test_words_of_every_script_are_shown_and_found_in_the_pdf(build: Build) -> None:
    words = ["Nguyễn", "Многомасштабное", "ᾧ", "أحمد", "דוד", "हिन्दी", "แบบจำลอง", "🚀", "office"]
    page = f"# T\n\n{' '.join(words)} and $x = \\text{{скорость}}$.\n\nمقدمة (2025).\n"
    volume = build({"index.md": page})
    assert volume.warnings == ""
    text = volume.text()
    assert [word for word in words if word not in text] == []
    assert "#right-to-left[" in volume.source
    assert volume.source.count("#right-to-left[") == 1


@pytest.mark.parametrize(
    ("text", "expected"), [("עברית 1", True), ("(1) مقدمة", True), ("a עברית", False), ("1", False)]
)
def test_the_first_letter_decides_from_which_side_a_paragraph_is_read(
    text: str, *, expected: bool
) -> None:
    assert is_right_to_left(text) is expected


def test_ligatures_typed_as_one_character_are_letters() -> None:
    assert quoted("ﬁnite oﬃce") == '"finite office"'


def test_missing_glyphs_are_said_and_shown_as_code_points(build: Build) -> None:
    volume = build({"index.md": "# T\n\nA hieroglyph 𓀀 and Javanese ꦄ\n"})
    (found,) = volume.said("glyph")
    assert "𓀀 (U+13000)" in found
    assert "index.md:3" in found
    assert "[U+13000]" in volume.text()
    assert b"pdfuaid:part" in volume.pdf.read_bytes()


def test_a_formula_with_a_missing_glyph_is_said_and_shown_as_its_source(build: Build) -> None:
    volume = build({"index.md": "# T\n\n$a = 𓀀$\n"})
    assert len(volume.said("glyph")) == 1
    assert "a = [U+13000]" in volume.text()


def test_without_fonts_the_message_names_the_extra(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "cjk_folder", lambda: "")
    volume = build({"index.md": "# T\n\n漢\n"})
    (found,) = volume.said("glyph")
    assert "sphinx-seminar[cjk]" in found


def test_without_typst_one_error_says_how_to_install_it(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "find_spec", lambda _name: None)
    with pytest.raises(SphinxError, match=r"sphinx-seminar\[pdf\]"):
        build({"index.md": "# T\n"})


def test_a_build_without_a_pdf_imports_nothing_that_makes_one() -> None:
    code = (
        "import sys, sphinx_seminar.rendering.registration, sphinx_seminar.outputs.registration\n"
        "print(*sorted(n for n in sys.modules if 'typst' in n or n.endswith('.attachments')))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    package = "sphinx_seminar.rendering.typst"
    light = ("attachments", "builder", "quoting", "registration")
    assert run.stdout.split() == [package, *(f"{package}.{name}" for name in light)]


@pytest.mark.parametrize("depth", [4, 40])
@pytest.mark.parametrize("mark", ["- item", "1. item", ".. note:: item", "   item"])
def test_deep_nesting_loses_no_text(build: Build, mark: str, depth: int) -> None:
    nested = "".join(f"{'   ' * level}{mark} {level}\n\n" for level in range(depth))
    volume = build({"index.rst": f"T\n=\n\n{nested}"})
    words = " ".join(volume.text().split())
    assert all(f"item {level}" in words for level in range(depth))
    assert bool(volume.said("nesting")) == (depth > 4)


def test_a_toctree_inside_a_box_gives_its_documents_to_the_volume(build: Build) -> None:
    volume = build(
        {
            "index.rst": "T\n=\n\n.. note::\n\n   .. toctree::\n\n      a\n\n   In the box.\n",
            "a.rst": "Alpha\n=====\n\nText of alpha.\n",
        }
    )
    text = volume.text()
    assert "Text of alpha." in text
    assert "In the box." in text


def test_a_document_with_a_heading_alone_keeps_it(build: Build) -> None:
    volume = build({"index.md": "# T\n\n```{toctree}\na\n```\n", "a.md": "# Alone\n"})
    assert volume.text().count("Alone") >= 2


@pytest.mark.parametrize("language", ["de", "ja", "zh_CN", "pt_BR"])
def test_the_volume_says_its_language(build: Build, language: str) -> None:
    volume = build(SESSIONS, conf=f"language = {language!r}\n")
    assert f'language: "{language.partition("_")[0]}"' in volume.source
    assert volume.pdf.is_file()


def test_a_site_may_restyle_the_volume_by_a_file_of_its_own(build: Build) -> None:
    own = "#let session-card(body) = block[CARD OF THE SITE #body]\n"
    page = "# T\n\n:::{container} seminar-session\nFacts\n:::\n"
    volume = build({"index.md": page, "own.typ": own}, conf='seminar_pdf_template = "own.typ"\n')
    assert "CARD OF THE SITE" in volume.text()


def test_a_missing_template_is_one_error(build: Build) -> None:
    with pytest.raises(SphinxError, match=r"no\.typ"):
        build({"index.md": "# T\n"}, conf='seminar_pdf_template = "no.typ"\n')


def test_a_formula_that_typst_refuses_costs_itself(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "to_typst", lambda _mathml: "no-such-function(x)")
    volume = build({"index.md": "# T\n\nBad $a$ here.\n"})
    (found,) = volume.said("math")
    assert "index.md:3" in found
    assert "here." in volume.text()


def test_hidden_toctrees_follow_the_sections_of_their_document(build: Build) -> None:
    index = (
        "# T\n\n## Section A\n\nText A.\n\n## Section B\n\nText B.\n\n"
        "```{toctree}\n:hidden:\n\none\ntwo\n```\n"
    )
    volume = build({"index.md": index, "one.md": "# One\n\n1\n", "two.md": "# Two\n\n2\n"})
    levels = re.findall(r'#heading\(level: (\d)\)\[#"([^"]+)"', volume.source)
    assert levels[:4] == [("1", "Section A"), ("1", "Section B"), ("1", "One"), ("1", "Two")]


def test_titles_may_hold_links_notes_and_images(build: Build) -> None:
    title = "A *title* with `link <https://e.org>`_ and [#f]_ |im| and :math:`x`"
    page = f"{title}\n{'=' * len(title)}\n\nText.\n\n.. [#f] Note.\n.. |im| image:: x.png\n"
    index = "Home\n====\n\n.. toctree::\n\n   a\n"
    volume = build({"index.rst": index, "a.rst": page, "x.png": png()})
    assert volume.warnings == ""
    assert volume.text().count("Note.") == 1


@pytest.mark.parametrize("uri", ["javascript:alert(1)", "file:///etc/passwd", "foo:bar"])
def test_links_of_other_schemes_are_text(build: Build, uri: str) -> None:
    volume = build({"index.rst": f"T\n=\n\n`words <{uri}>`_\n"})
    assert "words" in volume.source
    assert uri not in volume.source


def test_what_pdf_ua_refuses_is_still_a_tagged_pdf(build: Build) -> None:
    own = "#let session-card(body) = heading(level: 6, body)\n"
    page = "# T\n\n:::{container} seminar-session\nFacts\n:::\n"
    volume = build({"index.md": page, "own.typ": own}, conf='seminar_pdf_template = "own.typ"\n')
    assert b"pdfuaid:part" not in volume.pdf.read_bytes()
    assert b"<pdfaid:part>3<" in volume.pdf.read_bytes()
    assert re.search(r"Tagged: +yes", volume.info())


def test_images_with_one_name_stay_apart_and_old_ones_go(build: Build) -> None:
    first = build(
        {
            "index.md": "# T\n\n![one](a/x.png)\n\n![two](b/x.png)\n",
            "a/x.png": png(),
            "b/x.png": png(30),
        }
    )
    assert len(list(first.outdir.glob("assets/*"))) == 2
    second = build({"index.md": "# T\n\n![one](a/x.png)\n"})
    assert len(list(second.outdir.glob("assets/*"))) == 1
    assert not list(second.outdir.glob("*.part"))
