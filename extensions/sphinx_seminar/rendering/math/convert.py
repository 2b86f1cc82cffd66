"""The one gate for formulas: LaTeX in, checked MathML or a located error out.

math-core knows a closed list of commands and never runs one; its output is parsed as
XML and rebuilt from the elements and attributes known here, so that nothing else of it
can reach a page.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import math_core

from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.math import (
    chemistry,
    constructs,
    diagrams,
    environments,
    physics,
    units,
    words,
)
from sphinx_seminar.rendering.math.commands import refused_command
from sphinx_seminar.rendering.math.expansion import Expansion
from sphinx_seminar.rendering.math.source import CLOSE, PLACEHOLDER, Source, prepare
from sphinx_seminar.rendering.math.tex import TexError, stray_middle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

    from sphinx_seminar.rendering.math.macros import Definition

#: Longer formulas are refused unread: no formula of a talk comes near.
MAX_LENGTH = 20_000
#: Deeper braces are refused unread.
MAX_DEPTH = 60

_TAG = re.compile(PLACEHOLDER + r"(\d+)")
_TOPICS = (constructs, words, physics, units, chemistry)
_COMMANDS = {name: command for topic in _TOPICS for name, command in topic.COMMANDS.items()}
_ENVIRONMENTS = {**environments.ENVIRONMENTS, **diagrams.ENVIRONMENTS}
_ERROR = re.compile(r"(\d+): (.*)", re.DOTALL)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(\w+;)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that can be set: its ``math`` element, and the tag its author gave it."""

    mathml: ET.Element
    tag: str = ""


@dataclass(frozen=True, slots=True)
class MathError:
    """Why a formula cannot be set; *column* counts from 1, 0 when it is not known."""

    message: str
    column: int = 0

    def finding(self, latex: str) -> Finding:
        """Return the problem with *latex* as data."""
        detail = f"{self.column}: {self.message}" if self.column else self.message
        return Finding(FindingKind.MATH, value=" ".join(latex.split()), detail=detail)


class Gate:
    """Converts formulas with one set of macros; equal ones once."""

    def __init__(self, macros: Mapping[str, Definition]) -> None:
        self._expansion = Expansion(_COMMANDS, _ENVIRONMENTS, macros)
        self._converter = math_core.LatexToMathML(
            fancy_error=False, allow_unreliable_rendering=True
        )
        self._known: dict[tuple[str, bool], Formula | MathError] = {}

    def convert(self, latex: str, *, display: bool) -> Formula | MathError:
        """Return the formula, or why it cannot be set."""
        key = (latex, display)
        if key not in self._known:
            self._known[key] = self._convert(latex, display=display)
        return self._known[key]

    def _convert(self, latex: str, *, display: bool) -> Formula | MathError:
        if (refusal := _refusal(latex)) is not None:
            return refusal
        source = Source(latex)
        try:
            source = prepare(latex, self._expansion, display=display)
            return self._formula(source, display=display)
        except TexError as error:
            return MathError(error.message, error.column)
        except math_core.LatexError as error:
            return _located(str(error), unchanged=source.latex == latex)
        except ET.ParseError as error:
            return MathError(str(error))

    def _formula(self, source: Source, *, display: bool) -> Formula | MathError:
        element = self._mathml(source.latex, display=display)
        if source.close:
            for table in element.iter("mtable"):
                table.set(CLOSE, "true")
        tags = ["".join(self._mathml(tag).itertext()) for tag in self._tags(source)]
        if not len(element) and not (element.text or "").strip():
            return MathError("empty")
        if source.outside:
            return Formula(element, tags[0] if tags else "")
        _name_rows(element, tags)
        return Formula(element)

    def _mathml(self, latex: str, *, display: bool = False) -> ET.Element:
        markup = self._converter.convert_with_local_state(latex, displaystyle=display)
        return ET.fromstring(_ENTITY.sub(_resolve, markup))  # noqa: S314 - no DTD, own text

    def _tags(self, source: Source) -> list[str]:
        return [self._expansion.expand(f"\\text{{{tag}}}") for tag in source.tags]


def _name_rows(element: ET.Element, tags: list[str]) -> None:
    """Write each tag where its placeholder stands."""
    for text in element.iter("mtext"):
        if (match := _TAG.fullmatch(text.text or "")) is not None:
            text.text = tags[int(match[1])]


def gate_of(config: Config) -> Gate:
    """Return the gate with the macros of *config*."""
    macros: Mapping[str, Definition] = getattr(config, "seminar_math_macros", {})
    return _gate(tuple(sorted(macros.items())))


@lru_cache(maxsize=4)
def _gate(macros: tuple[tuple[str, Definition], ...]) -> Gate:
    return Gate(dict(macros))


def _refusal(latex: str) -> MathError | None:
    if not latex.strip():
        return MathError("empty")
    if len(latex) > MAX_LENGTH:
        return MathError(f"{len(latex)} > {MAX_LENGTH}")
    if control := _CONTROL.search(latex):
        return MathError(f"U+{ord(control[0]):04X}", control.start() + 1)
    if command := refused_command(latex):
        return MathError(command[0], command.start() + 1)
    if column := stray_middle(latex):
        return MathError(r"\middle", column)
    column = _too_deep(latex)
    return MathError(f"{{ > {MAX_DEPTH}", column) if column else None


def _too_deep(latex: str) -> int:
    """Return the column of the first brace that nests too deep, 0 for none."""
    depth = 0
    for column, character in enumerate(latex, 1):
        depth += (character == "{") - (character == "}")
        if depth > MAX_DEPTH:
            return column
    return 0


def _located(message: str, *, unchanged: bool) -> MathError:
    match = _ERROR.fullmatch(message)
    if match is None:
        return MathError(message)
    return MathError(match[2], int(match[1]) + 1 if unchanged else 0)


def _resolve(match: re.Match[str]) -> str:
    return html.unescape(match[0]) if match[0] != html.unescape(match[0]) else f"&amp;{match[1]}"
