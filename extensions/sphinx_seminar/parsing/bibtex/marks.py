"""Marks that only the whole of a text explains: straight quotation marks, apostrophes before words.

TeX prints a straight quotation mark as a closing one, even at the beginning of a
quotation. What stands in pairs around words becomes opening and closing marks; a
single one (5" pipes) stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.model.richtext import RichText, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERBATIM = frozenset({Style.MATH, Style.CODE})
#: Where one of these marks may stand that a run alone does not explain.
DOUBTFUL = re.compile(r"\"|(?<!\w)'")
_OPENING = re.compile(r"(?<![^\s(\[/\u2010-\u2015-])\"(?=[^\s\"])")
_CLOSING = re.compile(r"(?<=[^\s\"])\"(?![^\s)\],.;:?!/\u2010-\u2015-])")
# Dutch 't and 's, English 'em and 'tis
_ELISION = re.compile(r"(?<!\w)'(?=(?:[tsk]|em|til|tis|twas)\b)")


def with_marks(text: RichText) -> RichText:
    """Return *text* with typographic quotation marks and apostrophes where they are certain."""
    # What is verbatim has neither marks nor words.
    whole = "".join(
        "x" * len(run.text) if _VERBATIM.intersection(run.styles) else run.text for run in text
    )
    marks = dict(_quotation_marks(whole))
    marks |= {match.start(): "’" for match in _ELISION.finditer(whole)}
    start = 0
    for run in text:
        if whole[start : start + 1] == "'" and whole[:start][-1:].isalnum():
            marks[start] = "’"
        start += len(run.text)
    if not marks:
        return text
    shown = []
    start = 0
    for run in text:
        ends = start + len(run.text)
        chars = (marks.get(start + index, char) for index, char in enumerate(run.text))
        shown.append(run._replace(text="".join(chars)))
        start = ends
    return tuple(shown)


def _quotation_marks(whole: str) -> Iterator[tuple[int, str]]:
    """Yield place and mark of every straight quotation mark, if all of them make pairs."""
    places = [index for index, char in enumerate(whole) if char == '"']
    opening = [match.start() for match in _OPENING.finditer(whole)]
    closing = [match.start() for match in _CLOSING.finditer(whole)]
    if places[::2] == opening and places[1::2] == closing and len(places) % 2 == 0:
        yield from ((place, "“") for place in opening)
        yield from ((place, "”") for place in closing)
