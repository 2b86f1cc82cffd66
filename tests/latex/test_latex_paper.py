"""What a screen shows by other means than text is in the text of LaTeX."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

import pytest

from texlive import needs_tex, typeset

from .printed import built

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

_TALK = """\
:::::{session} 2025-01-17
::::{talk} Title
:speaker: Ada
:slides: slides.pdf
:recording: https://example.org/video?a=b&c=%20d
::::
:::::
"""
_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"/>'


def test_materials_have_their_addresses(make_site: Callable[..., Site]) -> None:
    files: dict[str, str | bytes] = {"slides.pdf": b"%PDF-1.4"}
    conf = 'html_baseurl = "https://seminar.example.org/"\n'
    text = built(make_site, _TALK, files, conf).text("archive.tex")
    assert re.search(r"Slides: \\sphinxurl\{https://seminar\.example\.org/\\_downloads/", text)
    assert r"{Recording}: \sphinxurl{https://example.org/video?a=b\&c=\%20d}" in text


def test_an_address_is_printed_once(make_site: Callable[..., Site]) -> None:
    conf = 'latex_show_urls = "inline"\n'
    text = built(make_site, _TALK.replace(":slides: slides.pdf\n", ""), conf=conf)
    assert text.text("archive.tex").count("sphinxurl{") <= 1


def test_tasks_have_boxes(make_site: Callable[..., Site]) -> None:
    text = "- [ ] to do\n- [x] done"
    conf = 'myst_enable_extensions = ["tasklist", "colon_fence"]\n'
    assert r"\seminarsign{2610} to do" in built(make_site, text, conf=conf).text("archive.tex")


def test_the_title_of_a_card_is_a_line_of_its_own(make_site: Callable[..., Site]) -> None:
    conf = 'extensions += ["latex.cards"]\nseminar_trust = "full"\n'
    text = built(make_site, "```{card}\n```", conf=conf).text("archive.tex")
    assert "\\sphinxstylestrong{Card title}\n\n\\sphinxAtStartPar\nCard body" in text


def test_a_drawing_is_drawn_again_for_tex(make_site: Callable[..., Site]) -> None:
    files: dict[str, str | bytes] = {"a.svg": _DRAWING, "b.svg": "<svg"}
    done = built(make_site, "![one](a.svg)\n\n![the other](b.svg)", files)
    text = done.text("archive.tex")
    assert "{{a}.pdf}" in text
    assert (done.outdir / "a.pdf").read_bytes().startswith(b"%PDF")
    assert ".svg" not in text
    assert "the other" in text
    assert [one.type for one in done.messages] == ["seminar.image"]


def test_no_image_is_fetched(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_arguments: object) -> None:
        pytest.fail("a build connects to a host")

    monkeypatch.setattr(socket.socket, "connect", connect)
    conf = 'seminar_trust = "full"\n'
    text = "![a picture](https://example.invalid/a.png)"
    done = built(make_site, text, conf=conf)
    assert "a picture" in done.text("archive.tex")
    assert [one.type for one in done.messages] == ["seminar.image"]


@needs_tex
def test_tex_reads_all_of_it(make_site: Callable[..., Site]) -> None:
    files: dict[str, str | bytes] = {"slides.pdf": b"%PDF-1.4", "a.svg": _DRAWING}
    text = f"![one](a.svg)\n\n{_TALK}\n- [ ] to do"
    conf = 'myst_enable_extensions = ["tasklist", "colon_fence"]\n'
    log = typeset(built(make_site, text, files, conf).outdir)
    assert re.findall(r"^! .*", log, re.MULTILINE) == []
