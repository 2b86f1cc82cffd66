"""MathML tables to Typst: lines of an equation, matrices, cases, arrays with rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.math.characters import INVISIBLE, join, string
from sphinx_seminar.rendering.math.source import CLOSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.etree.ElementTree import Element

    Render = Callable[[Element], str]

#: Between two pairs of aligned columns, as amsmath sets them.
_PAIR_GAP = "#h(2em);"


def lines(table: Element, render: Render) -> str:
    """Return a display's own table as lines of the equation, aligned at ``&``."""
    rows = [_without_margins(row) for row in table]
    tags = [_tag(row) for row in table]
    if _is_multline(table):
        return _multline(rows, render)
    gap = _gap(table)
    shown = []
    for row, tag in zip(rows, tags, strict=True):
        body = _aligned(row, render, gap)
        shown.append(join([body, "#h(2em);", string(tag)]) if tag else body)
    return " \\ ".join(shown)


def matrix(table: Element, render: Render, opening: str, closing: str) -> str:
    """Return a table between the delimiters *opening* and *closing* ('' is none)."""
    delimiters = ", ".join(_delimiter(mark) for mark in (opening, closing))
    options = [f"delim: #({delimiters})", "row-gap: #0.45em"]
    display = table.get("displaystyle") == "true"
    if _is_aligned(table):
        rows = [
            _in_style(_aligned(_without_margins(row), render, _gap(table)), display)
            for row in table
        ]
        body = "; ".join(rows)
    else:
        grid = [[_cell(cell, render, display) for cell in row] for row in table]
        width = max(map(len, grid), default=0)
        rows = [", ".join([*row, *['""'] * (width - len(row))]) for row in grid]
        body = "; ".join(rows)
        options.append("column-gap: #1em" if width > 1 else "column-gap: #0em")
        options += _rules(table)
    return f"mat({', '.join(options)}, {body})"


def is_display(node: Element) -> bool:
    """Whether *node* is the table of an environment that is a display of its own."""
    return node.tag == "mtable" and (
        _is_aligned(node) or any(_is_margin(cell) for row in node for cell in row)
    )


def _delimiter(mark: str) -> str:
    return "none" if not mark or mark in INVISIBLE else string(mark)


def _in_style(body: str, display: bool) -> str:  # noqa: FBT001 - one of two styles
    # Alignment points do not reach out of a function: each part gets the style.
    if not display:
        return body
    return " & ".join(f"display({part})" if part else "" for part in body.split(" & "))


def _cell(cell: Element, render: Render, display: bool) -> str:  # noqa: FBT001 - as above
    body = render(cell) or '""'
    body = f"display({body})" if display else body
    style = cell.get("style", "")
    if "text-align: left" in style:
        return f"& {body}"
    return f"{body} &" if "text-align: right" in style else body


def _gap(table: Element) -> str:
    return "" if table.get(CLOSE) else _PAIR_GAP


def _aligned(row: list[Element], render: Render, gap: str) -> str:
    parts = []
    for number, cell in enumerate(row):
        body = render(cell)
        if number and number % 2 == 0:
            body = join([gap, body])
        parts.append(body)
    return " & ".join(parts)


def _is_aligned(table: Element) -> bool:
    styles = [cell.get("style", "") for row in table for cell in row]
    return any("padding-right: 0" in style and "text-align: right" in style for style in styles)


def _is_multline(table: Element) -> bool:
    return any("7.5%" in cell.get("style", "") for row in table for cell in row)


def _multline(rows: list[list[Element]], render: Render) -> str:
    shown = [" ".join(render(cell) for cell in row) for row in rows]
    last = len(shown) - 1
    lines_ = []
    for number, body in enumerate(shown):
        after = "#h(6em);" if number == 0 and last else ""
        before = "#h(6em);" if number == last and last else ""
        lines_.append(join([before, body, after]))
    return " \\ ".join(lines_)


def _is_margin(cell: Element) -> bool:
    return cell.get("style", "").startswith("width:")


def _without_margins(row: Element) -> list[Element]:
    return [cell for cell in row if not _is_margin(cell)]


def _tag(row: Element) -> str:
    cells = [cell for cell in row if _is_margin(cell)]
    return "".join(cells[-1].itertext()) if cells else ""


def _rules(table: Element) -> Iterable[str]:
    first = list(table[0]) if len(table) else []
    vertical = [
        number + 1 for number, cell in enumerate(first) if "border-right" in cell.get("style", "")
    ]
    if first and "border-left" in first[0].get("style", ""):
        vertical.insert(0, 0)
    horizontal = [
        number
        for number, row in enumerate(table)
        if len(row) and "border-top" in row[0].get("style", "")
    ]
    last = list(table[-1]) if len(table) else []
    if last and "border-bottom" in last[0].get("style", ""):
        horizontal.append(len(table))
    parts = []
    if horizontal:
        parts.append(f"hline: ({', '.join(map(str, horizontal))},)")
    if vertical:
        parts.append(f"vline: ({', '.join(map(str, vertical))},)")
    return [f"augment: #({', '.join(parts)})"] if parts else []
