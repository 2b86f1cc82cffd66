"""What can be mended without asking: a problem whose value can mean one thing only.

A name that differs from the only choice like it in capitals, hyphens, underscores and
spaces; a date whose numbers make one real date in the order of ISO 8601; the other spelling
of a word. A value that is merely near to a choice is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.problem import Problem

_CHOICES = frozenset(
    f"seminar.{kind}"
    for kind in (
        "option-unknown", "option-value", "series", "listing", "reading-unknown",
        "session-unknown", "talk-unknown", "join-unknown",
    )
)  # fmt: skip
_ZONE, _DATE = "seminar.zone", "seminar.date"
_SPELLINGS = {("canceled", "cancelled")}


def replacement(problem: Problem) -> str:
    """Return what the value of *problem* certainly means, '' when that is not certain."""
    value, near = problem.value.strip(), problem.nearest
    if not value or not near or value == near:
        return ""
    if problem.kind in _CHOICES:
        choices = {_bare(one) for one in problem.allowed if one != near}
        same = _bare(value) == _bare(near) and _bare(value) not in choices
        return near if same or (value.casefold(), near) in _SPELLINGS else ""
    if problem.kind == _ZONE:
        return near if value.casefold().replace(" ", "_") == near.casefold() else ""
    if problem.kind == _DATE:
        return near if _numbers(value) == _numbers(near) else ""
    return ""


def mended(text: str, problems: Iterable[Problem]) -> str:
    """Return *text*, a whole file, with the values of *problems* replaced where they stand.

    Nothing is replaced where another text stands at the place of a problem.
    """
    lines = re.split(r"(\r\n|\r|\n)", text)
    # Behind each line stands its end; from right to left, columns stay what they were.
    for problem in sorted(problems, key=lambda one: one.sort_key, reverse=True):
        new, index, begin = replacement(problem), 2 * (problem.line - 1), problem.column - 1
        value = problem.value.strip()
        if new and 0 <= index < len(lines) and lines[index].startswith(value, max(begin, 0)):
            line = lines[index]
            lines[index] = f"{line[:begin]}{new}{line[begin + len(value) :]}"
    return "".join(lines)


def _bare(text: str) -> str:
    return re.sub(r"[\s_-]", "", text.casefold())


def _numbers(text: str) -> list[int]:
    return sorted(int(number) for number in re.findall(r"\d+", text))
