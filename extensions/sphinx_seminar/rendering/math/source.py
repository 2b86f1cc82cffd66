r"""AMS LaTeX as authors write it becomes what math-core reads.

Sphinx numbers equations, so numbered environments lose their star-less numbers, and
``\label``, ``\nonumber`` their purpose. The text of a ``\tag`` is taken out and kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.math.expansion import Expansion

if TYPE_CHECKING:
    from sphinx_seminar.rendering.math.expansion import Command, Expand
    from sphinx_seminar.rendering.math.tex import Reader

#: Environments that set a display of their own; they never stand inside another display.
DISPLAY_ENVIRONMENTS = (
    "equation",
    "align",
    "gather",
    "multline",
    "flalign",
    "alignat",
    "eqnarray",
    "subequations",
    "dmath",
)

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_STRUCTURE = re.compile(r"\\\\|\\(?:begin|end)\s*\{[A-Za-z]+\*?\}|\\.|[{}]", re.DOTALL)
_BLANK_LINE = re.compile(r"\n\s*\n")
_ANGLES = {"<": r"\langle ", ">": r"\rangle "}
_STARRED = {"align": "align*", "gather": "gather*", "multline": "multline*"}
_RENAMED = {
    "flalign": "align*",
    "flalign*": "align*",
    "split": "aligned",
    "eqnarray": "array",
    "eqnarray*": "array",
    "alignat": "align*",
    "alignat*": "align*",
    "alignedat": "aligned",
    **_STARRED,
}
_UNWRAPPED = frozenset({"equation", "equation*", "subequations", "displaymath", "math"})
_COUNTED = frozenset({"alignat", "alignat*", "alignedat"})
_CLOSE = re.compile(r"\\begin\s*\{align(?:ed)?at\*?\}")
_NUMBERS = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z])|\\label\s*\{[^{}]*\}")
_ROW_SPACE = re.compile(r"(?<!\\)(\\\\)\s*(?:\*|\[\s*-?[\d.]+\s*[a-z]{2}\s*\])")
_ANGLE = re.compile(r"(\\(?:left|right|middle|[bB]igg?[lrm]?))\s*([<>])")

_TAG = re.compile(r"\\tag\*\{[a-z]+\d+\}")

#: On a table without space between its pairs of columns.
CLOSE = "close"
#: Stands in a row for a tag, which may hold what math-core's cannot.
PLACEHOLDER = "seminartag"


@dataclass(frozen=True, slots=True)
class Source:
    """LaTeX for math-core, and the tags of its rows or, *outside* an environment, of all.

    Between the pairs of columns of a *close* table there is no space but the author's.
    """

    latex: str
    tags: tuple[str, ...] = ()
    outside: bool = False
    close: bool = False


def prepare(latex: str, expansion: Expansion | None = None, *, display: bool = False) -> Source:
    """Return *latex* as math-core reads it; lines of a *display* are aligned as Sphinx does.

    Raises :class:`TexError` where it cannot be read.
    """
    tags: list[str] = []
    text = Expansion({r"\tag": _keep_tag(tags)}).expand(latex.strip())
    if expansion is not None:
        text = expansion.expand(text)
    if display and not starts_display(text):
        text = _lines(text)
    close = _CLOSE.search(text) is not None
    text = _ENVIRONMENT.sub(_rename, text)
    text = _drop_arguments(text)
    text = _NUMBERS.sub("", text)
    text = _ROW_SPACE.sub(r"\1", text)
    text = _ANGLE.sub(lambda match: match[1] + _ANGLES[match[2]], text)
    if any(f"\\begin{{{name}}}" in text for name in _STARRED.values()):
        return Source(text, tuple(tags), close=close)
    return Source(_TAG.sub("", text), tuple(tags), outside=True, close=close)


def starts_display(latex: str) -> bool:
    """Whether *latex* begins with an environment that sets its own display."""
    match = _ENVIRONMENT.match(latex.lstrip())
    return (
        match is not None and match[1] == "begin" and match[2].rstrip("*") in DISPLAY_ENVIRONMENTS
    )


def _lines(text: str) -> str:
    parts = [part.strip() for part in _BLANK_LINE.split(text) if part.strip()]
    if len(parts) == 1 and not _breaks_line(text):
        return text
    return "\\begin{aligned}" + " \\\\ ".join(parts) + "\\end{aligned}"


def _breaks_line(text: str) -> bool:
    """Whether a line ends outside every group and environment."""
    depth = 0
    for match in _STRUCTURE.finditer(text):
        mark = match[0]
        if mark == r"\\" and depth == 0:
            return True
        depth += mark == "{" or mark.startswith(r"\begin")
        depth -= mark == "}" or mark.startswith(r"\end")
    return False


def _rename(match: re.Match[str]) -> str:
    verb, name = match[1], match[2]
    if name in _UNWRAPPED:
        return ""
    mark = "\0" if verb == "begin" and name in _COUNTED else ""
    columns = "{rcl}" if verb == "begin" and name.startswith("eqnarray") else ""
    return f"\\{verb}{{{_RENAMED.get(name, name)}}}{mark}{columns}"


def _drop_arguments(text: str) -> str:
    return re.sub(r"\0\s*(?:\{\d+\})?", "", text)


def _keep_tag(tags: list[str]) -> Command:
    def tag(reader: Reader, _expand: Expand) -> str:
        star = reader.take("*")
        text = reader.argument()
        tags.append(text if star else f"({text})")
        return f"\\tag*{{{PLACEHOLDER}{len(tags) - 1}}}"

    return tag
