# ruff: noqa: INP001 - a package named math would hide the standard library's
from __future__ import annotations

import pytest

from sphinx_seminar.rendering.math import chemistry, diagrams, physics, units
from sphinx_seminar.rendering.math.convert import Formula, Gate, MathError
from sphinx_seminar.rendering.math.expansion import Expansion, using
from sphinx_seminar.rendering.math.macros import macro_of
from sphinx_seminar.rendering.math.tex import TexError
from sphinx_seminar.rendering.math.typst import to_typst


def shown(latex: str, *, gate: Gate | None = None) -> str:
    """Return the characters of a formula, one after the other."""
    formula = (gate or Gate({})).convert(latex, display=True)
    assert isinstance(formula, Formula), formula
    text = "".join(formula.mathml.itertext())
    return text.replace("\N{FUNCTION APPLICATION}", "").replace("\ufe00", "")


@pytest.mark.parametrize(
    ("formula", "latex"),
    [
        ("H2O", r"{\mathrm{H}_{2}\mathrm{O}}"),
        ("SO4^2-", r"{\mathrm{S}\mathrm{O}_{4}^{2-}}"),
        ("Na+", r"{\mathrm{Na}^{+}}"),
        ("2H2 + O2", r"{2\,\mathrm{H}_{2} + \mathrm{O}_{2}}"),
        ("1/2H2", r"{\tfrac{1}{2}\,\mathrm{H}_{2}}"),
        ("n H2O", r"{n\,\mathrm{H}_{2}\mathrm{O}}"),
        ("^{14}_{6}C", r"{{}^{14}_{6}\mathrm{C}}"),
        ("Fe^{III}", r"{\mathrm{Fe}^{\mathrm{III}}}"),
        ("C=C#C-C", r"{\mathrm{C}{=}\mathrm{C}{\equiv}\mathrm{C}{-}\mathrm{C}}"),
        ("A -> B", r"{\mathrm{A}\mathrel{\longrightarrow}\mathrm{B}}"),
        ("A ->[x] B", r"{\mathrm{A}\xrightarrow{x}\mathrm{B}}"),
        ("A -> [B]", r"{\mathrm{A}\mathrel{\longrightarrow}[\mathrm{B}]}"),
        ("CaCO3 v", r"{\mathrm{Ca}\mathrm{C}\mathrm{O}_{3}\,{\downarrow}}"),
        ("MgSO4*7H2O", r"{\mathrm{Mg}\mathrm{S}\mathrm{O}_{4}\cdot 7\,\mathrm{H}_{2}\mathrm{O}}"),
        ("NaCl(aq)", r"{\mathrm{Na}\mathrm{Cl}\mathrm{(aq)}}"),
        ("H+(aq) + Cl-", r"{\mathrm{H}^{+}\mathrm{(aq)} + \mathrm{Cl}^{-}}"),
        ("CO3^2-(aq)", r"{\mathrm{C}\mathrm{O}_{3}^{2-}\mathrm{(aq)}}"),
        ("Na+/K+-ATP", r"{\mathrm{Na}^{+}/\mathrm{K}^{+}{-}\mathrm{A}\mathrm{T}\mathrm{P}}"),
        ("Zn^2+||Cu^2+", r"{\mathrm{Zn}^{2+}||\mathrm{Cu}^{2+}}"),
        ("O2^.-", r"{\mathrm{O}_{2}^{\bullet -}}"),
        ("Fe^n+", r"{\mathrm{Fe}^{n+}}"),
        ("3^1_0n + ^0_{-1}e", r"{3\,{}^{1}_{0}\mathrm{n} + {}^{0}_{-1}\mathrm{e}}"),
        ("SO4_{ads}^2-", r"{\mathrm{S}\mathrm{O}_{4}{}_{\mathrm{ads}}^{2-}}"),
        ("R'-OH", r"{\mathrm{R}'{-}\mathrm{O}\mathrm{H}}"),
        ("C(=O)", r"{\mathrm{C}({=}\mathrm{O})}"),
        ("Ca_{0.5}O^{(2.)-}", r"{\mathrm{Ca}_{0.5}\mathrm{O}^{(2\bullet )-}}"),
        ("A^* + *CO", r"{\mathrm{A}^{*} + {*}\mathrm{C}\mathrm{O}}"),
        ("CuS * 5H2O", r"{\mathrm{Cu}\mathrm{S}\cdot 5\,\mathrm{H}_{2}\mathrm{O}}"),
        ("N + * -> *N", r"{\mathrm{N} + {*}\mathrel{\longrightarrow}{*}\mathrm{N}}"),
        ("Pd@SiO2", r"{\mathrm{Pd}@\mathrm{Si}\mathrm{O}_{2}}"),
        ("A ->[{heat, 5 min}] B", r"{\mathrm{A}\xrightarrow{\text{heat, 5 min}}\mathrm{B}}"),
        ("α-D", r"{α-\mathrm{D}}"),
        ("{Gluconic Acid} + H2", r"{\text{Gluconic Acid} + \mathrm{H}_{2}}"),
    ],
)
def test_chemistry_is_read_as_mhchem_reads_it(formula: str, latex: str) -> None:
    assert Expansion(chemistry.COMMANDS).expand(rf"\ce{{{formula}}}") == latex


