"""Adds an option to a directive in its source, and changes nothing else of it."""

from __future__ import annotations

import re

_MYST = re.compile(r"[ \t>]*(?:`{3,}|:{3,}|~{3,})\{(?:seminar:)?(?:session|talk)\}")
_RST = re.compile(r"(?P<indent>[ \t]*)\.\. (?:seminar:)?(?:session|talk)::")


def add_option(text: str, line: int, name: str, value: str) -> str | None:
    """Return *text* with an option for the directive at *line*; None where there is none.

    A parser may count a line too few or too many, so the lines beside are looked at as well.
    The value is put on one line.
    """
    lines = text.splitlines(keepends=True)
    shown = " ".join(value.split())
    for index in (line - 1, line, line - 2):
        if not 0 <= index < len(lines):
            continue
        ending = "\r\n" if lines[index].endswith("\r\n") else "\n"
        rst = _RST.match(lines[index])
        if rst:
            new = f"{rst['indent']}   :{name}: {shown}"
        elif _MYST.match(lines[index]):
            new = f":{name}: {_quoted(shown)}"
            if index + 1 < len(lines) and lines[index + 1].strip() == "---":
                # options as a block of YAML
                lines[index + 1] += f"{name}: {_quoted(shown)}{ending}"
                return "".join(lines)
        else:
            continue
        if not lines[index].endswith("\n"):
            lines[index] += ending
        lines.insert(index + 1, f"{new.rstrip()}{ending}")
        return "".join(lines)
    return None


def _quoted(value: str) -> str:
    """Return *value* as MyST's options read it back: YAML would see marks in some texts."""
    if not value or re.fullmatch(r"[^\W_][^:#'\"{}\[\]&*!|>%@`\\]*", value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
