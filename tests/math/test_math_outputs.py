# ruff: noqa: INP001 - a package named math would hide the standard library's
from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from sphinx_seminar.rendering.math.latex import definition, numbered, packages, unnumbered
from sphinx_seminar.rendering.math.macros import Macro
from sphinx_seminar.rendering.math.symbols import with_commands
from sphinx_seminar.rendering.math.written import Written

Build = Callable[..., Any]

PAGE = r"""# Bounds for $H^1$

In a line $\frac{a}{b}$, wrong $\frac{a$, refused $\input{/etc/passwd}$.

$$
a = b
$$ (first)

See {eq}`first`.

\begin{align}
a &= b \\
c &= d
\end{align}

$$\nonsense$$
"""


def test_pages_hold_mathml_and_no_script_of_a_foreign_host(build: Build) -> None:
    page = build({"index.md": PAGE}).text("index.html")
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML"' in page
    assert "mathjax@" not in page
    assert "cdn." not in page
    for markup in re.findall(r"<math .*?</math>", page, re.DOTALL):
        ET.fromstring(markup)  # noqa: S314 - our own markup


def test_equations_are_numbered_and_referred_to_as_in_sphinx(build: Build) -> None:
    page = build({"index.md": PAGE}).text("index.html")
    assert 'id="equation-first"' in page
    assert '<span class="eqno">(1)<a class="headerlink" href="#equation-first"' in page
    assert '<a class="reference internal" href="#equation-first">(1)</a>' in page


