r"""What LaTeX and AMS have and math-core lacks, in commands that math-core knows.

What has no counterpart keeps its content: ``\smash{x}`` is ``x``, a coloured box a
framed one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.labels import formulas
from sphinx_seminar.rendering.math.words import mixed

if TYPE_CHECKING:
    from sphinx_seminar.rendering.math.expansion import Command, Expand
    from sphinx_seminar.rendering.math.tex import Reader

_MOST_COLUMNS = 50
_NAME = re.compile(r"(?:[A-Za-z0-9 *.'-]|\\[,;:! ])*")
_LIMITS = re.compile(r"\s*\\(limits|nolimits|displaylimits)(?![A-Za-z])")


def _content(options: int = 0) -> Command:
    """Return a command of which its argument alone is kept."""

    def handler(reader: Reader, expand: Expand) -> str:
        for _number in range(options):
            reader.optional()
        return "{" + expand(reader.argument()) + "}"

    return handler


def _nothing(reader: Reader, _expand: Expand) -> str:
    reader.argument()
    return ""


def _alias(latex: str) -> Command:
    def handler(_reader: Reader, _expand: Expand) -> str:
        return latex

    return handler


def _operator(reader: Reader, expand: Expand) -> str:
    r"""Read ``\operatorname``: math-core takes letters alone."""
    star = reader.take("*")
    name = expand(reader.argument())
    if _NAME.fullmatch(name):
        return (r"\operatorname*" if star else r"\operatorname") + f"{{{name}}}"
    if name.isalpha():
        name = f"\\text{{{name}}}"
    return _with_limits(reader, expand, name) if star else f"{{{name}}}"


def _big_operator(reader: Reader, expand: Expand) -> str:
    return _with_limits(reader, expand, expand(reader.argument()))


def _with_limits(reader: Reader, expand: Expand, body: str) -> str:
    """Return *body* with what is attached to it above and below."""
    mark = reader.match(_LIMITS)
    if mark is not None and mark[1] == "nolimits":
        return f"{{{body}}}"
    for _side in "ab":
        if reader.take("_"):
            body = f"\\underset{{{expand(reader.argument())}}}{{{body}}}"
        elif reader.take("^"):
            body = f"\\overset{{{expand(reader.argument())}}}{{{body}}}"
    return f"\\mathop{{{body}}}"


def _limit(body: str) -> Command:
    def handler(reader: Reader, expand: Expand) -> str:
        return _with_limits(reader, expand, body)

    return handler


def _between_rows(reader: Reader, expand: Expand) -> str:
    r"""Read ``\intertext``: a row of its own, behind the place where rows are aligned."""
    return "& " + mixed(r"\text", reader.argument(), expand) + r" \\ "


def _dotted_row(reader: Reader, _expand: Expand) -> str:
    reader.optional()
    count = reader.argument()
    columns = min(int(count), _MOST_COLUMNS) if count.isdecimal() else 1
    return " & ".join([r"\dots"] * columns)


def _joined_cells(reader: Reader, expand: Expand) -> str:
    count, _columns = reader.argument(), reader.argument()
    if not count.isdecimal():
        raise reader.error(formulas.no_number(count))
    return expand(reader.argument()) + " &" * (min(int(count), _MOST_COLUMNS) - 1)


def _cancel_to(reader: Reader, expand: Expand) -> str:
    value, body = expand(reader.argument()), expand(reader.argument())
    return f"\\cancel{{{body}}}^{{{value}}}"


def _coloured(reader: Reader, expand: Expand) -> str:
    colour = _colour(reader)
    return f"{{{colour} {expand(reader.argument())}}}"


def _colour(reader: Reader, _expand: Expand | None = None) -> str:
    r"""Return ``\color`` with a name or, of the models rgb and HTML, a hexadecimal colour."""
    model, value = reader.optional(), reader.argument()
    if model in {"rgb", "RGB", "gray"}:
        scale = 1 if model == "RGB" else 255
        try:
            parts = [min(255, max(0, round(float(part) * scale))) for part in value.split(",")]
        except ValueError:
            raise reader.error(formulas.no_number(value)) from None
        parts = parts * 3 if model == "gray" else parts
        value, model = "".join(f"{part:02X}" for part in parts), "HTML"
    return f"\\color[{model}]{{{value}}}" if model else f"\\color{{{value}}}"


def _rule(reader: Reader, _expand: Expand) -> str:
    reader.optional()
    width, _height = reader.argument(), reader.argument()
    return f"\\underline{{\\hspace{{{width}}}}}"


def _stack(reader: Reader, expand: Expand) -> str:
    return f"\\begin{{subarray}}{{c}}{expand(reader.argument())}\\end{{subarray}}"


def _space(reader: Reader, _expand: Expand) -> str:
    reader.take("*")
    return r"\hspace"


def placed(reader: Reader, _expand: Expand) -> str:
    """Read what has an option of its place, as a row of an array has: all stand centred."""
    reader.optional()
    return reader.command


COMMANDS: dict[str, Command] = {
    **dict.fromkeys(
        (r"\mathrlap", r"\mathllap", r"\mathclap", r"\mathnormal", r"\ensuremath"), _content()
    ),
    r"\smash": _content(1),
    **dict.fromkeys((r"\leftroot", r"\uproot"), _nothing),
    **dict.fromkeys((r"\displaylimits", r"\allowbreak", r"\nobreak", r"\relax"), _alias(" ")),
    **dict.fromkeys((r"\dotsc", r"\dotso"), _alias(r"\ldots ")),
    **dict.fromkeys((r"\dotsb", r"\dotsm", r"\dotsi"), _alias(r"\cdots ")),
    r"\thickapprox": _alias(r"\approx "),
    r"\smallsetminus": _alias(r"\setminus "),
    r"\varpropto": _alias(r"\propto "),
    r"\smallsmile": _alias(r"\smile "),
    r"\centerdot": _alias(r"\cdot "),
    r"\pmb": _alias(r"\boldsymbol"),
    r"\operatorname": _operator,
    r"\mathop": _big_operator,
    r"\varlimsup": _limit(r"\overline{\mathrm{lim}}"),
    r"\varliminf": _limit(r"\underline{\mathrm{lim}}"),
    r"\varinjlim": _limit(r"\underrightarrow{\mathrm{lim}}"),
    r"\varprojlim": _limit(r"\underleftarrow{\mathrm{lim}}"),
    r"\intertext": _between_rows,
    r"\shortintertext": _between_rows,
    r"\hdotsfor": _dotted_row,
    r"\multicolumn": _joined_cells,
    r"\cancelto": _cancel_to,
    r"\textcolor": _coloured,
    r"\color": _colour,
    r"\rule": _rule,
    r"\cfrac": placed,
    r"\hspace": _space,
    r"\substack": _stack,
}
