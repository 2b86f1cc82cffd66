"""Problems as text, as JSON and as annotations of a workflow on GitHub.

``text`` is what editors and pre-commit read: ``file:line:column: severity: message [kind]``.
``github`` follows "Workflow commands" of GitHub's documentation: one line each, in which
``%``, line ends and, in properties, ``:`` and ``,`` are escaped.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_seminar.model.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.problem import Problem

#: The number of the JSON's form.
FORMAT = 1
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def text_line(problem: Problem) -> str:
    """Return *problem* on one line."""
    message = " ".join(problem.message.split())
    kind = f" [{problem.kind}]" if problem.kind else ""
    place = ":".join([problem.file, *(str(one) for one in (problem.line, problem.column) if one)])
    return f"{place or 'seminar'}: {problem.severity.value}: {message}{kind}"


def export_text(problems: Iterable[Problem]) -> str:
    """Return a line for each problem."""
    return "".join(f"{text_line(problem)}\n" for problem in problems)


def export_json(problems: Iterable[Problem]) -> str:
    """Return the problems as a JSON object with their number by severity."""
    found = [problem.as_data() for problem in problems]
    counts = {one.value: sum(item["severity"] == one for item in found) for one in Severity}
    data = {"format": FORMAT, "counts": counts, "problems": found}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def export_github(problems: Iterable[Problem]) -> str:
    """Return a workflow command for each problem."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    properties = {
        "file": problem.file,
        "line": str(problem.line or ""),
        "col": str(problem.column or ""),
        "title": problem.kind,
    }
    shown = ",".join(f"{name}={_property(one)}" for name, one in properties.items() if one)
    command = f"{_COMMANDS[problem.severity]} {shown}".strip()
    return f"::{command}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
