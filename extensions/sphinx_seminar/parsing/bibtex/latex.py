"""LaTeX in a field as rich text; most values need no LaTeX parser.

Accents, letters, escapes, ligatures and case protection are read by two linear
expressions; only what is more (formulas, commands) goes to
:mod:`~sphinx_seminar.parsing.bibtex.latexwalk`. Both ways give the same result
where both apply.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sphinx_seminar.model.richtext import RichText, Run, Style, joined, plain, rich
from sphinx_seminar.parsing.bibtex.latexmacros import CONTROL_SYMBOLS, LETTERS
from sphinx_seminar.parsing.bibtex.latexwalk import Typeset, walk
from sphinx_seminar.parsing.bibtex.ligatures import accented, ligatures

_SPACES = re.compile(r"[ \t\n\r\f]*[\t\n\r\f][ \t\n\r\f]*| {2,}")
_SPECIAL = re.compile(r"[\\{}$~`]|''|--|[!?]`")
_BRACE = re.compile(r"([{}])")

# A character written as a command, perhaps in braces of its own: {\"o} \'{\i} \ss{} \v S \&
_CHARACTER = re.compile(
    r"(\{)?\\(?:"
    r"([\"'`^~=.])\s*(?:\{(\\?[A-Za-z])\}|((?:\\[ij](?![A-Za-z])|[A-Za-z])))"
    r"|([uvHckrbdG])(?:\s*\{(\\?[A-Za-z])\}|\s+((?:\\[ij](?![A-Za-z])|[A-Za-z])))"
    r"|(" + "|".join(sorted(LETTERS, key=len, reverse=True)) + r")(?:\{\}|(?![A-Za-z])[ ]*)"
    r"|([\\&%#_ ,;:/@-])"
    r")(?(1)\})"
)
# In a formula or an address the same signs mean something else.
_NEEDS_WALK = re.compile(
    r"[$]|\\(?:[(\[]|begin|ensuremath|url|nolinkurl|path|href|verb)(?![a-z])|\\[(\[]"
)

#: Brackets nested deeper are no title: the text is kept, its styles are not.
DEEPEST = 30
#: Longer texts keep their characters and lose their styles.
LONGEST = 20_000


def squeezed(text: str) -> str:
    """Return *text* with each run of white space as one space; other spaces stay."""
    return _SPACES.sub(" ", text).strip(" \t\n\r\f")


@lru_cache(maxsize=65_536)
def typeset(text: str) -> Typeset:
    """Return the LaTeX *text* (white space squeezed) as rich text."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not _SPECIAL.search(text):
        return Typeset(rich(text))
    simple = text
    if "\\" in text and not _NEEDS_WALK.search(text):
        simple = _CHARACTER.sub(_character, text)
    if "\\" not in simple and "$" not in simple:
        return Typeset(_braced(simple))
    if len(text) > LONGEST or _depth(text) > DEEPEST:
        return Typeset(rich(ligatures(_BRACE.sub("", text))))
    return walk(text)


def plain_text(text: str) -> str:
    """Return LaTeX as plain Unicode text, without the styles."""
    return plain(typeset(text).text)


def _character(match: re.Match[str]) -> str:
    _, sign, braced, bare, word, word_braced, word_bare, letter, symbol = match.groups()
    if letter:
        return LETTERS[letter]
    if symbol:
        return CONTROL_SYMBOLS[symbol]
    base = braced or bare or word_braced or word_bare
    return accented(sign or word, base.lstrip("\\"))


def _braced(text: str) -> RichText:
    """Return *text*, without commands, with what stands in braces protected."""
    if "{" not in text and "}" not in text:
        return rich(ligatures(text))
    runs: list[Run] = []
    depth = 0
    for part in _BRACE.split(text):
        if part == "{":
            depth += 1
        elif part == "}":
            depth = max(depth - 1, 0)
        elif part:
            runs.append(Run(ligatures(part), (Style.NOCASE,) if depth else ()))
    return joined(runs)


def _depth(text: str) -> int:
    """Return how deep braces and environments nest, at most."""
    depth = deepest = 0
    for match in _BRACE.finditer(text):
        depth += 1 if match[0] == "{" else -1
        deepest = max(deepest, depth)
    return deepest + text.count("\\begin") + text.count("\\left")
