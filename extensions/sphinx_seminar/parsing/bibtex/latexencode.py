r"""Unicode as LaTeX: the inverse of what is read, for files that must be ASCII.

An accented letter becomes BibTeX's special character (``{\\'e}``), which every style
sorts and re-cases right.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from pylatexenc.latexencode import get_builtin_uni2latex_dict

from sphinx_seminar.parsing.bibtex.fieldkinds import ADDRESSES
from sphinx_seminar.parsing.bibtex.latexmacros import ACCENTS, LETTERS

_FOREIGN = re.compile(r"[^\x00-\x7f]")
_KEY_FIELDS = ("crossref", "xdata", "xref", "related", "ids", "entryset", "keys")
#: What is not text: the key of an entry, keys in fields, addresses (group "address").
_TOKEN = re.compile(
    r"^@[A-Za-z]+[ \t]*[{(][^,{}\n]*,"
    rf"|(?<![\w-])(?:{'|'.join(_KEY_FIELDS)})[ \t\r\n]*=[ \t\r\n]*[{{\"][^{{}}\"]*[}}\"]"
    rf"|(?P<address>(?<![\w-])(?:{'|'.join(sorted(ADDRESSES))})[ \t\r\n]*=[ \t\r\n]*"
    r"[{\"][^{}\"]*[}\"])|[^\x00-\x7f]",
    re.IGNORECASE | re.MULTILINE,
)
_COMMANDS = {mark: command for command, mark in reversed(ACCENTS.items())}
_LETTERS = {letter: command for command, letter in LETTERS.items()}
_PUNCTUATION = {
    "\u00a0": "~", "\u2013": "--", "\u2014": "---", "\u2018": "`", "\u2019": "'",
    "\u201c": "``", "\u201d": "''", "\u2026": r"{\dots}", "\u2010": "-", "\u2011": "-",
    "\u2060": "", "\u200b": "", "\ufeff": "", "\u2009": r"{\,}", "\u202f": r"{\,}",
}  # fmt: skip
_SPECIALS = str.maketrans({
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "{": r"\{", "}": r"\}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "\\": r"{\textbackslash}",
})  # fmt: skip


def latex_text(text: str) -> str:
    """Return plain *text* as LaTeX that prints it; the text stays Unicode.

    No character of it can close a field or begin a command.
    """
    return text.translate(_SPECIALS)


def ascii_latex(source: str) -> str:
    """Return BibTeX *source* with every character beyond ASCII as a command.

    In the fields of addresses such characters are percent-encoded. Keys keep them: they
    are no text, and what cites them has them too.
    """
    if source.isascii():
        return source
    return _TOKEN.sub(_encoded, unicodedata.normalize("NFC", source))


def _encoded(match: re.Match[str]) -> str:
    if match["address"]:
        return _FOREIGN.sub(lambda char: quote(char[0]), match[0])
    return _command(match[0]) if len(match[0]) == 1 else match[0]


@lru_cache(maxsize=4096)
def _command(char: str) -> str:
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if char in _LETTERS:
        return f"{{\\{_LETTERS[char]}}}"
    if unicodedata.combining(char):
        # A mark after a letter of its own: TeX sets it over an empty box.
        return f"{{\\{_COMMANDS[char]}{{}}}}" if char in _COMMANDS else ""
    base, *marks = list(unicodedata.normalize("NFD", char))
    if marks and all(mark in _COMMANDS for mark in marks):
        letter = base if base.isascii() else _command(base)
        for mark in marks:
            command = _COMMANDS[mark]
            braced = command.isalpha() or len(letter) > 1
            letter = f"\\{command}{{{letter}}}" if braced else f"\\{command}{letter}"
        return f"{{{letter}}}"
    known = get_builtin_uni2latex_dict().get(ord(char), "")
    return f"{{{known}}}" if known.isascii() and known else f'{{\\symbol{{"{ord(char):X}}}}}'
