r"""Entries as nearly all are written, split without a parser.

Reads ``@type{key, name = {value}, …}`` with balanced braces, quotation marks, numbers,
macros and ``#``. Whatever is more (a comment, an escaped brace, parentheses, an ``@``
inside) is left to bibtexparser, which takes four times as long. Both give the same
result where both apply; every expression is possessive, so that the cost is linear.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_seminar.parsing.bibtex.blocks import RawField

#: What no entry of a work is called.
NOT_ENTRIES = frozenset({"comment", "preamble", "string"})


def _braced(depth: int, plain: str) -> str:
    """Return an expression for balanced braces with *depth* levels inside; *plain* excludes."""
    inner = f"|{_braced(depth - 1, plain)}" if depth else ""
    return rf"\{{(?:[^{{}}\\{plain}]++|\\[^{{}}]{inner})*+\}}"


# Inside quotation marks a bare one would close the value.
_BRACED, _BRACED_IN_QUOTES = _braced(4, ""), _braced(3, '"')
_QUOTED = rf"\"(?:[^\"{{}}\\]++|\\[^\"{{}}]|{_BRACED_IN_QUOTES})*+\""
_WORD = r"[^\s#{}\"=,%()@\\]++"
_VALUE = rf"(?:{_BRACED}|{_QUOTED}|{_WORD})"
_HEAD = re.compile(rf"@(\w+)[ \t]*+\{{\s*+({_WORD})\s*+,")
_FIELD = re.compile(rf"\s*+({_WORD})\s*+=\s*+({_VALUE}(?:\s*+#\s*+{_VALUE})*+)\s*+(?:,|(?=\}}))")
_END = re.compile(r"\s*+\}")


class PlainEntry(NamedTuple):
    """An entry as written: its type in small letters, its key, its fields, where it ends."""

    entry_type: str
    key: str
    fields: tuple[RawField, ...]
    end: int


def plain_entry(text: str, start: int) -> PlainEntry | None:
    """Return the entry that begins with the ``@`` at *start*, None when it is no plain one."""
    head = _HEAD.match(text, start)
    if head is None or (entry_type := head[1].lower()) in NOT_ENTRIES:
        return None
    fields = []
    position = head.end()
    while field := _FIELD.match(text, position):
        fields.append(RawField(field[1], field[2]))
        position = field.end()
    end = _END.match(text, position)
    if end is None or not fields or text.find("@", start + 1, end.end()) >= 0:
        return None
    return PlainEntry(entry_type, head[2], tuple(fields), end.end())
