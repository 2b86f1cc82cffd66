r"""AMS LaTeX as authors write it becomes what math-core reads.

Sphinx numbers equations, so numbered environments lose their star-less numbers, and
``\label``, ``\nonumber`` their purpose. ``\tag`` outside an environment is taken out
and kept; a formula inside ``\text`` is set beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
_STARRED = {"align": "align*", "gather": "gather*", "multline": "multline*"}
_RENAMED = {
    "flalign": "align*",
    "flalign*": "align*",
    "split": "aligned",
    "smallmatrix": "matrix",
    "eqnarray": "array",
    "eqnarray*": "array",
    "alignat": "align*",
    "alignat*": "align*",
    "alignedat": "aligned",
    **_STARRED,
}
_UNWRAPPED = frozenset({"equation", "equation*", "subequations", "displaymath", "math"})
_COUNTED = frozenset({"alignat", "alignat*", "alignedat"})
_NUMBERS = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z])|\\label\s*\{[^{}]*\}")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_ROW_SPACE = re.compile(r"(?<!\\)(\\\\)\s*(?:\*|\[\s*-?[\d.]+\s*[a-z]{2}\s*\])")
_TEXT = re.compile(
    r"\\(text|textrm|textup|textnormal|mbox|hbox)\s*\{([^{}]*\$[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
)
_COLUMN_EXTRA = re.compile(r"(\\begin\s*\{array\}\s*\{)([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_WORDS = (
    (
        re.compile(r"\\substack\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"),
        r"\\begin{subarray}{c}\1\\end{subarray}",
    ),
    (re.compile(r"\\(?:mbox|hbox|textnormal|textup)(?![A-Za-z])"), r"\\text"),
    (re.compile(r"\\pmb(?![A-Za-z])"), r"\\boldsymbol"),
    (re.compile(r"(\\(?:left|right|middle|[bB]igg?[lrm]?))\s*<"), r"\1\\langle "),
    (re.compile(r"(\\(?:left|right|middle|[bB]igg?[lrm]?))\s*>"), r"\1\\rangle "),
    (re.compile(r"\\displaylimits(?![A-Za-z])"), ""),
    (re.compile(r"\\(?:allowbreak|nobreak|relax)(?![A-Za-z])"), ""),
)


@dataclass(frozen=True, slots=True)
class Source:
    """LaTeX for math-core, and the tag (without parentheses) that stood outside."""

    latex: str
    tag: str = ""


def prepare(latex: str, *, display: bool = False) -> Source:
    """Return *latex* as math-core reads it; lines of a *display* are aligned as Sphinx does."""
    text = latex.strip()
    if display and not starts_display(text):
        text = _lines(text)
    text = _ENVIRONMENT.sub(_rename, text)
    text = _drop_arguments(text)
    text = _NUMBERS.sub("", text)
    text = _ROW_SPACE.sub(r"\1", text)
    text = _TEXT.sub(_split_text, text)
    for pattern, replacement in _WORDS:
        text = pattern.sub(replacement, text)
    text = _COLUMN_EXTRA.sub(_plain_columns, text)
    if r"\begin{align*}" in text or r"\begin{gather*}" in text or r"\begin{multline*}" in text:
        return Source(text)
    tags = _TAG.findall(text)
    return Source(_TAG.sub("", text), tags[0] if tags else "")


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


def _split_text(match: re.Match[str]) -> str:
    parts = match[2].split("$")
    if len(parts) % 2 == 0:
        return match[0]
    pieces = [
        f"{{{part}}}" if number % 2 else (f"\\text{{{part}}}" if part else "")
        for number, part in enumerate(parts)
    ]
    return "{" + "".join(pieces) + "}"


def _plain_columns(match: re.Match[str]) -> str:
    columns = re.sub(r"[@!<>]\s*\{[^{}]*\}", "", match[2])
    columns = re.sub(r"[pmb]\s*\{[^{}]*\}", "l", columns)
    columns = re.sub(
        r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}", lambda found: found[2] * int(found[1]), columns
    )
    return f"{match[1]}{columns}}}"
