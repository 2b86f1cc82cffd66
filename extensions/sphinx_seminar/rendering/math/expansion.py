r"""Commands that math-core does not know become ones it knows, and macros what they stand for.

Each topic (chemistry, units, diagrams, …) brings a table of commands; a command is read
with its arguments by the function that stands in the table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.labels import formulas
from sphinx_seminar.rendering.math.macros import macro_of
from sphinx_seminar.rendering.math.tex import Reader, TexError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_seminar.rendering.math.macros import Definition, Macro

    #: Does the same for an argument.
    Expand = Callable[[str], str]
    #: Reads the arguments of a command and returns LaTeX that stands for all.
    Command = Callable[[Reader, Expand], str]

#: A macro inside a macro, and so on, is read this deep; each formula calls this many.
_DEEPEST, _MOST = 30, 1000
_NAMES = re.compile(r"\\[A-Za-z]+")


class Expansion:
    """A set of commands and environments, and the archive's macros, which go before them."""

    def __init__(
        self,
        commands: Mapping[str, Command],
        environments: Mapping[str, Command] | None = None,
        macros: Mapping[str, Definition] | None = None,
    ) -> None:
        self._commands = dict(commands)
        self._environments = environments or {}
        self._calls = 0
        for name, value in (macros or {}).items():
            if (macro := macro_of(value)) is not None:
                command = "\\" + name.removeprefix("\\")
                self._commands[command] = self._called(command, macro)

    def expand(self, latex: str) -> str:
        """Return *latex* with all commands replaced; :class:`TexError` says what cannot be read."""
        self._calls = 0
        return self._expand(latex, 0)

    def _expand(self, latex: str, depth: int) -> str:
        def inner(text: str) -> str:
            try:
                return self._expand(text, depth + 1)
            except TexError as error:
                raise TexError(error.message) from error  # a column of another text

        if depth > _DEEPEST:
            raise TexError(formulas.macros_loop(latex))
        reader, parts = Reader(latex), []
        while not reader.done:
            parts.append(self._next(reader, inner))
        return "".join(parts)

    def _next(self, reader: Reader, inner: Expand) -> str:
        start = reader.at
        name = reader.token()
        if name == r"\begin":
            kind = reader.environment()
            if (environment := self._environments.get(kind)) is not None:
                reader.command = f"\\begin{{{kind}}}"
                return environment(reader, inner)
        elif (command := self._commands.get(name)) is not None:
            reader.command = name
            return command(reader, inner)
        return reader.text[start : reader.at]

    def _called(self, name: str, macro: Macro) -> Command:
        def command(reader: Reader, expand: Expand) -> str:
            self._calls += 1
            if self._calls > _MOST:
                raise TexError(formulas.macros_loop(name))
            body = macro.call(reader)
            # A letter after a macro's name must not join a command at the macro's end.
            return expand(body) + (" " if _ends_in_command(body) else "")

        return command


def using(
    macros: Mapping[str, Definition], commands: Mapping[str, Command]
) -> dict[str, Definition]:
    """Return those of *macros* that call one of *commands*, directly or through another."""
    called = {
        name.removeprefix("\\"): {one[1:] for one in _NAMES.findall(macro.text + macro.option)}
        for name, value in macros.items()
        if (macro := macro_of(value)) is not None
    }
    found = {command.removeprefix("\\") for command in commands} - set(called)
    while new := {name for name, names in called.items() if names & found} - found:
        found |= new
    return {name: value for name, value in macros.items() if name.removeprefix("\\") in found}


def _ends_in_command(text: str) -> bool:
    return re.search(r"\\[A-Za-z]+$", text) is not None
