r"""Commutative diagrams as amscd writes them, ``A @>f>> B``, as arrays of LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.labels import formulas
from sphinx_seminar.rendering.math.tex import Reader, split

if TYPE_CHECKING:
    from sphinx_seminar.rendering.math.expansion import Command, Expand

_ACROSS = {">": r"\xrightarrow", "<": r"\xleftarrow", ")": r"\xrightarrow", "(": r"\xleftarrow"}
_DOWN = {"V": r"\Big\downarrow", "A": r"\Big\uparrow"}
_SPACE = r"\hspace{1.5em}"


def diagram(reader: Reader, expand: Expand) -> str:
    """Return the body of the environment ``CD`` as an array."""
    rows = [_row(text, expand) for text in split(reader.body("CD"), r"\\") if text.strip()]
    width = max((len(row) for row in rows), default=1)
    body = r" \\ ".join(" & ".join(row) for row in rows)
    return f"\\begin{{array}}{{{'c' * width}}} {body} \\end{{array}}"


ENVIRONMENTS: dict[str, Command] = {"CD": diagram}


def _row(text: str, expand: Expand) -> list[str]:
    """Return the cells of a row: objects and arrows in turn, or arrows down and empty cells."""
    reader, cells, kinds, start, depth = Reader(text), [""], set(), 0, 0
    while not reader.done:
        before = reader.at
        piece = reader.token()
        depth += (piece == "{") - (piece == "}")
        if piece == "@" and not depth:
            cells[-1] = expand(text[start:before].strip())
            kinds.add(reader.rest[:1])
            cells += [_arrow(reader, expand), ""]
            start = reader.at
    cells[-1] = expand(text[start:].strip())
    # Arrows down stand under the objects: no object is before the first.
    return cells[1:-1] if kinds & {"V", "A", "|"} and not any(cells[::2]) else cells


def _arrow(reader: Reader, expand: Expand) -> str:
    kind = reader.token()
    if kind == "=":
        return rf"\xlongequal{{{_SPACE}}}"
    if kind in {"|", r"\vert"}:
        return r"\Big\|"
    if kind == ".":
        return "{}"
    if kind not in _ACROSS and kind not in _DOWN:
        raise reader.error(formulas.no_arrow(f"@{kind}"))
    first, second = (expand(_label(reader, kind)) for _side in "ab")
    if kind in _ACROSS:
        return f"{_ACROSS[kind]}[{second}]{{{first or _SPACE}}}"
    # As wide on one side as on the other, so that the arrow stays under its object.
    left, right = first or _phantom(second), second or _phantom(first)
    return f"{{\\scriptstyle {left}}}{_DOWN[kind]}{{\\scriptstyle {right}}}"


def _phantom(label: str) -> str:
    return f"\\phantom{{{label}}}"


def _label(reader: Reader, mark: str) -> str:
    start, depth = reader.at, 0
    while not reader.done:
        before = reader.at
        piece = reader.token()
        if piece == mark and not depth:
            return reader.text[start:before].strip()
        depth += (piece == "{") - (piece == "}")
    raise reader.error(formulas.not_closed(f"@{mark}"))
