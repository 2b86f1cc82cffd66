"""Text of a record as LaTeX: markup becomes commands, what LaTeX reads as its own is escaped.

Registries deliver ``<i>``, ``<sub>``, MathML, entities (often escaped twice), and,
from arXiv, formulas between dollar signs. Braces protect acronyms and inner
capitals from styles that set titles in lower case (Patashnik, *BibTeXing*, section 4).
"""

from __future__ import annotations

import html
import re

from sphinx_seminar.parsing.bibtex.latex import plain_text

_COMMANDS = {
    "i": "emph", "em": "emph", "italic": "emph", "b": "textbf", "strong": "textbf",
    "bold": "textbf", "sub": "textsubscript", "sup": "textsuperscript", "inf": "textsubscript",
    "sc": "textsc", "scp": "textsc", "tt": "texttt", "monospace": "texttt",
}  # fmt: skip
# Elements that only hold others: MathML's, JATS's and HTML's.
_TRANSPARENT = (
    "alternatives|br|inline-formula|math|m(?:frac|i|n|o|over|root|row|space|sqrt|style|su[bp]"
    "|subsup|table|td|text|tr|under)|p|roman|semantics|span|title|u|underline"
)
# Elements that say once more what stands beside them.
_SILENT = "annotation|annotation-xml|tex-math"
_TAG = re.compile(
    rf"<(/?)(?:[a-z]+:)?({'|'.join(_COMMANDS)}|{_TRANSPARENT}|{_SILENT})"
    r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>",
    re.IGNORECASE,
)
# As pandoc reads formulas: no space inside the dollar signs, no digit after them.
_FORMULA = re.compile(r"(\$(?=[^\s$])[^$]*(?<=[^\s\\])\$(?![0-9]))")
_ACCENT = re.compile(
    r"\{?\\(?:[\"'`^~=.]\s*(?:\{\\?[A-Za-z]\}|\\?[A-Za-z])|[uvHckr]\{\\?[A-Za-z]\}|&)\}?"
)
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "%&#_$"},
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}~^%&#_$]")
_WORD = re.compile(r"[^\s\-–—/:;,.!?()\[\]\"'“”‘’]+")
#: A capital that stands alone is no acronym when it is one of these words.
_WORDS_OF_ONE_LETTER = frozenset({"A", "I", "O"})


def escaped_latex(text: str) -> str:
    """Return *text* so that LaTeX prints its characters."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text)


def latex_of(text: str, *, is_title: bool = False) -> str:
    """Return *text*, which may hold markup and formulas, as LaTeX with balanced braces.

    The capitals of a *title* are protected, unless it is written in capitals throughout.
    """
    text = html.unescape(html.unescape(text))
    protect = is_title and not _TAG.sub("", text).isupper()
    parts: list[str] = []
    opened: list[str] = []
    silent = ""
    position = 0
    for match in _TAG.finditer(text):
        if not silent:
            parts.append(_without_markup(text[position : match.start()], protect=protect))
        position = match.end()
        closing, name = match[1], match[2].lower()
        if name in _SILENT.split("|"):
            silent = "" if closing else name
        elif name in _COMMANDS and not silent:
            parts.append(_command(_COMMANDS[name], opened, closing=bool(closing)))
    if not silent:
        parts.append(_without_markup(text[position:], protect=protect))
    return " ".join(("".join(parts) + "}" * len(opened)).split())


def bare_text(text: str) -> str:
    """Return *text*, which may hold markup, as the characters that are printed."""
    return plain_text(latex_of(text))


def _command(name: str, opened: list[str], *, closing: bool) -> str:
    if not closing:
        opened.append(name)
        return f"\\{name}{{"
    if name not in opened:
        return ""
    count = len(opened) - opened.index(name)
    del opened[-count:]
    return "}" * count


def _without_markup(text: str, *, protect: bool) -> str:
    parts = _FORMULA.split(text)
    latex = []
    for index, part in enumerate(parts):
        if index % 2 and _is_balanced(part):
            latex.append(re.sub(r"(?<!\\)%", r"\%", part))
        else:
            spelled = _ACCENT.sub(lambda match: plain_text(match[0]), part)
            latex.append(_protected(spelled) if protect else escaped_latex(spelled))
    return "".join(latex)


def _is_balanced(formula: str) -> bool:
    depth = 0
    for char in formula:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    # A brace that is escaped counts for BibTeX all the same.
    return depth == 0 and not formula.endswith("\\$")


def _protected(text: str) -> str:
    parts: list[str] = []
    position = 0
    for match in _WORD.finditer(text):
        parts.append(escaped_latex(text[position : match.start()]))
        word = escaped_latex(match[0])
        parts.append(f"{{{word}}}" if _has_own_capitals(match[0]) else word)
        position = match.end()
    parts.append(escaped_latex(text[position:]))
    return "".join(parts)


def _has_own_capitals(word: str) -> bool:
    if len(word) == 1:
        return word.isupper() and word not in _WORDS_OF_ONE_LETTER
    return any(char.isupper() for char in word[1:])
