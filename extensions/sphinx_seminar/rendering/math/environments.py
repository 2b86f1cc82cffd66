r"""Tables of LaTeX and AMS that math-core lacks, or takes where LaTeX stops: one row too wide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.labels import formulas
from sphinx_seminar.rendering.math.constructs import placed
from sphinx_seminar.rendering.math.tex import Reader, split
from sphinx_seminar.rendering.math.words import mixed

if TYPE_CHECKING:
    from sphinx_seminar.rendering.math.expansion import Command, Expand

_MOST_COLUMNS = 50
_BETWEEN = re.compile(r"[@!<>]\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_PARAGRAPH = re.compile(r"[pmb]\s*\{[^{}]*\}")
_REPEATED = re.compile(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}")
_DELIMITERS = {"p": "( )", "b": "[ ]", "B": r"\{ \}", "v": "| |", "V": r"\| \|", "": ". ."}


def _matrix(kind: str) -> Command:
    """Return a matrix whose columns stand left, right or centred."""
    left, right = _DELIMITERS[kind].split()

    def handler(reader: Reader, expand: Expand) -> str:
        name = reader.command.removeprefix(r"\begin{").removesuffix("}")
        place = reader.optional() or "c"
        body = expand(reader.body(name))
        columns = max(len(split(row, "&")) for row in split(body, r"\\"))
        array = f"\\begin{{array}}{{{place * min(columns, _MOST_COLUMNS)}}}{body}\\end{{array}}"
        return f"\\left{left}{array}\\right{right}"

    return handler


def _small_matrix(left: str, right: str) -> Command:
    def handler(reader: Reader, expand: Expand) -> str:
        name = reader.command.removeprefix(r"\begin{").removesuffix("}")
        reader.optional()
        body = expand(reader.body(name))
        return f"\\left{left}{{\\scriptstyle\\begin{{matrix}}{body}\\end{{matrix}}}}\\right{right}"

    return handler


def _array(reader: Reader, expand: Expand) -> str:
    """Read an array: LaTeX stops at a row with more cells than columns, and math-core does not."""
    reader.optional()
    columns = reader.argument()
    body = reader.body("array")
    wide = max(len(split(row, "&")) for row in split(body, r"\\"))
    plain = _plain_columns(columns)
    if wide > sum(letter in "lcr" for letter in plain):
        raise reader.error(formulas.too_many_cells(wide))
    return f"\\begin{{array}}{{{plain}}}{expand(body)}\\end{{array}}"


def _plain_columns(text: str) -> str:
    """Return the columns that the argument of an array names, and the rules between them."""
    plain = _PARAGRAPH.sub("l", _BETWEEN.sub("", text))
    return _REPEATED.sub(lambda match: match[2] * int(match[1]), plain)


def _cases(reader: Reader, expand: Expand) -> str:
    name = reader.command.removeprefix(r"\begin{").removesuffix("}")
    body = reader.body(name)
    wide = max(len(split(row, "&")) for row in split(body, r"\\"))
    if wide > len(("value", "condition")):
        raise reader.error(formulas.too_many_cells(wide))
    return f"\\begin{{{name}}}{expand(body)}\\end{{{name}}}"


def _number_cases(reader: Reader, expand: Expand) -> str:
    """Read ``numcases``, of the package cases: its second column holds text."""
    name = reader.command.removeprefix(r"\begin{").removesuffix("}")
    left = expand(reader.argument())
    rows = []
    for row in split(reader.body(name), r"\\"):
        first, *conditions = split(row, "&")
        text = [mixed(r"\text", condition.strip(), expand) for condition in conditions]
        rows.append(" & ".join([expand(first), *text]))
    return f"{left} \\begin{{cases}}" + r" \\ ".join(rows) + r"\end{cases}"


ENVIRONMENTS: dict[str, Command] = {
    **{f"{kind}matrix*": _matrix(kind) for kind in _DELIMITERS},
    "smallmatrix": _small_matrix(".", "."),
    "psmallmatrix": _small_matrix("(", ")"),
    "bsmallmatrix": _small_matrix("[", "]"),
    "vsmallmatrix": _small_matrix("|", "|"),
    **dict.fromkeys(("aligned", "gathered", "alignedat", "split"), placed),
    "array": _array,
    **dict.fromkeys(("cases", "dcases", "rcases", "drcases"), _cases),
    "numcases": _number_cases,
}
