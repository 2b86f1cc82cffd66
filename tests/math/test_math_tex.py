# ruff: noqa: INP001 - a package named math would hide the standard library's
"""What TeX makes of the formulas, and whether both volumes hold the same words.

TeX is large and slow: these run where ``SEMINAR_TEX`` is set, as in a job of its own.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from formula_suite import MACROS, VALID

from sphinx_seminar.cli.typesetting import missing_characters
from texlive import needs_tex, typeset

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_tex
Build = Callable[..., Any]

CONF = f"""
project = "Formulas"
author = "Organisers"
extensions = ["myst_parser", "formulas_alone", "latex_alone"]
latex_engine = "xelatex"
latex_documents = [("index", "archive.tex", "Formulas", "Organisers", "manual")]
seminar_math_macros = {MACROS!r}
"""
WORDS = """# Volume

Names: 朱爱清, Đặng Thị Hồng, Многомасштабное, Πολυκλιμακωτή, दिन, office 🚀.

- first item with $x^2$
- second item[^n]

[^n]: A note at the foot.

| Head | Other |
|---|---|
| cell | value |

## Section

> A quotation, and `code`.

$$ \\frac{a}{b} $$
"""


def words(path: Path) -> set[str]:
    text = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout
    plain = unicodedata.normalize("NFKC", text.decode()).casefold()
    return set(re.findall(r"[^\W\d_]{3,}", re.sub(r"(\w)-\n(\w)", r"\1\2", plain)))


def test_tex_sets_every_valid_formula_without_an_error(build: Build) -> None:
    formulas = [latex for kind in VALID.values() for latex in kind]
    page = "# T\n\n" + "\n\n".join(f"$$\n{latex}\n$$" for latex in formulas)
    built = build({"index.md": page}, "latex", conf=CONF)
    log = typeset(built.outdir)
    assert re.findall(r"^! .*", log, re.MULTILINE) == []
    assert missing_characters(log, "log") == []


def test_both_volumes_hold_the_same_words(build: Build) -> None:
    source = build({"index.md": WORDS}, "latex", conf=CONF)
    log = typeset(source.outdir)
    assert missing_characters(log, "log") == []
    volume = build({"index.md": WORDS}, "seminarpdf", conf=CONF)
    expected = words(volume.outdir / "archive.pdf")
    own = "contents introduction about this volume title author how cite made with and typst"
    shared = words(source.outdir / "archive.pdf")
    assert expected - shared <= {*own.split(), "seminar", "sphinx"}
