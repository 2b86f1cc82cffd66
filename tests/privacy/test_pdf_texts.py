"""What a reader sees in a PDF is looked at as a page is; what only programs see, as bytes."""

from __future__ import annotations

import io
import random
import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest

import typst
from sphinx_seminar.outputs.leaks.guarding import LeakError
from sphinx_seminar.outputs.leaks.needles import needles
from sphinx_seminar.outputs.leaks.pdftexts import pdf_texts
from sphinx_seminar.outputs.leaks.searching import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

PASSCODE = "Tau/7+pq"
NEEDLES = needles([("seminar.passcode", PASSCODE)])


def _slides(*pages: str) -> bytes:
    """Return slides that a program typeset, in fonts of their own."""
    return typst.compile("#pagebreak()".join(pages).encode(), format="pdf")


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ('#"Join us: https://zoom.us/j/81726354000"', "link"),
        ('#link("https://zoom.us/j/81726354000?pwd=abc")[the usual room]', "link"),
        ('#"Meeting ID: 817 2635 4000"', "meeting-id"),
        ('#"Passcode:" #h(1cm) #"402817"', "passcode"),
        ('#table(columns: 2, "Passcode", "402817")', "passcode"),
        ("#text(fill: white)[Passcode: 402817]", "passcode"),
        ("密码：402817", "passcode"),
    ],
)
def test_access_that_slides_show_is_found_on_each_page(page: str, kind: str) -> None:
    found = Search((), ()).file("slides.pdf", _slides("Welcome", page, "Thank you"))
    assert found is not None
    assert found.name == kind


def test_a_value_of_the_private_file_is_found_in_slides() -> None:
    slides = _slides(f'#"{PASSCODE}"', "Words")
    assert PASSCODE.encode() not in slides
    found = Search(NEEDLES, ()).file("slides.pdf", slides)
    assert found is not None
    assert found.name == "seminar.passcode"


def test_the_text_of_a_pdf_comes_page_by_page() -> None:
    (first, second), is_whole = pdf_texts(
        _slides("On closures", '#link("https://example.org/")[there]')
    )
    assert is_whole
    assert "On closures" in first
    assert second.splitlines() == ["there", "https://example.org/"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"trailer" * 9, b""])
def test_a_broken_pdf_has_no_text(data: bytes) -> None:
    assert pdf_texts(data) == ([], False)


def test_the_bytes_of_a_font_are_not_read_as_words() -> None:
    noise = random.Random(5).randbytes(4000)  # noqa: S311 (no secret)
    stream = zlib.compress(noise + b"\nPassword: x7Gg4\n" + noise)
    slides = b"%PDF-1.7\n1 0 obj<<>>stream\n" + stream + b"\nendstream\n%%EOF"
    assert Search((), ()).file("slides.pdf", slides) is None
    assert Search((), ()).file("page.txt", b"\nPassword: x7Gg4\n") is not None


def test_a_build_that_offers_such_slides_fails(make_site: Callable[..., Site]) -> None:
    page = "# P\n\n::::{session} 2025-01-17\n:::{talk} T\n:slides: talk.pdf\n:::\n::::\n"
    site = make_site({"index.md": page, "talk.pdf": _slides('#"Passcode: 402817"')})
    with pytest.raises(LeakError, match=r"talk\.pdf"):
        site.build()


@pytest.mark.parametrize("drawn", [b"(Hello) Tj", b"(\\000\\101\\000\\102) Tj"])
def test_what_is_said_of_drawn_text_and_not_drawn_is_looked_at(drawn: bytes) -> None:
    said = b"/Span <</Alt (Passcode: 402817)>> BDC BT /F1 12 Tf " + drawn + b" ET EMC"
    with pikepdf.new() as pdf, io.BytesIO() as file:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(said)
        pdf.save(file)
        data = file.getvalue()
    texts, is_whole = pdf_texts(data)
    assert is_whole
    assert "402817" not in "".join(texts)
    assert Search((), ()).file("slides.pdf", data) is not None


@pytest.mark.parametrize(
    "said",
    [
        b"/T (Passcode: 402817)",
        b"/T (The room \\(Passcode: 402817\\) of all)",
        b"/T (The room (Passcode: 402817) of all)",
        b"/T (a (b (Passcode: 402817) c) d)",
        b"/T (Pass) /U (Passcode: 402817",
    ],
)
def test_what_objects_of_a_pdf_say_is_looked_at(said: bytes) -> None:
    packed = zlib.compress(b"1 0 2 9 << /A 1 >> << " + said + b" >>")
    pdf = b"%PDF-1.7\n3 0 obj << /Type /ObjStm /N 2 /First 8 >> stream\n" + packed
    assert Search((), ()).file("slides.pdf", pdf + b"\nendstream\n%%EOF") is not None
    harmless = pdf.replace(packed, zlib.compress(b"1 0 << /T (Words) >>"))
    assert Search((), ()).file("slides.pdf", harmless + b"\nendstream\n%%EOF") is None
