r"""Brackets and derivatives that physicists write, ``\abs{x}`` and ``\dv{f}{x}``, as LaTeX.

The names are those of the packages physics and braket; an archive's macro of the same
name goes before them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_seminar.rendering.math.expansion import Command, Expand
    from sphinx_seminar.rendering.math.tex import Reader

_PLACE = re.compile(r"%(\d)")


def _brackets(left: str, right: str) -> Command:
    r"""Return a command of one argument between brackets; a star keeps them at the size of text."""

    def command(reader: Reader, expand: Expand) -> str:
        star = reader.take("*")
        inner = expand(reader.argument())
        return f"{left} {inner} {right}" if star else f"\\left{left} {inner} \\right{right}"

    return command


def _between(count: int, pattern: str) -> Command:
    """Return a command whose arguments stand at ``%1``, ``%2``, … of *pattern*."""

    def command(reader: Reader, expand: Expand) -> str:
        reader.take("*")
        arguments = [expand(reader.argument()) for _number in range(count)]
        return _PLACE.sub(lambda match: arguments[int(match[1]) - 1], pattern)

    return command


def _derivative(letter: str) -> Command:
    r"""Return ``\dv``: of one or two arguments, or three with two different variables."""

    def command(reader: Reader, expand: Expand) -> str:
        order = reader.optional()
        arguments = [expand(reader.argument())]
        while len(arguments) <= 2 and reader.rest.lstrip().startswith("{"):  # noqa: PLR2004 - f, x, y
            arguments.append(expand(reader.argument()))
        power = f"^{{{expand(order)}}}" if order else ""
        if len(arguments) == 1:
            return f"\\frac{{{letter}{power}}}{{{letter} {arguments[0]}{power}}}"
        function, *variables = arguments
        if len(variables) > 1:
            power = "^{2}"
            below = " ".join(f"{letter} {variable}" for variable in variables)
        else:
            below = f"{letter} {variables[0]}{power}"
        return f"\\frac{{{letter}{power} {function}}}{{{below}}}"

    return command


def _differential(reader: Reader, expand: Expand) -> str:
    order = reader.optional()
    power = f"^{{{order}}}" if order else ""
    return f"\\mathrm{{d}}{power}{{{expand(reader.argument())}}}"


def _function(name: str) -> Command:
    def command(_reader: Reader, _expand: Expand) -> str:
        return f"\\operatorname{{{name}}}"

    return command


def _bar(reader: Reader, expand: Expand) -> str:
    reader.take("*")
    return f"\\left. {expand(reader.argument())} \\right|"


COMMANDS: dict[str, Command] = {
    r"\abs": _brackets("|", "|"),
    r"\norm": _brackets(r"\|", r"\|"),
    r"\order": _between(1, r"\mathcal{O}\left( %1 \right)"),
    r"\eval": _bar,
    r"\pqty": _brackets("(", ")"),
    r"\bqty": _brackets("[", "]"),
    r"\Bqty": _brackets(r"\{", r"\}"),
    r"\vqty": _brackets("|", "|"),
    r"\comm": _between(2, r"\left[ %1, %2 \right]"),
    r"\commutator": _between(2, r"\left[ %1, %2 \right]"),
    r"\acomm": _between(2, r"\left\{ %1, %2 \right\}"),
    r"\anticommutator": _between(2, r"\left\{ %1, %2 \right\}"),
    r"\pb": _between(2, r"\left\{ %1, %2 \right\}"),
    r"\ip": _between(2, r"\left\langle %1 \middle| %2 \right\rangle"),
    r"\innerproduct": _between(2, r"\left\langle %1 \middle| %2 \right\rangle"),
    r"\ketbra": _between(2, r"\left| %1 \right\rangle \left\langle %2 \right|"),
    r"\dyad": _between(2, r"\left| %1 \right\rangle \left\langle %2 \right|"),
    r"\outerproduct": _between(2, r"\left| %1 \right\rangle \left\langle %2 \right|"),
    r"\expval": _between(1, r"\left\langle %1 \right\rangle"),
    r"\ev": _between(1, r"\left\langle %1 \right\rangle"),
    r"\mel": _between(3, r"\left\langle %1 \middle| %2 \middle| %3 \right\rangle"),
    r"\matrixel": _between(3, r"\left\langle %1 \middle| %2 \middle| %3 \right\rangle"),
    r"\vb": _between(1, r"\mathbf{%1}"),
    r"\vectorbold": _between(1, r"\mathbf{%1}"),
    r"\va": _between(1, r"\vec{\mathbf{%1}}"),
    r"\vu": _between(1, r"\hat{\mathbf{%1}}"),
    r"\grad": _between(0, r"\nabla "),
    r"\gradient": _between(0, r"\nabla "),
    r"\divergence": _between(0, r"\nabla\cdot "),
    r"\curl": _between(0, r"\nabla\times "),
    r"\laplacian": _between(0, r"\nabla^{2} "),
    r"\dv": _derivative(r"\mathrm{d}"),
    r"\derivative": _derivative(r"\mathrm{d}"),
    r"\pdv": _derivative(r"\partial "),
    r"\partialderivative": _derivative(r"\partial "),
    r"\fdv": _derivative(r"\delta "),
    r"\dd": _differential,
    r"\tr": _function("tr"),
    r"\Tr": _function("Tr"),
    r"\rank": _function("rank"),
    r"\Res": _function("Res"),
    r"\erf": _function("erf"),
}
