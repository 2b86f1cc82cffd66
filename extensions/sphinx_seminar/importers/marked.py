"""YAML and TOML as texts with their lines: no value is converted, none is expanded twice.

What looks like a number or a date stays as it was written: ``0929`` is a passcode and
``2001.08230`` an arXiv identifier. Nodes are walked with a count, so that anchors which
multiply are refused before they do any harm.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from typing import Any, Self, TypeAlias

import yaml

from sphinx_seminar.importers.sources import SourceError, SourceProblem

#: How many values one file may hold, aliases counted each time, and how deep they may nest.
MOST_VALUES, DEEPEST = 500_000, 40
#: Where tomllib says that something is wrong.
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_NULLS = frozenset({"~", "null", "Null", "NULL", ""})


class Scalar(str):
    """A text, as written, and its line."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, text: str, line: int = 0) -> Self:
        """Make a text that stands on *line*."""
        made = super().__new__(cls, text)
        made.line = line
        return made


class Mapping(dict[str, Any]):
    """Values by their keys, in order, and the line on which they begin."""

    line: int = 0


class Sequence(list[Any]):
    """Values in order, and the line on which they begin."""

    line: int = 0


Value: TypeAlias = Scalar | Mapping | Sequence


def load_yaml(text: str, name: str, first_line: int = 1) -> Value:
    """Return the first document of *text*; *first_line* is where it begins in the file *name*.

    :raises SourceError: for what is no YAML, or expands or nests beyond all measure.
    """
    try:
        loader = yaml.CSafeLoader(text) if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader(text)
        try:
            node = loader.get_node() if loader.check_node() else None
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "YAML"
        line = mark.line + first_line if mark else first_line
        raise SourceError(SourceProblem.SYNTAX, name, str(problem), line) from error
    except RecursionError as error:
        raise SourceError(SourceProblem.TOO_DEEP, name) from error
    if node is None:
        return Scalar("", first_line)
    return _Walk(name, first_line).value(node, 0)


class _Walk:
    """Makes values of nodes, and counts them."""

    def __init__(self, name: str, first_line: int) -> None:
        self._name = name
        self._first_line = first_line
        self._count = 0

    def value(self, node: yaml.Node, depth: int) -> Value:
        """Return what *node* holds."""
        self._count += 1
        line = node.start_mark.line + self._first_line
        if self._count > MOST_VALUES or depth > DEEPEST:
            raise SourceError(SourceProblem.TOO_DEEP, self._name, line=line)
        if isinstance(node, yaml.MappingNode):
            mapping = Mapping()
            mapping.line = line
            for key, value in node.value:
                name = key.value if isinstance(key, yaml.ScalarNode) else ""
                mapping.setdefault(name, self.value(value, depth + 1))
            return mapping
        if isinstance(node, yaml.SequenceNode):
            sequence = Sequence(self.value(one, depth + 1) for one in node.value)
            sequence.line = line
            return sequence
        text = str(node.value)
        is_null = getattr(node, "style", None) is None and text in _NULLS
        return Scalar("" if is_null else text, line)


def load_toml(text: str, name: str, first_line: int = 1) -> Mapping:
    """Return the values of a TOML *text*, each as text, with the line of its key.

    :raises SourceError: for what is no TOML.
    """
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        words, at = str(error), _AT_LINE.search(str(error))
        place = first_line + int(at[1]) - 1 if at else first_line
        words = words[: at.start()] if at else words
        raise SourceError(SourceProblem.SYNTAX, name, words, place) from error
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), first_line):
        lines.setdefault(line.partition("=")[0].strip().strip('"'), number)
    return _of_toml(values, lines, first_line)


def _of_toml(values: dict[str, Any], lines: dict[str, int], line: int) -> Mapping:
    mapping = Mapping()
    mapping.line = line
    for key, value in values.items():
        mapping[key] = _toml_value(value, lines, lines.get(key, line))
    return mapping


def _toml_value(value: Any, lines: dict[str, int], line: int) -> Value:
    if isinstance(value, dict):
        return _of_toml(value, lines, line)
    if isinstance(value, list):
        sequence = Sequence(_toml_value(one, lines, line) for one in value)
        sequence.line = line
        return sequence
    if isinstance(value, datetime | date | time):
        return Scalar(value.isoformat(), line)
    if isinstance(value, bool):
        return Scalar(str(value).lower(), line)
    return Scalar(str(value), line)


def text_of(value: object) -> str:
    """Return a scalar, or the scalars of a sequence with commas; '' for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return ", ".join(text_of(one) for one in value if isinstance(one, str))
    return ""