def test_a_bad_formula_is_its_source_and_one_located_warning(build: Build) -> None:
    built = build({"index.md": PAGE})
    page = built.text("index.html")
    assert '<code class="seminar-math-error">\\frac{a</code>' in page
    assert '<code class="seminar-math-error">\\input{/etc/passwd}</code>' in page
    found = [line for line in built.warnings.splitlines() if "[seminar.math]" in line]
    assert len(found) == 3
    assert all(re.search(r"index\.md:\d+: WARNING", line) for line in found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_formula_in_a_title_is_said_once_whatever_pages_show_it(
    build: Build, jobs: int
) -> None:
    pages = {f"p{number}.md": f"# Page {number}\n" for number in range(12)}
    toctree = "\n".join(["bad", *(name[:-3] for name in pages)])
    built = build(
        {
            "index.md": f"# All\n\n```{{toctree}}\n{toctree}\n```\n",
            "bad.md": "# Title with $\\frac{a$\n",
            **pages,
        },
        jobs=jobs,
    )
    assert built.warnings.count("[seminar.math]") == 1
    assert "seminar-math-error" in built.text("index.html")


def test_wide_displays_scroll_by_themselves(build: Build) -> None:
    built = build({"index.md": PAGE})
    assert '<div class="seminar-math-scroll" tabindex="0"><math' in built.text("index.html")
    assert "overflow-x: auto" in built.text("_static/seminar-math.css")
    assert "_static/seminar-math.css" in built.text("index.html")


def test_macros_work_on_pages_and_in_latex(build: Build) -> None:
    conf = 'seminar_math_macros = {"RR": r"\\mathbb{R}", "norm": r"\\lVert #1\\rVert"}\n'
    files = {"index.md": "# T\n\n$\\norm{x} \\in \\RR$\n"}
    built = build(files, conf=conf)
    assert "ℝ" in built.text("index.html")
    assert not built.warnings
    volume = build(files, "latex", conf=conf)
    tex = next(volume.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\renewcommand{\norm}[1]{\lVert #1\rVert}" in tex


def test_a_macro_that_is_no_text_is_left_out_with_a_message(build: Build) -> None:
    conf = 'seminar_math_macros = {"a": ["\\\\|#1\\\\|", 1], "b": 3}\n'
    built = build({"index.md": "# T\n\n$\\a{x}$\n"}, conf=conf)
    assert [line for line in built.warnings.splitlines() if "'b'" in line]
    assert "‖" in built.text("index.html")


def test_a_macro_with_an_option_has_it_in_every_output(build: Build) -> None:
    conf = 'seminar_math_macros = {"pow": ["#2^{#1}", 2, "n"]}\n'
    files = {"index.md": "# T\n\n$\\pow{x} + \\pow[m]{y}$\n"}
    assert "<mi>n</mi>" in build(files, conf=conf).text("index.html")
    volume = build(files, "latex", conf=conf)
    tex = next(volume.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\renewcommand{\pow}[2][{n}]{#2^{#1}}" in tex
    mathjax = build(files, conf=conf + 'html_math_renderer = "mathjax"\n')
    assert r'"macros": {"pow": ["#2^{#1}", 2, "n"]}' in mathjax.text("index.html")


def test_latex_never_reads_a_formula_the_gate_refuses(build: Build) -> None:
    built = build({"index.md": PAGE}, "latex")
    tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    body = tex.partition(r"\begin{document}")[2]
    assert r"\input{/etc" not in body
    assert r"\(\frac{a\)" not in body
    assert r"\nonsense" not in body.replace(r"\PYGZbs{}nonsense", "")
    assert "nonsense" in body
    assert built.warnings.count("[seminar.math]") == 3


def test_latex_gets_ams_displays_unwrapped(build: Build) -> None:
    built = build({"index.md": PAGE}, "latex")
    tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert re.search(r"\\begin\{split\}\s*\\begin\{align", tex) is None
    assert r"\begin{align}" in tex


def test_epub_pages_stay_well_formed(build: Build) -> None:
    built = build({"index.md": PAGE}, "epub")
    page = built.text("index.xhtml")
    ET.fromstring(page[page.index("<html") :].replace("&#182;", ""))  # noqa: S314 - our own markup


@pytest.mark.parametrize(
    ("latex", "displays", "expected"),
    [
        ("a % comment", False, "a "),
        (r"a \% b", False, r"a \% b"),
        (r"x = \begin{align}a\end{align}", False, r"x = \begin{aligned}a\end{aligned}"),
        (r"a \label{x}", False, "a "),
        (r"\ce{H2O}", False, r"{\mathrm{H}_{2}\mathrm{O}}"),
        (
            r"\begin{eqnarray}a&=&b\end{eqnarray}",
            False,
            r"\begin{array}{rcl}a&=&b\end{array}",
        ),
        ("\\begin{align}a\n\n\\end{align}", True, "\\begin{align}a\n\\end{align}"),
    ],
)
def test_latex_reads_what_the_gate_let_through(
    latex: str, expected: str, *, displays: bool
) -> None:
    assert Written({}).formula(latex, displays=displays) == expected


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("α≤β", r"\alpha \leq \beta "),
        ("x ∈ ℝ^n", r"x \in  {\mathbb{R}}^n"),
        ("𝔼[𝒩] 𝐱 𝛼", r"{\mathbb{E}}[{\mathcal{N}}] {\mathbf{x}} {\mathit{\alpha}}"),
        ("x² + y₁₂", "x^{2} + y_{12}"),
        (r"\text{für $α$ und β}", r"\text{für $\alpha $ und β}"),
        (r"\operatorname{Größe} = 速度", r"\operatorname{Gr{\text{öß}}e} = {\text{速度}}"),
        (r"\frac{∂f}{∂x}", r"\frac{\partial f}{\partial x}"),
        (r"a \cdot b", r"a \cdot b"),
        ("x′² + x²'", "x'^{2} + x^{2}{}'"),
        (r"\frac ℝ2", r"\frac {\mathbb{R}}2"),
    ],
)
def test_tex_reads_letters_and_signs_as_commands(typed: str, written: str) -> None:
    assert with_commands(typed) == written


def test_a_macro_is_defined_with_its_parameters() -> None:
    macro = Macro(r"\|#1\|", 1)
    defined = r"\providecommand{\norm}{}\renewcommand{\norm}[1]{\|#1\|}"
    assert definition("norm", macro) == defined


def test_a_tag_stands_outside_what_sphinx_sets_a_display_in(build: Build) -> None:
    pages = (
        "$$ a = b \\tag{$\\mathcal{A}_{1}$} $$\n\n$$ c \\tag*{3} $$ (three)\n\n"
        "In a line $d \\tag{4}$.\n\n$$ \\begin{align} e &= f \\tag{{5}} \\end{align} $$\n"
    )
    built = build({"index.md": f"# T\n\n{pages}"}, "latex")
    text = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\end{split}\tag{$\mathcal{A}_{1}$}\end{equation*}" in text
    assert r"\tag*{3}" not in text
    assert r"\(d \)" in text
    assert r"e &= f \tag{{5}}" in text


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\begin{align}a\\b\end{align}", r"\begin{align}\label{L}a\\b\notag \end{align}"),
        (
            r"\begin{align}a\\b\tag{$\mathbb{B}$}\end{align}",
            r"\begin{align}\label{L}a\\b\tag{$\mathbb{B}$}\end{align}",
        ),
        (r"\begin{alignat}{2}a\end{alignat}", r"\begin{alignat}{2}\label{L}a\end{alignat}"),
        (r"\begin{multline}a\\b\end{multline}", r"\begin{multline}\label{L}a\\b\end{multline}"),
        (r"\begin{align*}a\end{align*}", r"\begin{align*}a\end{align*}"),
    ],
)
def test_a_display_has_one_number_in_latex_whatever_its_rows(latex: str, expected: str) -> None:
    assert numbered(latex, "L") == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\begin{align}a\\b\end{align}", r"\begin{align*}a\\b\end{align*}"),
        (r"\begin{alignat}{2}a\end{alignat}", r"\begin{alignat*}{2}a\end{alignat*}"),
        (
            r"\begin{subequations}\begin{gather}a\end{gather}\end{subequations}",
            r"\begin{gather*}a\end{gather*}",
        ),
        (r"\begin{CD}A\end{CD}", r"\begin{CD}A\end{CD}"),
        (r"\begin{align*}\begin{aligned}a\end{aligned}\end{align*}",) * 2,
    ],
)
def test_a_display_that_sphinx_gives_no_number_has_none_in_latex(latex: str, expected: str) -> None:
    assert unnumbered(latex) == expected


