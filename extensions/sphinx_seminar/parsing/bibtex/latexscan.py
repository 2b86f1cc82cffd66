"""LaTeX as titles use it, without a parser: braces, accents, styles with one argument, formulas.

Reads in one pass what nearly every field of a bibliography holds; whatever is
more is left to :mod:`~sphinx_seminar.parsing.bibtex.latexwalk`. Both give the
same result where both apply.
"""

from __future__ import annotations

import re

from sphinx_seminar.model.richtext import RichText, Run, Style, joined
from sphinx_seminar.parsing.bibtex.latexmacros import CONTROL_SYMBOLS, LETTERS, STYLED, SYMBOLS
from sphinx_seminar.parsing.bibtex.ligatures import accented, ligatures

# A character written as a command, perhaps in braces of its own: {\"o} \'{\i} \ss{} \v S \&
_CHARACTER = re.compile(
    r"(\{)?\\(?:"
    r"([\"'`^~=.])\s*(?:\{(\\?[A-Za-z])\}|((?:\\[ij](?![A-Za-z])|[A-Za-z])))"
    r"|([uvHckrbdG])(?:\s*\{(\\?[A-Za-z])\}|\s+((?:\\[ij](?![A-Za-z])|[A-Za-z])))"
    r"|(" + "|".join(sorted(LETTERS, key=len, reverse=True)) + r")(?:\{\}|(?![A-Za-z])[ ]*)"
    r"|([\\&%#_ ,;:/@-])"
    r")(?(1)\})"
)
_PLAIN_SYMBOLS = {name: text for name, text in SYMBOLS.items() if not set(text) & set("\\{}$`'\"~")}
_SYMBOL = re.compile(
    r"\\(" + "|".join(sorted(_PLAIN_SYMBOLS, key=len, reverse=True)) + r")(?:\{\}|(?![A-Za-z])[ ]*)"
)
# $…$ or \(…\), the latter without another opening, so that each is searched once.
_FORMULA = re.compile(r"(\$[^$]+\$|\\\([^$\\]*+(?:\\[^()][^$\\]*+)*+\\\))")
_STYLES = sorted(STYLED.keys() - {"verb"}, key=len, reverse=True)
_SIGN = re.compile(r"([{}]|\\(?:" + "|".join(_STYLES) + r")\{)")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BARE_PERCENT = re.compile(r"(?<!\\)%")


def scan(text: str) -> RichText | None:
    """Return the LaTeX *text* as rich text, or None when it holds more than this reads."""
    runs: list[Run] = []
    #: For each open brace: the styles inside it, and whether it protects from case changes.
    stack: list[tuple[frozenset[Style], bool]] = [(frozenset(), False)]
    for index, part in enumerate(_FORMULA.split(text) if "$" in text or r"\(" in text else [text]):
        if index % 2:
            formula = _formula(part)
            if formula is None:
                return None
            runs.append(Run(formula, tuple(sorted(stack[-1][0] | {Style.MATH}))))
        elif part and not _scan_text(part, stack, runs):
            return None
    return joined(runs)


def _formula(part: str) -> str | None:
    """Return the formula between the dollar signs of *part*, None when it may be none."""
    depth = 0
    for match in _BRACE.finditer(part):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            return None
    if depth or part.endswith("\\$"):
        return None
    width = 1 if part[0] == "$" else 2
    return _BARE_PERCENT.sub(r"\%", part[width:-width])


def _scan_text(part: str, stack: list[tuple[frozenset[Style], bool]], runs: list[Run]) -> bool:
    """Add the runs of *part*, which holds no formula; return whether all of it was read."""
    if "\\" in part:
        part = _CHARACTER.sub(_character, part)
    if "\\" in part:
        part = _SYMBOL.sub(lambda match: _PLAIN_SYMBOLS[match[1]], part)
    for index, sign in enumerate(_SIGN.split(part)):
        styles, protected = stack[-1]
        if not index % 2:
            if "\\" in sign or "$" in sign:
                return False
            if sign:
                runs.append(Run(ligatures(sign), tuple(sorted(styles))))
        elif sign == "{":
            stack.append((styles if protected else styles | {Style.NOCASE}, True))
        elif sign == "}":
            if len(stack) > 1:
                stack.pop()
        else:
            stack.append((styles | {STYLED[sign[1:-1]]}, protected))
    return True


def _character(match: re.Match[str]) -> str:
    _, accent, braced, bare, word, word_braced, word_bare, letter, symbol = match.groups()
    if letter:
        return LETTERS[letter]
    if symbol:
        return CONTROL_SYMBOLS[symbol]
    base = braced or bare or word_braced or word_bare
    return accented(accent or word, base.lstrip("\\"))
