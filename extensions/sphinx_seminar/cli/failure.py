"""How a command fails: one line, exit code 2. Nothing is imported for it but click."""

from __future__ import annotations

import unicodedata
from typing import IO, Any

import click


class CannotError(click.ClickException):
    """The command cannot do its work: one line, exit code 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the line to the standard error."""
        click.echo(f"seminar: {self.format_message()}", file=file, err=file is None)


def one_line(text: str) -> str:
    """Return *text* on one line, without characters that a terminal would obey."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
