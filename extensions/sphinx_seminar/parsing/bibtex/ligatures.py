"""What TeX makes of plain characters: ligatures, ties, accents over letters."""

from __future__ import annotations

import re
import unicodedata

from sphinx_seminar.parsing.bibtex.latexmacros import ACCENTS

_LIGATURE = re.compile(r"---?|``?|''?|~|[!?]`")
_LIGATURES = {
    "---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’", "~": "\u00a0", "!`": "¡",
    "?`": "¿", "-": "-",
}  # fmt: skip
# An accent over nothing is the sign itself, where there is one: \~{} in addresses.
_ALONE = {"~": "~", "^": "^", "'": "´", "`": "`", '"': "¨"}


def ligatures(text: str) -> str:
    """Return *text* with TeX's input ligatures and ties as characters.

    A lone ``'`` is a quotation mark only where a lone ````` opened one.
    """
    if not _LIGATURE.search(text):
        return text
    quotes = "`" in text.replace("``", "")

    def replacement(match: re.Match[str]) -> str:
        return "'" if match[0] == "'" and not quotes else _LIGATURES[match[0]]

    return _LIGATURE.sub(replacement, text)


def accented(accent: str, letters: str) -> str:
    """Return *letters* with the accent command *accent* over the first one."""
    if not letters.strip():
        return _ALONE.get(accent, "") + letters
    base = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return unicodedata.normalize("NFC", base + ACCENTS[accent]) + letters[1:]
