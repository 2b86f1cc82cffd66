"""What stands above a page: YAML or TOML front matter, or lines of "Key: value"."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_seminar.importers.entries import Problem, ProblemKind
from sphinx_seminar.importers.marked import Mapping, Scalar, load_toml, load_yaml
from sphinx_seminar.importers.sources import SourceError

#: Front matter is short; what is longer is a page.
_LONGEST = 20_000
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_PAIR = re.compile(r"([A-Za-z][\w -]{0,30}):\s*(.*)")
#: One of these tells unfenced metadata from a sentence with a colon.
_TELLING = frozenset({"title", "date", "layout", "slug", "author", "category", "tags", "permalink"})


class Matter(NamedTuple):
    """The values above a page, the page itself, and the line on which it begins."""

    values: Mapping
    body: str
    first_line: int
    problems: tuple[Problem, ...] = ()


def split_matter(text: str, name: str) -> Matter:
    """Return the metadata at the beginning of *text* and what follows."""
    lines = text.split("\n", _LONGEST)
    start = next((index for index, line in enumerate(lines[:5]) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence in _FENCES:
        ends = _FENCES[fence]
        for index in range(start + 1, len(lines)):
            if lines[index].rstrip() in ends:
                return _fenced(lines, start, index, name)
    return _unfenced(lines, start)


def _fenced(lines: list[str], start: int, end: int, name: str) -> Matter:
    inside = "\n".join(lines[start + 1 : end])
    body = "\n".join(lines[end + 1 :])
    load = load_toml if lines[start].rstrip() == "+++" else load_yaml
    try:
        values = load(inside, name, start + 2)
    except SourceError as error:
        problem = Problem(ProblemKind.SYNTAX, name, error.line, error.detail)
        return Matter(_pairs(lines[start + 1 : end], start + 2), body, end + 2, (problem,))
    if not isinstance(values, Mapping):
        if str(values):
            # A rule, a paragraph and another rule: no metadata at all.
            return Matter(Mapping(), "\n".join(lines), 1)
        values = Mapping()
    return Matter(values, body, end + 2)


def _pairs(lines: list[str], first_line: int) -> Mapping:
    """Return what can be read line by line of metadata that cannot be read as a whole."""
    found = Mapping()
    for number, line in enumerate(lines, first_line):
        if match := _PAIR.fullmatch(line.strip()):
            found.setdefault(match[1].strip(), Scalar(match[2].strip().strip("\"'"), number))
    return found


def _unfenced(lines: list[str], start: int) -> Matter:
    end = start
    while end < len(lines) and _PAIR.fullmatch(lines[end].strip()):
        end += 1
    is_whole = end == len(lines) or not lines[end].strip()
    found = _pairs(lines[start:end], start + 1) if is_whole else Mapping()
    if end - start > 1 and any(key.casefold() in _TELLING for key in found):
        return Matter(found, "\n".join(lines[end:]), end + 1)
    return Matter(Mapping(), "\n".join(lines), 1)


def of_comments(pairs: list[tuple[int, str]]) -> Mapping:
    """Return the metadata that stand in a comment at the beginning of a page."""
    found = Mapping()
    for number, text in pairs:
        if match := _PAIR.fullmatch(text):
            found.setdefault(match[1].strip(), Scalar(match[2].strip().strip("\"'"), number))
    return found if any(key.casefold() in _TELLING for key in found) else Mapping()
