"""Directives, headings and plain text in Markdown (MyST) and in reStructuredText."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from sphinx_seminar.model.richtext import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.model.richtext import RichText

#: Options by name in their order, and those that stand without a value.
Options = list[tuple[str, str]]

_SHORTEST_FENCE = 3
#: What MyST reads as it stands: no quotation mark or indicator first, no comment inside.
_PLAIN_VALUE = re.compile(r"(?!['\"|>#])(?!.* #).*")
_MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|$~^%:@&\"'-])")
_RST_MARKS = re.compile(r"([\\`*_|:<>\[\]-])")
_MARKDOWN_STYLES = (
    (Style.EMPHASIS, "*", "*"),
    (Style.STRONG, "**", "**"),
)
_ROLES = {
    Style.MATH: "math",
    Style.CODE: "code",
    Style.SUPERSCRIPT: "sup",
    Style.SUBSCRIPT: "sub",
    Style.EMPHASIS: "emphasis",
    Style.STRONG: "strong",
}


class Syntax(Protocol):
    """How a language writes what sessions are made of."""

    suffix: str

    def directive(
        self, name: str, argument: str, options: Options, content: Sequence[str]
    ) -> list[str]:
        """Return the lines of a directive."""

    def heading(self, title: str) -> list[str]:
        """Return the lines of a page's heading."""

    def title(self, title: RichText) -> str:
        """Return *title*, which shows its runs, as it would be written."""

    def text(self, text: str) -> str:
        """Return plain *text* so that it shows as it is."""


class Markdown:
    """MyST, with fences of colons where its settings allow them."""

    suffix = ".md"

    def __init__(self, *, colons: bool) -> None:
        self._colons = colons

    def directive(
        self, name: str, argument: str, options: Options, content: Sequence[str]
    ) -> list[str]:
        """Return the lines of a directive: its fence is longer than all inside."""
        # The line of a fence of backticks may hold no backtick (CommonMark 0.31, 4.5).
        mark = ":" if self._colons else "~" if "`" in argument else "`"
        lines = [line for part in content for line in part.splitlines() or [""]]
        runs = (re.match(rf"[\s>]*({mark}{{3,}})", line) for line in lines)
        longest = max((len(run[1]) for run in runs if run), default=_SHORTEST_FENCE - 1)
        fence = mark * (longest + 1)
        return [
            f"{fence}{{{name}}} {argument}".rstrip(),
            *(f":{option}: {self._value(value)}".rstrip() for option, value in options),
            *(["", *lines] if lines else []),
            fence,
        ]

    def heading(self, title: str) -> list[str]:
        """Return the heading."""
        return [f"# {title}", ""]

    def title(self, title: RichText) -> str:
        """Return the runs as Markdown; one of several styles keeps the first that has a role."""
        shown = ""
        for run in title:
            role = next((_ROLES[one] for one in run.styles if one in _ROLES), "")
            text = run.text.replace("`", "'") if role else self.text(run.text)
            for style, opened, closed in _MARKDOWN_STYLES:
                if run.styles == (style,):
                    role, text = "", f"{opened}{self.text(run.text)}{closed}"
            shown += f"{{{role}}}`{text}`" if role else text
        return shown

    def text(self, text: str) -> str:
        """Return *text* with what Markdown would take for markup escaped."""
        return _MARKDOWN_MARKS.sub(r"\\\1", text)

    @staticmethod
    def _value(value: str) -> str:
        if value.isprintable() and _PLAIN_VALUE.fullmatch(value):
            return value
        shown = "".join(map(_escaped, value))
        return f'"{shown}"'


class RestructuredText:
    """docutils' own language."""

    suffix = ".rst"

    def directive(
        self, name: str, argument: str, options: Options, content: Sequence[str]
    ) -> list[str]:
        """Return the lines of a directive, its content indented."""
        lines = [line for part in content for line in part.splitlines() or [""]]
        shown = [f".. {name}:: {argument}".rstrip()]
        for option, value in options:
            first, *rest = [line.strip() for line in value.splitlines() if line.strip()] or [""]
            shown.append(f"   :{option}: {first}".rstrip())
            shown += [f"      {line}" for line in rest]
        if lines:
            shown += ["", *(f"   {line}".rstrip() for line in lines)]
        return shown

    def heading(self, title: str) -> list[str]:
        """Return the heading; a wide character takes two columns."""
        return [title, "=" * (2 * len(title)), ""]

    def title(self, title: RichText) -> str:
        """Return the runs in roles, of which a run can have one."""
        shown = ""
        for run in title:
            role = next((_ROLES[one] for one in run.styles if one in _ROLES), "")
            text = run.text.replace("`", "'") if role else self.text(run.text)
            shown += f"\\ :{role}:`{text}`\\ " if role else text
        return shown

    def text(self, text: str) -> str:
        """Return *text* with what reStructuredText would take for markup escaped."""
        return _RST_MARKS.sub(r"\\\1", text)


def _escaped(char: str) -> str:
    """Return *char* as MyST's double-quoted values take it."""
    if char in '\\"':
        return f"\\{char}"
    if char == "\n":
        return "\\n"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 (one unit)


def paragraphs(text: str, syntax: Syntax) -> list[str]:
    """Return the lines of plain *text*, each as it is: what is left where no source is."""
    return [syntax.text(line.strip()) for line in text.splitlines()]


def joined(blocks: Iterable[Sequence[str]]) -> list[str]:
    """Return *blocks* of lines with an empty line between them."""
    lines: list[str] = []
    for block in blocks:
        if block:
            lines += [*([""] if lines else []), *block]
    return lines