def test_elements_stand_upright_without_the_space_of_functions() -> None:
    formula = Gate({}).convert(r"\ce{NaCl}", display=False)
    assert isinstance(formula, Formula)
    assert to_typst(formula.mathml) == '"Na""Cl"'
    sine = Gate({}).convert(r"\sin x", display=False)
    assert isinstance(sine, Formula)
    assert to_typst(sine.mathml).startswith('op("sin")')


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\qty{9.81}{\metre\per\second\squared}", "9.81ms−2"),
        (r"\qty[per-mode=symbol]{3}{\m\per\s}", "3m/s"),
        (r"\SI{1.5e-3}{\kilo\gram}", "1.5×10−3kg"),
        (r"\num{12345.67891}", "12345.67891"),
        (r"\num{3,14}", "3.14"),
        (r"\num{1.2(3)}", "1.2(3)"),
        (r"\qty{1 \pm 0.1}{\m}", "(1±0.1)m"),
        (r"\unit{kg.m/s^2}", "kgm/s2"),
        (r"\qty{5}{\micro\metre}", "5µm"),
        (r"\qty{20}{\celsius}", "20°C"),
        (r"\ang{1;2;3}", "1°2′3′′"),
        (r"\qtyrange{1}{2}{\nm}", "1nm–2nm"),
        (r"\numlist{1;2;3}", "1,2,3"),
        (r"\unit{\cubic\centi\metre}", "cm3"),
        (r"\SI{50}{\%}", "50%"),
        (r"\SI{25}{°C}", "25°C"),
        (r"\SI{10}{Mbit\per\s}", "10Mbits−1"),
        (r"\SI{5}{$\mu$m}", "5µm"),
        (r"\SI{5}{\text{samples}\per\second}", "5sampless−1"),
        (r"\SI{\approx 5}{\nm}", "≈5nm"),
        (r"\SI{>= 5}{\nm}", "≥5nm"),
        (r"\SI{}{\metre}", "m"),
        (r"\SI{7}[\$]{\per\kg}", "$7kg−1"),
        (r"\SI{3 \pm 1e5}{\m}", "(3±1)×105m"),
        (r"\SI{\pm 5}{\m}", "±5m"),
        (r"\num{5.}", "5"),
        (r"\qty[per-mode=single-symbol]{3}{\m\per\s}", "3m/s"),
        (r"\qty[per-mode=single-symbol]{3}{\m\per\s\per\kg}", "3ms−1kg−1"),
        (r"\qty[per-mode=repeated-symbol]{3}{\m\per\s\per\kg}", "3m/s/kg"),
        (r"\qtyproduct{2 x 3}{\m}", "2m×3m"),
        (r"\numproduct{2 x 3}", "2×3"),
    ],
)
def test_numbers_and_units_are_read_as_siunitx_reads_them(latex: str, text: str) -> None:
    assert "".join(shown(latex).split()).replace("\N{NO-BREAK SPACE}", "") == text


def test_a_unit_of_the_archive_is_a_macro() -> None:
    gate = Gate({"talk": "talk"})
    assert shown(r"\qty{3}{\talk\per\week}", gate=gate) == "3talkwk−1"


def test_physicists_qty_takes_brackets() -> None:
    expand = Expansion(units.COMMANDS).expand
    assert expand(r"\qty(\frac{a}{b})") == r"\left(\frac{a}{b}\right)"
    assert expand(r"\qty(f(x) + 1)y") == r"\left(f(x) + 1\right)y"
    assert shown(r"\qty|a|b") == "|a|b"