def test_packages_are_loaded_where_a_command_of_theirs_is_used() -> None:
    assert packages(r"\begin{CD} A \end{CD} \cancel{x}") == ["amscd", "cancel"]
    assert packages(r"\frac{a}{b}") == []


LABELS = r"""# Labels

\begin{align}
a &= b \label{eq:one} \\
c &= d \label{eq:two}
\end{align}

\begin{equation}
x = y
\end{equation}

See $\eqref{eq:two}$ and {eq}`three`.

$$ e = f \text{ by \eqref{eq:one}} $$ (three)

$$ g = \ref{eq:nowhere} $$
"""
SECOND = """# Second

\\begin{equation}
x \\label{eq:one}
\\end{equation}
"""


def test_labels_inside_formulas_are_those_of_sphinx(build: Build) -> None:
    files = {
        "index.md": f"{LABELS}\n```{{toctree}}\nsecond\n```\n",
        "second.md": SECOND,
    }
    built = build(files, jobs=2)
    page = built.text("index.html")
    assert '<a class="reference internal" href="#equation-eq-two">(1)</a>' in page
    assert '<a class="reference internal" href="#equation-three">(3)</a>' in page
    assert {"equation-eq-one", "equation-eq-two", "equation-index-2"} <= set(
        re.findall(r'id="(equation-[^"]+)"', page)
    )
    assert "<mtext>(1)</mtext>" in page
    said = [line for line in built.warnings.splitlines() if "[seminar.equation]" in line]
    assert [line.partition("source/")[2].split(" WARN")[0] for line in said] == [
        "second.md:3:",
        "index.md:16:",
    ]
    volume = build(files, "latex")
    tex = next(volume.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert tex.count(r"\label{equation:index:eq:one}") == 1
    assert r"\eqref{equation:index:eq:one}" in tex
    assert r"\label{eq:one}" not in tex


def test_mathjax_gets_the_macros_and_what_it_does_not_know_written_out(build: Build) -> None:
    conf = (
        'html_math_renderer = "mathjax"\n'
        'seminar_math_macros = {"RR": r"\\mathbb{R}", "norm": r"\\|#1\\|", "w": r"\\ce{H2O}"}\n'
    )
    built = build({"index.md": "# T\n\n$x \\in \\RR + \\w + \\qty{3}{\\metre}$\n"}, conf=conf)
    page = built.text("index.html")
    assert r'"macros": {"RR": "\\mathbb{R}", "norm": ["\\|#1\\|", 1]}' in page
    assert r"\mathrm{H}_{2}" in page
    assert r"\qty" not in page
