"""Text from authors as every format of this floor takes it: no control character, no half pair.

iCalendar (RFC 5545, 3.1) and XML 1.0 (2.2) forbid the same characters. They are taken out
before a library sees them: one library's last guard is an ``assert``, which ``python -O``
drops, another raises for a whole file.
"""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: Controls but tab and newline, lone surrogates and the non-characters; also the marks that
#: turn the direction of all that follows them (Unicode Standard Annex 9, 2.1 and 2.2).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e]|[\U0001fffe\U0001ffff]"
)


def clean_text(text: str) -> str:
    """Return *text* with newlines as its only control characters; what is forbidden is left out."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def clean_line(text: str) -> str:
    """Return *text* on one line, without runs of spaces."""
    return " ".join(clean_text(text).split())
