from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.rendering.typst import fonts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from seminar_site import Site

    Announce = Callable[..., Result]

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
needs_pdftotext = pytest.mark.skipif(
    not shutil.which("pdftotext") and not os.environ.get("CI"), reason="pdftotext is missing"
)


def words(path: Path) -> str:
    command = ["pdftotext", "-layout", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())


def pages(path: Path) -> int:
    info = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in info.splitlines() if line.startswith("Pages:")).split()[1])


def font_names(path: Path) -> str:
    return subprocess.run(
        ["pdffonts", str(path)], check=True, capture_output=True, text=True
    ).stdout


def size(path: Path) -> tuple[int, int]:
    return struct.unpack(">II", path.read_bytes()[16:24])


def poster(site: Site, announce: Announce, *arguments: str) -> tuple[Path, Path]:
    result = announce(*arguments, "--format", "poster", "-o", str(site.folder))
    assert result.exit_code == 0, result.stderr
    pdf = next(site.folder.glob("*.pdf"))
    return pdf, pdf.with_suffix(".png")


@needs_pdftotext
def test_the_poster_says_what_where_and_when(site: Site, announce: Announce) -> None:
    pdf, png = poster(site, announce, "next")
    text = words(pdf)
    for said in (
        "Channel capacity", "Mira Lindqvist (Example University); 林小雨",
        "Friday, March 14, 2025, 14:00–15:30", "New York: 09:00–10:30", "Room 101, Online",
        "Bring a <laptop> & a pen.", "How much can be said with", "one item",
        "Text of the session.", "group@example.org",
    ):  # fmt: skip
        assert said in text
    address = "https://seminar.example.org/next.html#session-2025-03-14-group"
    assert address in text.replace(" ", "")
    assert pages(pdf) == 1
    assert size(png) == (1240, 1754)


def test_equal_sources_give_the_same_poster(site: Site, announce: Announce) -> None:
    first = [path.read_bytes() for path in poster(site, announce, "next")]
    assert [path.read_bytes() for path in poster(site, announce, "next")] == first


def test_one_file_is_written_where_one_is_named(site: Site, announce: Announce) -> None:
    output = site.folder / "out" / "wall.PNG"
    output.parent.mkdir()
    announce("next", "--format", "poster", "--paper", "a3", "-o", str(output))
    assert [path.name for path in output.parent.iterdir()] == ["wall.PNG"]
    assert size(output) == (1754, 2480)


def test_the_code_leads_to_the_page(site: Site, announce: Announce) -> None:
    pdf, png = poster(site, announce, "next")
    with_code = png.read_bytes()
    site.configure('html_baseurl = ""\n')
    result = announce("next", "--format", "poster", "-o", str(site.folder))
    assert "no QR code: html_baseurl" in result.stderr
    assert png.read_bytes() != with_code
    assert pdf.exists()


@needs_pdftotext
def test_a_long_abstract_stays_on_the_page_and_says_where_the_rest_is(
    site: Site, announce: Announce
) -> None:
    paragraphs = "\n\n".join(f"Paragraph {number}: " + "word " * 80 for number in range(30))
    site.write(
        {
            "long.md": (
                "# Long\n\n::::{session} 2025-03-20\n\n:::{talk} Long\n:speaker: Ada Doe\n"
                f"{paragraphs}\n:::\n::::\n"
            )
        }
    )
    pdf, _png = poster(site, announce, "2025-03-20")
    text = words(pdf)
    assert pages(pdf) == 1
    assert "Paragraph 0:" in text
    assert "Paragraph 29:" not in text
    assert "… more at https://seminar.example.org/long.html" in text


@needs_pdftotext
def test_what_an_author_wrote_is_no_code(site: Site, announce: Announce) -> None:
    hostile = '#read("/etc/passwd") "quoted" \\ $a$ <b> @x *y* _z_ // c'
    site.write(
        {
            "hostile.rst": (
                'Page\n====\n\n.. session:: 2025-03-20\n   :venue: #eval("1") ]\n'
                "   :notice: ] #panic() [\n\n"
                f"   .. talk:: Title ``#x``\n      :speaker: Ada #y\n\n      ``{hostile}``\n"
            )
        }
    )
    pdf, _png = poster(site, announce, "2025-03-20")
    text = words(pdf)
    for said in ('#read("/etc/passwd")', '#eval("1") ]', "] #panic() [", "Ada #y", "Title #x"):
        assert said in text


