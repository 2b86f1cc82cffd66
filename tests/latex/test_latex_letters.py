"""Letters from the right in LaTeX: what begins and ends them, in paragraphs and inside lines."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.cli.typesetting import missing_characters
from texlive import needs_tex, typeset

from .printed import built

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ★ in the sky, x ≤ y", r"A \seminarsign{2605} in the sky, x \seminarsign{2264} y"),
        ("Take care ⚠️ now", r"Take care \seminarsign{26A0} now"),
        ("½ µ — “quoted”", None),
        ("`★ = 1`", r"\sphinxcode{\sphinxupquote{\seminarsign{2605} = 1}}"),
    ],
)
def test_a_sign_is_sought_in_several_fonts(
    make_site: Callable[..., Site], text: str, expected: str | None
) -> None:
    found = marked(make_site, text)
    assert found == expected if expected else "seminarsign" not in found


def test_letters_in_code_are_commands_there_alone(make_site: Callable[..., Site]) -> None:
    source = built(make_site, "```python\nx = 'ن ★'\n```").text("archive.tex")
    assert r'\gdef ن{{\seminarfontarabic\char"0646\relax}}' in source
    assert r"\gdef ★{\seminarsign{2605}}" in source
    assert r"\AddToHook{env/sphinxVerbatim/begin}{\catcode`ن=13 \catcode`★=13 }" in source


def test_names_in_indices_have_their_font_and_direction(make_site: Callable[..., Site]) -> None:
    talk = "::::{session} 2025-01-17\n:::{talk} T\n:speaker: אברהם Cohen\n:::\n::::\n"
    source = built(make_site, f"{talk}\n```{{speakers}}\n```").text("archive.tex")
    name = r"\detokenize{אברהם Cohen}\endcsname{\beginR{}{\seminarfonthebrew{}אברהם}"
    assert name + r" \beginL{}Cohen\endL{}\endR{}}" in source


def test_formulas_in_indices_are_set(make_site: Callable[..., Site]) -> None:
    talk = "::::{session} 2025-01-17\n:::{talk} T\n:readings: one; two\n:::\n::::\n"
    bib = (
        "@misc{one, title = {Order $n^2$}, year = 2001, author = {Doe, A.}}\n"
        "@misc{two, title = {Bad $\\nosuch$}, year = 2001, author = {Doe, A.}}\n"
    )
    text = f"{talk}\n```{{readings}}\n```"
    source = built(make_site, text, {"refs.bib": bib}).text("archive.tex")
    assert r"\detokenize{Order \$n\textasciicircum{}2\$}\endcsname{Order \(n^2\)}" in source
    assert r"\endcsname{Bad \$\textbackslash{}nosuch\$}" in source


@needs_tex
def test_no_character_is_lost(make_site: Callable[..., Site]) -> None:
    text = (
        "## Talk 🚀 ★ ₽ शलाका אברהם\n\n"
        "⚠️ ☎ ✓ → 𝔼 ① ☐ ₽ `★ עברית` हिन्दी ไทย ລາວ ខ្មែរ မြန်မာ ქართული Հայերեն አማርኛ "
        "বাংলা தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල ગુજરાતી ਪੰਜਾਬੀ *★* **ن**\n\n"
        "```python\nx = 1  # ن ★ 🚀 ₽ ⚠️ हिन्दी עברית\n```\n"
    )
    log = typeset(built(make_site, text).outdir)
    assert re.findall(r"^! .*", log, re.MULTILINE) == []
    assert missing_characters(log, "log") == []


def test_only_what_is_used_is_in_the_preamble(make_site: Callable[..., Site]) -> None:
    plain = built(make_site, "Đặng, Πόλη, “дом”, 朱").text("archive.tex")
    assert "TeXXeT" not in plain
    assert "seminarfont" not in plain
    turned = built(make_site, "Word ١٢٣ أحمد").text("archive.tex")
    assert "\\TeXXeTstate=1" in turned
    assert "seminarfonthebrew" not in turned


@needs_tex
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
