r"""Words inside formulas: ``\text`` and its like, boxes of text, references to equations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.labels import formulas
from sphinx_seminar.rendering.math.tex import Reader, split

if TYPE_CHECKING:
    from sphinx_seminar.rendering.math.expansion import Command, Expand

_EMPHASIS = re.compile(r"\\emph(?![A-Za-z])")
_SIGN = re.compile(r"(\\[%&#$_{}])\s+")
_TYPED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))
_REFERENCE = re.compile(r"\\(eqref|ref)\s*\{([^{}]*)\}")


def _text(command: str) -> Command:
    r"""Return ``\text`` or its like: formulas inside are set beside the words."""

    def handler(reader: Reader, expand: Expand) -> str:
        return mixed(command, reader.argument(), expand)

    return handler


def mixed(command: str, content: str, expand: Expand) -> str:
    """Return words and the formulas between them, side by side."""
    plain = _REFERENCE.sub(_label, _EMPHASIS.sub(r"\\textit", content))
    for typed, shown in _TYPED:
        plain = plain.replace(typed, shown)
    # math-core takes the blank after a sign for the end of a command.
    parts = split(_SIGN.sub(r"\1{} ", plain), "$")
    if len(parts) % 2 == 0:
        raise Reader(content).error(formulas.not_closed("$"))
    pieces = [
        f"{{{expand(part)}}}" if number % 2 else f"{command}{{{part}}}"
        for number, part in enumerate(parts)
        if part or len(parts) == 1
    ]
    return pieces[0] if len(pieces) == 1 else "{" + "".join(pieces) + "}"


def _boxed_text(options: int, colours: int) -> Command:
    """Return a command that frames its text, after some options and colours."""

    def handler(reader: Reader, expand: Expand) -> str:
        for _number in range(options):
            reader.optional()
        for _number in range(colours):
            reader.argument()
        return "\\boxed{" + mixed(r"\text", reader.argument(), expand) + "}"

    return handler


def _reference(reader: Reader, _expand: Expand) -> str:
    r"""Read ``\eqref`` or ``\ref`` where no number is known yet."""
    match = _REFERENCE.match(f"{reader.command}{{{reader.argument()}}}")
    return "" if match is None else f"\\text{{{_label(match)}}}"


def _label(match: re.Match[str]) -> str:
    label = match[2].replace("_", r"\_")
    return f"({label})" if match[1] == "eqref" else label


COMMANDS: dict[str, Command] = {
    **{
        rf"\{name}": _text(rf"\{name}")
        for name in ("text", "textrm", "textbf", "textit", "textsf", "texttt")
    },
    **dict.fromkeys((r"\mbox", r"\hbox", r"\textnormal", r"\textup"), _text(r"\text")),
    r"\framebox": _boxed_text(2, 0),
    r"\fbox": _boxed_text(0, 0),
    r"\colorbox": _boxed_text(1, 1),
    r"\fcolorbox": _boxed_text(1, 2),
    r"\eqref": _reference,
    r"\ref": _reference,
}
