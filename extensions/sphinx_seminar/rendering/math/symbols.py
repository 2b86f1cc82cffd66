r"""Letters and signs that authors type into formulas, ``α ≤ β``, as commands that TeX knows.

TeX's fonts for formulas have none of Unicode's beyond ASCII, and leave blanks for them. What
has no command here is set in the font for text, which has most.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from sphinx_seminar.rendering.math.tex import Reader


def _pairs(table: str) -> dict[str, str]:
    """Return the characters of a table and the commands beside them."""
    words = table.split()
    # a letter behind a command's name would belong to it
    return {
        sign: f"{command} " if command[-1].isalpha() else command
        for sign, command in zip(words[::2], words[1::2], strict=True)
    }


_COMMANDS = _pairs(r"""
    α \alpha  β \beta  γ \gamma  δ \delta  ε \varepsilon  ζ \zeta  η \eta  θ \theta  ι \iota
    κ \kappa  λ \lambda  μ \mu  µ \mu  ν \nu  ξ \xi  π \pi  ρ \rho  σ \sigma  ς \varsigma
    τ \tau  υ \upsilon  φ \varphi  χ \chi  ψ \psi  ω \omega  ϑ \vartheta  ϕ \phi  ϵ \epsilon
    ϖ \varpi  ϱ \varrho  Γ \Gamma  Δ \Delta  Θ \Theta  Λ \Lambda  Ξ \Xi  Π \Pi  Σ \Sigma
    Υ \Upsilon  Φ \Phi  Ψ \Psi  Ω \Omega  ο o  Α \mathrm{A}  Β \mathrm{B}
    ± \pm  ∓ \mp  × \times  ÷ \div  · \cdot  ⋅ \cdot  ∗ *  ∘ \circ  • \bullet  ∙ \bullet
    − -  ¬ \neg  ∧ \wedge  ∨ \vee  ⊕ \oplus  ⊗ \otimes  ⊙ \odot  ∪ \cup  ∩ \cap  ∖ \setminus
    ∑ \sum  ∏ \prod  ∫ \int  ∬ \iint  ∭ \iiint  ∮ \oint  √ \surd  ⋃ \bigcup  ⋂ \bigcap
    ≤ \leq  ≥ \geq  ≦ \leqq  ≧ \geqq  ⩽ \leqslant  ⩾ \geqslant  ≠ \neq  ≡ \equiv  ≈ \approx
    ∼ \sim  ≃ \simeq  ≅ \cong  ∝ \propto  ≪ \ll  ≫ \gg  ≺ \prec  ≻ \succ  ≲ \lesssim
    ≳ \gtrsim  ∣ \mid  ∤ \nmid  ∥ \parallel  ⊥ \perp  ≔ :=  ⊢ \vdash  ⊨ \models
    ∈ \in  ∉ \notin  ∋ \ni  ⊂ \subset  ⊃ \supset  ⊆ \subseteq  ⊇ \supseteq  ⊊ \subsetneq
    → \rightarrow  ← \leftarrow  ↔ \leftrightarrow  ⇒ \Rightarrow  ⇐ \Leftarrow
    ⇔ \Leftrightarrow  ↦ \mapsto  ↑ \uparrow  ↓ \downarrow  ⟶ \longrightarrow
    ⟵ \longleftarrow  ⟹ \Longrightarrow  ⟺ \Longleftrightarrow  ↪ \hookrightarrow
    ⇀ \rightharpoonup  ⇌ \rightleftharpoons  ↗ \nearrow  ↘ \searrow
    ∞ \infty  ∅ \emptyset  ∀ \forall  ∃ \exists  ∄ \nexists  ∂ \partial  ∇ \nabla  ℓ \ell
    ℏ \hbar  ℜ \Re  ℑ \Im  ℵ \aleph  ∠ \angle  △ \triangle  □ \square  ⊤ \top  … \ldots
    ⋯ \cdots  ⋮ \vdots  ⋱ \ddots  † \dagger  ‡ \ddagger  ⟨ \langle  ⟩ \rangle  ⌊ \lfloor
    ⌋ \rfloor  ⌈ \lceil  ⌉ \rceil  ‖ \Vert  ′ '  ″ ''  ° {}^{\circ}
""")
#: Alphabets by the words of their letters' names; the last three have capitals alone.
_ALPHABETS = (
    ("BOLD ITALIC", r"\boldsymbol", ""),
    ("SANS-SERIF", r"\mathsf", ""),
    ("MONOSPACE", r"\mathtt", ""),
    ("BOLD", r"\mathbf", ""),
    ("ITALIC", r"\mathit", ""),
    ("FRAKTUR", r"\mathfrak", ""),
    ("BLACK-LETTER", r"\mathfrak", ""),
    ("SCRIPT", r"\mathcal", "CAPITAL"),
    ("DOUBLE-STRUCK", r"\mathbb", "CAPITAL"),
)
#: Commands whose argument is text.
_TEXTS = frozenset(
    {rf"\text{style}" for style in ("", "rm", "bf", "it", "sf", "tt", "up")}
    | {r"\emph", r"\mbox", r"\hbox", r"\tag", r"\intertext", r"\shortintertext"}
)
_RAISED = {"<super>": "^", "<sub>": "_"}
_WORDS = re.compile(r"[^\x00-\x7f]+")


def with_commands(latex: str) -> str:
    r"""Return *latex* without such characters, but those in the argument of ``\text``."""
    if latex.isascii():
        return latex
    reader, parts = Reader(latex), []
    while not reader.done:
        start = reader.at
        piece = reader.token()
        if piece in _TEXTS:
            star = "*" if reader.take("*") else ""
            parts.append(f"{piece}{star}{{{_formulas_in(reader.argument())}}}")
        elif found := _WORDS.match(latex, start):
            reader.at = found.end()
            parts += [_set(kind, "".join(run)) for kind, run in groupby(found[0], key=_kind)]
            # TeX stops at a second exponent
            parts.append("{}" if parts[-1][:1] == "^" and reader.rest[:1] in {"^", "'"} else "")
        else:
            parts.append(piece)
    return "".join(parts)


def _formulas_in(text: str) -> str:
    """Return *text* with commands in the formulas that it holds."""
    parts = text.split("$")
    return "$".join(with_commands(one) if at % 2 else one for at, one in enumerate(parts))


def _kind(character: str) -> str:
    """Return how *character* is set: by a command (''), raised, lowered, or as text."""
    if character in _COMMANDS or _alphabet(character):
        return ""
    place = unicodedata.decomposition(character).partition(" ")[0]
    return _RAISED.get(place, "text")


def _set(kind: str, run: str) -> str:
    if kind == "text":
        return f"{{\\text{{{run}}}}}"
    if kind:
        return f"{kind}{{{unicodedata.normalize('NFKC', run)}}}"
    return "".join(_COMMANDS.get(character) or _alphabet(character) for character in run)


def _alphabet(character: str) -> str:
    """Return a letter of another alphabet of mathematics in LaTeX, '' where it is none."""
    plain = unicodedata.normalize("NFKC", character)
    name = unicodedata.name(character, "")
    if plain == character or not (name.startswith("MATHEMATICAL") or "<font>" in _form(character)):
        return ""
    letter = plain if plain.isascii() else _COMMANDS.get(plain, "").strip()
    for words, command, needed in _ALPHABETS:
        if words in name and needed in name:
            return f"{{{command}{{{letter}}}}}" if letter else ""
    return ""


def _form(character: str) -> str:
    return unicodedata.decomposition(character)
