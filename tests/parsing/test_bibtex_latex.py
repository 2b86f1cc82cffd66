from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.richtext import Run, Style, plain
from sphinx_seminar.parsing.bibtex.latex import squeezed, typeset
from sphinx_seminar.parsing.bibtex.latexescape import unescaped
from sphinx_seminar.parsing.bibtex.latexscan import scan
from sphinx_seminar.parsing.bibtex.latexwalk import walk

NOCASE = (Style.NOCASE,)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (
            r"G{\"o}del, Erd\H{o}s, {\'E}tale, {\v S}tep, \c{c}, \'{\i}",
            "Gödel, Erdős, Étale, Štep, ç, í",
        ),
        (r"Stra\ss e, {\o}, \AA{}rhus", "Straße, ø, Århus"),
        ("100% sure of A & B, item #3", "100% sure of A & B, item #3"),
        (r"100\% of A \& B\_C", "100% of A & B_C"),
        ("pages 1--2 --- and ``quoted'' `so'", "pages 1–2 — and “quoted” ‘so’"),
        ("don't", "don't"),
        ("J.~Math.", "J.\u00a0Math."),
        (r"The {\TeX}book by \LaTeX", "The TeXbook by LaTeX"),
        (r"a \$5 note and $5", "a $5 note and $5"),
        (r"\url{https://example.org/~x/a_b%20c#d}", "https://example.org/~x/a_b%20c#d"),
        (r"\href{https://example.org/a}{the text}", "the text (https://example.org/a)"),
        (r"\noopsort{1973a}Title\index{x}", "Title"),
        (r"\alpha particles {\infty}", "αparticles ∞"),
        (r"\mnras", "Monthly Notices of the Royal Astronomical Society"),
    ],
)
def test_latex_prints_as_a_reader_expects(latex: str, expected: str) -> None:
    assert plain(typeset(latex).text) == expected
    assert typeset(latex).unknown == ()


def test_formulas_are_kept_verbatim() -> None:
    text = typeset(r"On $K_{3,3}$ and \(x\_y \le 5\) and \ensuremath{\alpha^2}").text
    assert [run.text for run in text if Style.MATH in run.styles] == [
        "K_{3,3}",
        r"x\_y \le 5",
        r"\alpha^2",
    ]


def test_braces_protect_from_case_changes_and_are_no_character_of_the_text() -> None:
    assert typeset('The {Foo {Bar}} of {\\"O}sten').text == (
        Run("The "),
        Run("Foo Bar", NOCASE),
        Run(" of Östen"),
    )


@pytest.mark.parametrize(
    ("latex", "style"),
    [
        (r"\emph{x}", Style.EMPHASIS),
        (r"\textit{x}", Style.EMPHASIS),
        (r"{\it x}", Style.EMPHASIS),
        (r"{\bfseries x}", Style.STRONG),
        (r"\textbf{x}", Style.STRONG),
        (r"\texttt{x}", Style.CODE),
        (r"\textsuperscript{x}", Style.SUPERSCRIPT),
        (r"\textsubscript{x}", Style.SUBSCRIPT),
        (r"\textsc{x}", Style.SMALLCAPS),
        (r"\enquote{x}", Style.QUOTED),
        (r"\enquote*{x}", Style.QUOTED),
    ],
)
def test_commands_become_styles(latex: str, style: Style) -> None:
    assert typeset(latex).text == (Run("x", (style,)),)


def test_an_unknown_command_keeps_its_text_and_is_reported() -> None:
    assert typeset(r"Update on \Zork and \zork{grues}") == (
        (Run("Update on Zork and "), Run("grues", NOCASE)),
        ("Zork", "zork"),
    )


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ('On "{Tidal} Waves" and "Wind"', "On “Tidal Waves” and “Wind”"),
        ('(the "tide")', "(the “tide”)"),
        ('A 5" pipe', 'A 5" pipe'),
        ('5" and 6" pipes', '5" and 6" pipes'),
        ('$a"$ and \\texttt{"x"}', '$a"$ and "x"'),
        (r"On {'t~Veld}'s {\"O}sten", "On ’t\u00a0Veld’s Östen"),
        ("'s-Gravenbroek", "’s-Gravenbroek"),
        ("{Gr{\\\"u}n}'s and Brown's", "Grün’s and Brown's"),
        ("'quoted' and rock 'n' roll", "'quoted' and rock 'n' roll"),
    ],
)
def test_marks_are_typographic_where_only_the_whole_text_shows_them(
    latex: str, expected: str
) -> None:
    assert plain(typeset(latex).text) == expected


@pytest.mark.parametrize("latex", ["{" * 500 + "x" + "}" * 500, "\\begin{a}" * 100, r"\(" * 2000])
def test_deep_nesting_neither_raises_nor_hangs(latex: str) -> None:
    assert isinstance(typeset(latex).text, tuple)


@pytest.mark.parametrize(
    "latex", [r"{\"O}a {B $x$} \emph{c {D}}", r"\& \ss{} a--b ``c''", r"\(a\) {$b$}"]
)
def test_scanner_and_walker_agree(latex: str) -> None:
    assert scan(latex) == walk(latex).text


def test_addresses_lose_latexs_escapes_only() -> None:
    assert unescaped(r"\url{https://example.org/a{\_}b\%20c\#d}") == "https://example.org/a_b%20c#d"
    assert unescaped(r"https://example.org/\~{}x/$\sim$y") == "https://example.org/~x/~y"
    assert unescaped("https://example.org/a_b%20c#d") == "https://example.org/a_b%20c#d"


def test_white_space_is_squeezed_but_other_spaces_stay() -> None:
    assert squeezed(" a\n\t b  c\u00a0d ") == "a b c\u00a0d"


@given(st.text(alphabet="{}\\$%&#\"'`~^_-() aBé", max_size=60))
def test_no_latex_raises_and_no_letter_is_lost(latex: str) -> None:
    shown = plain(typeset(squeezed(latex)).text)
    assert shown.count("B") >= latex.count("B") - latex.count("\\")
