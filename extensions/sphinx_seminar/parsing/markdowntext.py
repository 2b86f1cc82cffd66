"""Text as Markdown that shows it: no character of it is read as markup."""

from __future__ import annotations

import re

#: Every punctuation character that CommonMark or an extension of MyST gives a meaning.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#!|~$&^])")


def markdown_text(text: str) -> str:
    """Return *text* on one line, with a backslash before each character that may be markup.

    CommonMark 0.31, section 2.4: any ASCII punctuation may be escaped so.
    """
    escaped = _MARKS.sub(r"\\\1", " ".join(text.split()))
    # "1." at the start of a line begins a list.
    return re.sub(r"^(\d+)\.", r"\1\\.", escaped)
