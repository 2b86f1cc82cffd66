"""Letters from the right in LaTeX: what begins and ends them, in paragraphs and inside lines."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.cli.typesetting import missing_characters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seminar_site import Built, Site

_CONF = """
latex_engine = "xelatex"
latex_documents = [("index", "archive.tex", "Volume", "Organisers", "manual")]
"""


def built(make_site: Callable[..., Site], text: str) -> Built:
    site = make_site({"index.md": f"# Volume\n\n{text}\n"})
    site.configure(_CONF)
    return site.build("latex")


def marked(make_site: Callable[..., Site], text: str) -> str:
    """Return what LaTeX gets of *text*, its fonts left out, R and L for the turns."""
    source = built(make_site, text).text("archive.tex")
    found = source.rpartition("\\sphinxAtStartPar\n")[2].partition("\n\n")[0]
    found = re.sub(r"\{\\seminarfont[a-z]+\{\}(.*?)\}", r"\1", found)
    found = re.sub(r"\\(begin|end)([LR])\{\}", lambda one: one[2] + "<>"[one[1] == "end"], found)
    return found.replace(r"\unskip\nobreak\hskip0pt plus1fill", "…")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by אברהם כהן and others", "by R<אברהם כהןR> and others"),
        ("by אברהם 2025 כהן.", "by R<אברהם L<2025L> כהןR>."),
        ("see שלום (עולם) there", "see R<שלום )עולם(R> there"),
        ("שלום (world) עולם?!", "R<שלום )L<worldL>( עולם!?…R>"),
        ("[שלום](https://e.org) עולם", "R<L<\\sphinxhref{https://e.org}{R<שלוםR>}L> עולם…R>"),
        (
            "שלום the [big](https://e.org) world",
            "R<שלום L<the \\sphinxhref{https://e.org}{big} worldL>…R>",
        ),
        ("שלום $x$ `y`", "R<שלום L<\\(x\\)L> L<\\sphinxcode{\\sphinxupquote{y}}L>…R>"),
        ("שלום $x$ עולם", "R<שלום L<\\(x\\)L> עולם…R>"),
        ("*Word שלום*", "\\sphinxstyleemphasis{Word R<שלוםR>}"),
    ],
)
def test_what_is_read_from_the_right_is_marked(
    make_site: Callable[..., Site], text: str, expected: str
) -> None:
    assert marked(make_site, text) == expected


def test_an_item_of_a_list_begins_beside_its_mark(make_site: Callable[..., Site]) -> None:
    assert marked(make_site, "- שלום\n\nEnd.") == "End."
    assert marked(make_site, "> שלום").startswith("R<שלום…R>")
    assert "plus1fill" not in built(make_site, "- שלום עולם").text("archive.tex")


def test_the_facts_of_a_talk_stand_below_its_heading(make_site: Callable[..., Site]) -> None:
    talk = ":::{session} 2025-01-17\n::{talk} Title\n:speaker: אברהם כהן\n::\n:::"
    text = built(make_site, talk.replace("::{", "::::{").replace("\n::\n", "\n::::\n")).text
    assert "plus1fill" not in text("archive.tex")


def test_only_what_is_used_is_in_the_preamble(make_site: Callable[..., Site]) -> None:
    plain = built(make_site, "Đặng, Πόλη, “дом”, 朱").text("archive.tex")
    assert "TeXXeT" not in plain
    assert "seminarfont" not in plain
    turned = built(make_site, "Word ١٢٣ أحمد").text("archive.tex")
    assert "\\TeXXeTstate=1" in turned
    assert "seminarfonthebrew" not in turned


@pytest.mark.skipif("SEMINAR_TEX" not in os.environ, reason="SEMINAR_TEX is not set: TeX is needed")
def test_a_paragraph_from_the_right_begins_at_the_right_margin(
    make_site: Callable[..., Site],
) -> None:
    text = "FIRST\n\nשלום FOREIGN עולם.\n\nהמשך:\n\n$$ x $$\n\nLAST עולם"
    folder = built(make_site, text).outdir
    log = typeset(folder)
    assert re.findall(r"^! .*", log, re.MULTILINE) == []
    assert missing_characters(log, "log") == []
    # pdftotext turns the letters back; the place of each word is as on the page
    placed = subprocess.run(
        ["pdftotext", "-bbox", "archive.pdf", "-"], cwd=folder, capture_output=True, check=True
    ).stdout.decode()
    words = re.findall(r'xMin="([\d.]+)"[^>]*>([^<]+)</word>', placed)
    at = {word: float(place) for place, word in words}
    first, foreign = at["FIRST"], at["FOREIGN"]
    assert at["LAST"] == pytest.approx(first, abs=1)
    assert foreign > first + 200
    assert max(at[word] for word in at if "שלום" in (word, word[::-1])) > foreign


def typeset(folder: Path) -> str:
    """Run XeLaTeX once and return its log."""
    subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "archive.tex"],
        cwd=folder,
        env={**os.environ, "max_print_line": "10000"},
        capture_output=True,
        check=False,
    )
    return (folder / "archive.log").read_text(encoding="utf-8", errors="replace")
