"""LaTeX in a field as rich text: nothing to do, a scan, or a walk over the parsed text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sphinx_seminar.model.richtext import plain, rich
from sphinx_seminar.parsing.bibtex.latexscan import scan
from sphinx_seminar.parsing.bibtex.latexwalk import Typeset, walk
from sphinx_seminar.parsing.bibtex.ligatures import ligatures
from sphinx_seminar.parsing.bibtex.marks import DOUBTFUL, with_marks

_SPACES = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_SPECIAL = re.compile(r"[\\{}$~`\"]|''|--|(?<!\w)'")
_BRACE = re.compile(r"([{}])")

#: Brackets nested deeper are no title: the text is kept, its styles are not.
DEEPEST = 30
#: Longer texts keep their characters and lose their styles.
LONGEST = 20_000


def squeezed(text: str) -> str:
    """Return *text* with each run of white space as one space; other spaces stay."""
    if text.isascii():
        return " ".join(text.split())
    return _SPACES.sub(" ", text).strip(" ")


@lru_cache(maxsize=65_536)
def typeset(text: str) -> Typeset:
    """Return the LaTeX *text* (white space squeezed) as rich text."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not _SPECIAL.search(text):
        return Typeset(rich(text))
    if len(text) <= LONGEST and _depth(text) <= DEEPEST:
        scanned = scan(text)
        found = walk(text) if scanned is None else Typeset(scanned)
        return found._replace(text=with_marks(found.text)) if DOUBTFUL.search(text) else found
    return Typeset(rich(ligatures(_BRACE.sub("", text))))


def plain_text(text: str) -> str:
    """Return LaTeX as plain Unicode text, without the styles."""
    return plain(typeset(text).text)


def _depth(text: str) -> int:
    """Return how deep braces and environments nest, at most."""
    depth = deepest = 0
    if text.count("{") > DEEPEST:
        for match in _BRACE.finditer(text):
            depth += 1 if match[0] == "{" else -1
            deepest = max(deepest, depth)
    return deepest + text.count("\\begin") + text.count("\\left")
