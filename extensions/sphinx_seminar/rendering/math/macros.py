r"""The archive's macros, as conf.py may define them: a text, or MathJax's list.

``r"\mathbb{R}"`` takes as many arguments as its text names, ``["#1^{#2}", 2, "n"]`` the two
that it says, of which the first is an option: ``\macro[m]{x}``, or ``\macro{x}`` with ``n``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_seminar.rendering.math.tex import Reader

#: A macro in the settings, once they are read: a text says all, or its count and default follow.
Definition = str | tuple[str, int] | tuple[str, int, str]

#: TeX numbers arguments with one digit.
_MOST = 9
_PARAMETER = re.compile(r"#(\d)")


@dataclass(frozen=True, slots=True)
class Macro:
    """What a macro stands for: a text with ``#1``, ``#2``, … for its *count* arguments.

    With a *default* the first of them is an option.
    """

    text: str
    count: int
    default: str | None = None

    @property
    def definition(self) -> Definition:
        """The macro in the settings."""
        if self.default is not None:
            return self.text, self.count, self.default
        return self.text if self.count == _named(self.text) else (self.text, self.count)

    @property
    def option(self) -> str:
        """The first argument where a call has none; '' where it is no option."""
        return self.default or ""

    @property
    def listed(self) -> str | list[str | int]:
        """The macro for MathJax."""
        if not self.count:
            return self.text
        return [self.text, self.count, *([] if self.default is None else [self.default])]

    def call(self, reader: Reader) -> str:
        """Return what a call stands for whose arguments *reader* reads."""
        arguments: list[str] = []
        if self.default is not None:
            option = reader.optional()
            arguments.append(self.default if option is None else option)
        arguments += [reader.argument() for _number in range(self.count - len(arguments))]
        return _PARAMETER.sub(lambda match: arguments[int(match[1]) - 1], self.text)


def macro_of(value: object) -> Macro | None:
    """Return the macro that the settings define by *value*; None where it is none."""
    parts = list(value) if isinstance(value, list | tuple) else [value]
    text, count, default = (*parts, *(None, None, None))[:3]
    if not isinstance(text, str) or len(parts) > len(("text", "count", "default")):
        return None
    named = _named(text)
    count = named if count is None else count
    if type(count) is not int or not named <= count <= _MOST:
        return None
    if default is not None and not (isinstance(default, str) and count):
        return None
    return Macro(text, count, default)


def _named(text: str) -> int:
    """Return the highest number of an argument in *text*."""
    return max((int(digit) for digit in _PARAMETER.findall(text)), default=0)
