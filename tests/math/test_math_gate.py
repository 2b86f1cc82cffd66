# ruff: noqa: INP001 - a package named math would hide the standard library's
from __future__ import annotations

import itertools
from xml.etree import ElementTree as ET

import pytest
from formula_suite import DISPLAYS, INVALID, MACROS, VALID

import typst
from sphinx_seminar.rendering.math.convert import MAX_LENGTH, Formula, Gate, MathError
from sphinx_seminar.rendering.math.markup import to_markup
from sphinx_seminar.rendering.math.source import prepare, starts_display
from sphinx_seminar.rendering.math.typst import to_typst

DANGEROUS = [
    r"\href{javascript:alert(1)}{x}",
    r"\url{https://example.org}",
    r"\style{color:red}{x}",
    r"\class{a}{x}",
    r"\cssId{a}{x}",
    r"\htmlClass{a}{x}",
    r"\htmlData{a=b}{x}",
    r"\require{ams}",
    r"\input{/etc/passwd}",
    r"\include{x}",
    r"\write18{id}",
    r"\immediate\write18{id}",
    r"\openin5=x",
    r"\read5 to\x",
    r"\catcode`\$=12",
    r"\csname input\endcsname",
    r"\def\x{\x\x}\x",
    r"\let\x=\input",
    r"\newcommand{\x}{a}\x",
    r"\unicode{x41}",
    r"\text{\input{x}}",
    "x\x00y",
    "{" * 100 + "}" * 100,
    "x" * (MAX_LENGTH + 1),
]


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(MACROS)


@pytest.fixture(scope="module")
def compiler() -> typst.Compiler:
    return typst.Compiler(ignore_system_fonts=True)


def test_the_suite_is_large_enough() -> None:
    assert sum(map(len, VALID.values())) >= 250
    assert len(INVALID) >= 70


@pytest.mark.parametrize(
    ("kind", "display"),
    [(kind, display) for kind in VALID for display in (True, False) if display or kind != DISPLAYS],
)
def test_valid_formulas_are_set_in_typst_and_mathml(
    gate: Gate, compiler: typst.Compiler, kind: str, *, display: bool
) -> None:
    sources = []
    for latex in VALID[kind]:
        formula = gate.convert(latex, display=display)
        assert isinstance(formula, Formula), (latex, formula)
        sources.append(to_typst(formula.mathml))
        assert sources[-1], latex
        ET.fromstring(to_markup(formula, latex))  # noqa: S314 - our own markup
    document = "#set page(height: auto)\n" + "\n\n".join(f"${source}$" for source in sources)
    compiler.compile(document.encode(), format="svg")


@pytest.mark.parametrize("display", [True, False])
@pytest.mark.parametrize("latex", [*INVALID, "", "   "])
def test_an_invalid_formula_is_never_accepted(gate: Gate, latex: str, *, display: bool) -> None:
    error = gate.convert(latex, display=display)
    assert isinstance(error, MathError)
    assert error.message


@pytest.mark.parametrize("latex", DANGEROUS)
def test_a_command_that_reaches_outside_the_formula_is_refused(gate: Gate, latex: str) -> None:
    assert isinstance(gate.convert(latex, display=False), MathError)


def test_an_error_names_its_column(gate: Gate) -> None:
    assert gate.convert(r"a + \nonsense", display=False) == MathError(
        'Unknown command "\\nonsense".', 5
    )
    assert gate.convert(r"a + \input{b}", display=False) == MathError(r"\input", 5)


def test_macros_come_from_the_configuration_and_may_not_loop() -> None:
    gate = Gate({"loop": r"\loop"})
    assert isinstance(gate.convert(r"\loop", display=False), MathError)


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{<img src=x onerror=alert(1)>}",
        r"\textbf{</math><b>}",
        r"a<b>c",
        r"\text{]]>}",
    ],
)
def test_text_in_a_formula_is_escaped_and_well_formed(gate: Gate, latex: str) -> None:
    formula = gate.convert(latex, display=False)
    assert isinstance(formula, Formula)
    markup = to_markup(formula, latex)
    element = ET.fromstring(markup)  # noqa: S314 - our own markup
    names = {child.tag.rpartition("}")[2] for child in element.iter()}
    assert names <= {"math", "mtext", "mrow", "mi", "mo"}
    assert "<script" not in markup
    assert "<img" not in markup


def test_markup_has_no_style_attribute_and_no_id(gate: Gate) -> None:
    for latex in itertools.chain(*VALID.values()):
        formula = gate.convert(latex, display=True)
        assert isinstance(formula, Formula)
        markup = to_markup(formula, "")
        assert " style=" not in markup
        assert " id=" not in markup


@pytest.mark.parametrize(
    "text", [r'"#eval("1")"', r"#read(x)", r"\text{$ #panic() $}", r"\text{\" + 1}"]
)
def test_what_looks_like_typst_code_stays_text(
    gate: Gate, compiler: typst.Compiler, text: str
) -> None:
    formula = gate.convert(text, display=False)
    if isinstance(formula, Formula):
        compiler.compile(f"${to_typst(formula.mathml)}$".encode(), format="svg")


def test_a_tag_outside_an_environment_is_kept() -> None:
    assert prepare(r"E = mc^2 \tag{3}").tags == ("(3)",)
    assert prepare(r"E = mc^2 \tag{3}").latex == "E = mc^2 "


@pytest.mark.parametrize(
    ("latex", "tag"), [(r"a \tag{$\star$}", "(⋆)"), (r"a \tag*{Euler}", "Euler"), ("a", "")]
)
def test_a_tag_is_shown_as_it_is_typed(gate: Gate, latex: str, tag: str) -> None:
    formula = gate.convert(latex, display=True)
    assert isinstance(formula, Formula)
    assert formula.tag == tag


def test_rows_keep_their_own_tags(gate: Gate) -> None:
    latex = r"\begin{align*} a &= b \tag{$\star$}\\ c &= d \tag*{[B]} \end{align*}"
    formula = gate.convert(latex, display=True)
    assert isinstance(formula, Formula)
    text = "".join(formula.mathml.itertext())
    assert "(⋆)" in text
    assert "[B]" in text


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\begin{align}a\end{align}", True),
        (r"  \begin{equation*}a\end{equation*}", True),
        (r"\begin{aligned}a\end{aligned}", False),
        (r"x = \begin{align}a\end{align}", False),
    ],
)
def test_ams_displays_are_recognised(latex: str, *, expected: bool) -> None:
    assert starts_display(latex) is expected


@pytest.mark.parametrize("latex", [r"a &= b \\ c &= d", "a = b\n\nc = d", r"a \\ b"])
def test_lines_of_a_display_are_aligned_as_sphinx_does(gate: Gate, latex: str) -> None:
    formula = gate.convert(latex, display=True)
    assert isinstance(formula, Formula)
    assert len(formula.mathml.findall(".//mtr")) == 2
