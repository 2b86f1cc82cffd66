"""Text becomes Typst string literals: nothing an author writes is ever read as Typst code."""

from __future__ import annotations

import re
import unicodedata

# A string literal knows \\, \", \n, \r, \t and \u{…}; other controls have no glyph.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
#: Longer than most lines. Scripts without spaces break by themselves, and Typst breaks addresses,
#: which are copied from the page.
_LONG_WORD = re.compile(r"(?<![!-~])(?!\W{0,3}https?://)[!-~]{60,}")
_PART = 20
_SPACES = re.compile(r"[ \t\n]+")


#: Ligatures that fonts make by themselves from letters, which a search finds.
_LIGATURES = str.maketrans(
    {ligature: unicodedata.normalize("NFKC", ligature) for ligature in "ﬀﬁﬂﬃﬄﬆ"}
)


def clean(text: str) -> str:
    """Return *text* without control characters, lone surrogates made U+FFFD."""
    plain = _SURROGATES.sub("�", _CONTROLS.sub("", text.replace("\r\n", "\n")))
    return plain.translate(_LIGATURES)


def quoted(text: str) -> str:
    """Return *text* as one Typst string literal, line ends kept."""
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


def markup_text(text: str) -> str:
    """Return *text* for markup: a literal shown as is, runs of white space made one blank."""
    folded = _LONG_WORD.sub(_breakable, _SPACES.sub(" ", clean(text)))
    return f"#{quoted(folded)};" if folded else ""


def _breakable(word: re.Match[str]) -> str:
    """Return a word that is longer than a line with places where it may be broken."""
    text = word[0]
    return "\u200b".join(text[start : start + _PART] for start in range(0, len(text), _PART))
