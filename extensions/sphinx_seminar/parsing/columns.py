"""In which column of its line a message's value stands; parsers of pages count lines only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUOTED = re.compile(r"""(["'`‘“])(?P<text>[^"'`‘’“”]+)["'`’”]""")


def column_of(line: str, values: Iterable[str]) -> int:
    """Return the column of the first of *values* that *line* holds, counted from 1.

    Where it holds none, that of its first character which is no space; 1 on an empty line.
    A value that stands between other characters than letters and digits comes first.
    """
    for value in values:
        if not value:
            continue
        alone = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", line)
        found = alone.start() if alone else line.find(value)
        if found >= 0:
            return found + 1
    return len(line) - len(line.lstrip()) + 1 if line.strip() else 1


def quoted_texts(message: str) -> list[str]:
    """Return what stands in quotation marks in a *message* of another program, in order."""
    return [match["text"] for match in _QUOTED.finditer(message)]