@needs_pdftotext
def test_a_formula_that_cannot_be_set_is_shown_as_its_source(
    site: Site, announce: Announce
) -> None:
    page = (
        "# F\n\n:::{session} 2025-03-20\n\nGood $x^2$, bad $\\frac{1$.\n\n$$\\nonsense{x}$$\n:::\n"
    )
    site.write({"formulas.md": page})
    pdf, _png = poster(site, announce, "2025-03-20")
    text = words(pdf)
    assert "$\\frac{1$" in text
    assert "\\nonsense{x}" in text
    assert "$x^2$" not in text


@needs_pdftotext
def test_a_formula_wider_than_the_page_stays_on_it(site: Site, announce: Announce) -> None:
    formula = " + ".join(f"a_{{{number}}}" for number in range(20))
    site.write({"wide.md": f"# W\n\n:::{{session}} 2025-03-20\n\n$$ {formula} $$\n:::\n"})
    pdf, _png = poster(site, announce, "2025-03-20")
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    right = max(float(one) for one in re.findall(r'xMax="([0-9.]+)"', boxes))
    assert right <= 595 * 0.9


def test_a_template_of_the_archive_changes_the_look(site: Site, announce: Announce) -> None:
    _pdf, png = poster(site, announce, "next")
    before = png.read_bytes()
    site.write(
        {
            "announcements/logo.svg": LOGO,
            "announcements/poster.typ": (
                '#import "default.typ": poster as base\n'
                '#let poster(..all) = base(accent: blue, corner: image("logo.svg"), ..all)\n'
            ),
        }
    )
    _pdf, png = poster(site, announce, "next")
    assert png.read_bytes() != before
    site.write({"announcements/poster.typ": '#let poster(..all) = read("/etc/passwd")\n'})
    result = announce("next", "--format", "poster", "-o", str(site.folder))
    assert result.exit_code == 2
    assert "the poster could not be made" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    site.write({"announcements/poster.typ": "#let poster(..all) = [a #pagebreak() b]\n"})
    result = announce("next", "--format", "poster", "-o", str(site.folder))
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


@needs_pdftotext
def test_letters_are_sought_in_the_archives_own_fonts(
    site: Site, announce: Announce, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = fonts.arabic_folder()
    for folder in ("arabic_folder", "scripts_folder"):
        monkeypatch.setattr(fonts, folder, lambda: "")
    site.write({"far.md": "# By أحمد\n\n:::{session} 2025-03-20\n:::\n"})
    pdf, _png = poster(site, announce, "2025-03-20")
    assert "Amiri" not in font_names(pdf)
    site.configure(f"seminar_pdf_fonts = [{own!r}]\n")
    pdf, _png = poster(site, announce, "2025-03-20")
    assert "Amiri" in font_names(pdf)
    assert "أحمد" in words(pdf)


def test_a_template_takes_families_of_the_archives_own_fonts(
    site: Site, announce: Announce
) -> None:
    _pdf, png = poster(site, announce, "next")
    before = png.read_bytes()
    own = (
        '#import "default.typ": poster as base\n'
        '#let poster(..all) = base(..all, fonts: ("Amiri", ..all.named().fonts))\n'
    )
    site.write({"announcements/poster.typ": own})
    result = announce("next", "--format", "poster", "-o", str(site.folder))
    assert "no font is called amiri" in result.stderr
    assert png.read_bytes() == before
    site.configure(f"seminar_pdf_fonts = [{fonts.arabic_folder()!r}, 'nowhere']\n")
    result = announce("next", "--format", "poster", "-o", str(site.folder))
    assert result.stderr == "seminar: seminar_pdf_fonts in conf.py: nowhere is no folder\n"
    assert png.read_bytes() != before


def test_a_cancelled_session_says_so_on_the_wall(site: Site, announce: Announce) -> None:
    pdf, _png = poster(site, announce, "2025-03-12-colloquium")
    assert "Cancelled: illness" in words(pdf)