@pytest.mark.parametrize("wrong", [r"\unit{\J\per(\kg)}", r"\unit{\m^2}", r"\unit{\nosuch}"])
def test_what_is_no_unit_is_told(wrong: str) -> None:
    outcome = Gate({}).convert(wrong, display=False)
    assert isinstance(outcome, MathError)
    assert "unknown unit" in outcome.message


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\dv{f}{x}", "dfdx"),
        (r"\pdv[2]{f}{x}", "∂2f∂x2"),
        (r"\pdv{f}{x}{y}", "∂2f∂x∂y"),
        (r"\abs{x}", "|x|"),
        (r"\comm{A}{B}", "[A,B]"),
        (r"\dv{f} {x}", "dfdx"),
        (r"\mel{n}{H}{m}", "⟨n|H|m⟩"),
    ],
)
def test_brackets_and_derivatives_of_physics_are_known(latex: str, text: str) -> None:
    assert shown(latex) == text


def test_a_macro_of_the_archive_goes_before_a_command_of_its_name() -> None:
    assert shown(r"\abs{x}", gate=Gate({"abs": r"[#1]"})) == "[x]"
    assert set(physics.COMMANDS) >= {r"\abs"}


def test_a_diagram_is_a_table_of_objects_and_arrows() -> None:
    expansion = Expansion({}, diagrams.ENVIRONMENTS)
    array = expansion.expand(r"\begin{CD} A @>f>> B \\ @VVgV @| \\ C @= D \end{CD}")
    rows = array.split(r"\\")
    assert [len(row.split("&")) for row in rows] == [3, 3, 3]
    assert r"\xrightarrow[]{f}" in rows[0]
    assert r"\Big\downarrow{\scriptstyle g}" in rows[1]
    assert r"\Big\|" in rows[1]


def test_a_macro_may_use_all_that_a_formula_may() -> None:
    gate = Gate({"water": r"\ce{H2O}", "mass": r"\qty{#1}{\gram}", "pure": r"\water"})
    assert shown(r"\pure + \mass{3}", gate=gate) == "H2O+3g"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\pd{f}{x}", "∂f∂x"),
        (r"\pd[n]{f}{x}", "∂nf∂xn"),
        (r"\pd[\pd{a}{b}]{f}{x}", "∂∂a∂bf∂x∂a∂b"),
        (r"\twice{\pd{f}{x}}", "∂f∂x∂f∂x"),
        (r"\twice\alpha", "αα"),
        (r"\hidden{x}y", "y"),
        (r"\heat", "3K"),
        (r"\heat[4]", "4K"),
        (r"\qty{\rate}{\m} + \num{\rate}", "1.5m+1.5"),
    ],
)
def test_a_macro_may_have_an_option_and_arguments_that_its_text_does_not_name(
    latex: str, text: str
) -> None:
    gate = Gate(
        {
            "pd": (r"\frac{\partial^{#1} #2}{\partial #3^{#1}}", 3, ""),
            r"\twice": "#1 #1",
            "hidden": (r"{}", 1),
            "rate": "1.5",
            "heat": (r"\qty{#1}{\kelvin}", 1, "3"),
        }
    )
    assert "".join(shown(latex, gate=gate).split()).replace("\N{NO-BREAK SPACE}", "") == text


@pytest.mark.parametrize(
    "wrong", [3, [], ["#2", 1], ["x", "1"], ["x", 0, "y"], ["x", True], ["x", 10], [1, 1]]
)
def test_what_is_no_macro_is_told_apart(wrong: object) -> None:
    assert macro_of(wrong) is None


def test_a_bad_macro_costs_the_formulas_that_use_it_alone() -> None:
    gate = Gate({"bad": r"\nosuch", "grow": r"\grow\grow"})
    assert isinstance(gate.convert(r"\bad", display=False), MathError)
    assert isinstance(gate.convert(r"\grow", display=False), MathError)
    assert isinstance(gate.convert("x", display=False), Formula)


def test_macros_that_lead_to_a_command_are_found_through_others() -> None:
    macros = {"a": r"\b", r"\b": r"\ce{H}", "c": r"\alpha"}
    assert set(using(macros, chemistry.COMMANDS)) == {"a", r"\b"}
    assert using({"ce": r"\alpha", "d": r"\ce"}, chemistry.COMMANDS) == {}


def test_an_error_names_the_column_in_what_the_author_wrote() -> None:
    with pytest.raises(TexError) as raised:
        Expansion(units.COMMANDS).expand(r"a + \num{1")
    assert raised.value.column == 9


def test_the_name_of_an_operator_is_upright_in_all_letters() -> None:
    formula = Gate({}).convert(r"\operatorname{Größe} x", display=False)
    assert isinstance(formula, Formula)
    assert '"Größe"' in to_typst(formula.mathml)
