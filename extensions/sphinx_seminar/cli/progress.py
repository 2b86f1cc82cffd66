"""How far a build is: Sphinx's status as a bar at a terminal, as a few lines elsewhere.

Sphinx tells its steps on the standard output, each with the share that is done where it
knows it: ``reading sources... [ 12%] sessions/2025/2025-01-17``.
"""

from __future__ import annotations

import io
import re
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING, Protocol

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from sphinx_seminar.cli.failure import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import TaskID

_CONTROL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_STEP = re.compile(r"(?P<step>[^\[\]\r\n]{1,60}?)\.\.\. (?:\[ *(?P<share>\d{1,3})%\])?")
_WHOLE = 100


class Display(Protocol):
    """Shows the step of a build and its share, None where it is unknown."""

    def show(self, step: str, share: int | None) -> None:
        """Show that *step* is under way."""


class StatusStream(io.TextIOBase):
    """A standard output for Sphinx that keeps nothing but the steps."""

    encoding = "utf-8"

    def __init__(self, display: Display) -> None:
        self._display = display

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Show the last step that *text*, one message of Sphinx, tells of."""
        steps = list(_STEP.finditer(_CONTROL.sub("", text)))
        if steps:
            share = steps[-1]["share"]
            self._display.show(one_line(steps[-1]["step"]), int(share) if share else None)
        return len(text)


class Bar:
    """One bar, for the step that is under way."""

    def __init__(self, name: str, progress: Progress) -> None:
        self._name, self._progress = name, progress
        self._step = ""
        self._task: TaskID | None = None

    def show(self, step: str, share: int | None) -> None:
        """Move the bar, or begin another one for a new step."""
        if step != self._step or self._task is None:
            if self._task is not None:
                self._progress.remove_task(self._task)
            # Some steps take long only in large archives: their bar moves to and fro.
            self._task = self._progress.add_task(f"{self._name}: {step}", total=None)
            self._step = step
        if share is not None:
            self._progress.update(self._task, total=_WHOLE, completed=share)


class Lines:
    """One line for each step with a share, when it begins."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._step = ""

    def show(self, step: str, share: int | None) -> None:
        """Say a new step."""
        if share is not None and step != self._step:
            self._step = step
            click.echo(f"{self._name}: {step}", err=True)


@contextmanager
def shown_progress(name: str, *, quiet: bool) -> Iterator[None]:
    """Show the progress of what is built meanwhile, on the standard error."""
    console = Console(stderr=True, highlight=False)
    if quiet:
        with redirect_stdout(io.StringIO()):
            yield
    elif console.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
        with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bars:
            stream = StatusStream(Bar(name, bars))
            with redirect_stdout(stream):
                yield
    else:
        with redirect_stdout(StatusStream(Lines(name))):
            yield
