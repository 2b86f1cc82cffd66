r"""TeX read from left to right: tokens, groups, options, environments.

Nothing is executed; commands are read by their names and their arguments by their braces.
"""

from __future__ import annotations

import re

from sphinx_seminar.rendering.labels import formulas

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_BLANKS = re.compile(r"(?:\s|%[^\n]*(?:\n|$))*")
_NAME = re.compile(r"\s*\{([A-Za-z]+\*?)\}")


class TexError(Exception):
    """A formula that cannot be read; *column* counts from 1, 0 when it is not known."""

    def __init__(self, message: str, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


class Reader:
    """A place in a text, and what is read from there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        #: The command whose arguments are being read, for messages.
        self.command = ""

    @property
    def done(self) -> bool:
        """Whether all is read."""
        return self.at >= len(self.text)

    @property
    def rest(self) -> str:
        """What is not read yet."""
        return self.text[self.at :]

    def token(self) -> str:
        r"""Return a command as ``\name``, or one character."""
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            raise self.error(formulas.argument_missing(self.command))
        self.at = match.end()
        return match[0]

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read *pattern* if it comes next."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def take(self, text: str) -> bool:
        """Read *text* if it comes next, behind blanks."""
        blanks = _BLANKS.match(self.text, self.at)
        start = blanks.end() if blanks else self.at
        if not self.text.startswith(text, start):
            return False
        self.at = start + len(text)
        return True

    def argument(self) -> str:
        """Return a group without its braces, or one token."""
        if self.take("{"):
            return self._until("}", "{")
        self.match(_BLANKS)
        if self.rest.startswith(("}", "&", r"\\")):
            raise self.error(formulas.argument_missing(self.command))
        return self.token()

    def optional(self) -> str | None:
        """Return an option without its brackets, None where there is none."""
        return self._until("]", "[") if self.take("[") else None

    def environment(self) -> str:
        r"""Return the name of the environment whose ``\begin`` was just read, '' for none."""
        match = self.match(_NAME)
        return match[1] if match else ""

    def body(self, name: str) -> str:
        r"""Return what stands before the ``\end`` of the environment *name*."""
        marks = re.compile(r"\\(begin|end)\s*\{" + re.escape(name) + r"\}")
        start, depth = self.at, 1
        for mark in marks.finditer(self.text, self.at):
            depth += 1 if mark[1] == "begin" else -1
            if not depth:
                self.at = mark.end()
                return self.text[start : mark.start()]
        raise self.error(formulas.not_closed(rf"\begin{{{name}}}"))

    def error(self, message: str) -> TexError:
        """Return an error at this place."""
        return TexError(message, min(self.at, len(self.text)) + 1)

    def _until(self, closing: str, opening: str) -> str:
        start, depth = self.at, 0
        while not self.done:
            piece = self.token()
            if piece == closing and not depth:
                return self.text[start : self.at - 1]
            depth += (piece == "{") - (piece == "}")
            if depth < 0:
                break
        self.at = start - 1
        raise self.error(formulas.not_closed(opening))


def split(text: str, mark: str) -> list[str]:
    """Return the parts of *text* between each *mark* outside groups and environments."""
    reader, parts, start, depth = Reader(text), [], 0, 0
    while not reader.done:
        before = reader.at
        piece = reader.token()
        depth += (piece in {"{", r"\begin"}) - (piece in {"}", r"\end"})
        if piece == mark and not depth:
            parts.append(text[start:before])
            start = reader.at
    return [*parts, text[start:]]


def stray_middle(text: str) -> int:
    r"""Return the column of a ``\middle`` outside ``\left`` and ``\right``, 0 for none."""
    reader, depth = Reader(text), 0
    while not reader.done:
        piece = reader.token()
        depth += (piece == r"\left") - (piece == r"\right")
        if piece == r"\middle" and depth <= 0:
            return reader.at - len(piece) + 1
    return 0
