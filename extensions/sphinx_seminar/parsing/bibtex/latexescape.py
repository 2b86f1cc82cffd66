"""Bare characters that LaTeX would not print, escaped before LaTeX is read.

Authors write ``100% sure``, ``Astronomy & Astrophysics`` and ``$5``: to LaTeX a
comment that hides the rest, an alignment, and an open formula.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"\\.|[%&#${}]", re.DOTALL)


def escaped(text: str) -> str:
    """Return *text* with bare ``%``, ``&``, ``#`` and lone ``$`` escaped.

    Inside a formula only ``%`` is. A ``$`` is lone when no other follows, or
    when braces close between the two that were opened before.
    """
    parts: list[str] = []
    position = 0
    opened: int | None = None
    depth = 0
    for match in _MARK.finditer(text):
        parts.append(text[position : match.start()])
        position = match.end()
        mark = match[0]
        if mark == "$":
            if opened is None:
                opened, depth = len(parts), 0
            else:
                opened = None
        elif mark in "{}":
            depth += 1 if mark == "{" else -1
            if opened is not None and depth < 0:
                parts[opened] = r"\$"
                opened = None
        elif mark == "%" or (mark in "&#" and opened is None):
            mark = "\\" + mark
        parts.append(mark)
    if opened is not None:
        parts[opened] = r"\$"
    parts.append(text[position:])
    return "".join(parts)


def unescaped(text: str) -> str:
    """Return *text*, an address, without LaTeX's escapes.

    No address holds a backslash or a brace: what looks like one is LaTeX.
    """
    if "\\" not in text and "{" not in text and "$" not in text:
        return text
    text = text.replace(r"{\textasciitilde}", "~").replace(r"\textasciitilde", "~")
    text = text.replace(r"$\sim$", "~").replace(r"\~{}", "~").replace(r"{\~{}}", "~")
    text = re.sub(r"\{\\_\}|\\textunderscore(?:\{\})?", "_", text)
    text = re.sub(r"\\(?:url|path|nolinkurl)(?=\{)", "", text)
    return re.sub(r"\\([%&#_~$^/ -])|[{}]", r"\1", text).strip()
