"""What a build says, taken as problems: every message of Sphinx's log, ours with their facts.

Messages of the read phase are said once, when a document is read; they are kept under its
name, so that whoever reads only what changed knows them all the same.
"""

from __future__ import annotations

import logging
import os
import re
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.logging import InfoLogRecordTranslator, WarningSuppressor, get_node_location

from sphinx_seminar.domain.messages import WARNING_TYPE, describe
from sphinx_seminar.model.finding import Finding
from sphinx_seminar.model.problem import Problem, Severity

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.logging import SphinxWarningLogRecord

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LINE = re.compile(r"(?:(?P<place>.+?): )?(?P<level>WARNING|ERROR|CRITICAL): (?P<text>.*)")
_TYPED = re.compile(r"(?P<text>.*) \[(?P<type>[\w.-]+)\]", re.DOTALL)
_NUMBERED = re.compile(r"(?P<path>.*?):(?P<line>\d*)", re.DOTALL)


class Listener(logging.Handler):
    """Collects the messages of one application, by the document that was being read."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.INFO)
        self._app = app
        #: Whether messages belong to the document that is being read.
        self.is_reading = True
        self.by_document: dict[str, list[Problem]] = {}
        self._translate = InfoLogRecordTranslator(app).filter
        # What a project suppresses is suppressed here.
        self.addFilter(lambda record: record.levelno >= logging.WARNING or _is_ours(record))
        self.addFilter(WarningSuppressor(app))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        env = self._app.env
        docname = env.docname if self.is_reading and env.current_document.docname else ""
        located = copy(record)
        self._translate(cast("SphinxWarningLogRecord", located))
        problem = _of_record(located, Path(self._app.srcdir))
        self.by_document.setdefault(docname, []).append(problem)

    def note(self, finding: Finding) -> None:
        """Keep a *finding* that no build says."""
        source = finding.location.source
        env = self._app.env
        path = env.doc2path(source, base=False) if source in env.found_docs else Path(source)
        problem = of_finding(finding, path.as_posix(), finding.location.line)
        self.by_document.setdefault("", []).append(problem)


def of_finding(finding: Finding, file: str, line: int, column: int = 0) -> Problem:
    """Return *finding* as a problem of *file*: a note, or a warning."""
    return Problem(
        file,
        line,
        column,
        Severity.NOTE if finding.is_information else Severity.WARNING,
        f"{WARNING_TYPE}.{finding.kind.value}",
        describe(finding),
        finding.value,
        finding.name,
        finding.allowed,
        finding.nearest,
    )


def of_text(text: str, folder: Path) -> list[Problem]:
    """Return the problems in what Sphinx wrote on its stream of warnings."""
    found: list[Problem] = []
    for line in _COLOUR.sub("", text).splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        typed = _TYPED.fullmatch(match["text"])
        message, kind = (typed["text"], typed["type"]) if typed else (match["text"], "")
        file, number = _place(match["place"] or "", folder)
        severity = Severity.WARNING if match["level"] == "WARNING" else Severity.ERROR
        found.append(Problem(file, number, 0, severity, kind, message))
    return found


def _is_ours(record: logging.LogRecord) -> bool:
    return isinstance(getattr(record, "finding", None), Finding)


def _of_record(record: logging.LogRecord, folder: Path) -> Problem:
    # Information is said without a location of Sphinx's; report() tells where it belongs.
    where = getattr(record, "location", None) or getattr(record, "place", None)
    location = get_node_location(where) if isinstance(where, nodes.Node) else where
    file, line = _place(str(location or ""), folder)
    finding = getattr(record, "finding", None)
    if isinstance(finding, Finding):
        return of_finding(finding, file, line)
    parts = (getattr(record, "type", ""), getattr(record, "subtype", ""))
    kind = ".".join(part for part in parts if part)
    # Sphinx's record puts the place before the text; its own handler has put the kind behind.
    message = logging.LogRecord.getMessage(record).removesuffix(f" [{kind}]")
    severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
    return Problem(file, line, 0, severity, kind, message)


def _place(location: str, folder: Path) -> tuple[str, int]:
    """Return the file below *folder* and the line of a *location* as Sphinx writes it."""
    match = _NUMBERED.fullmatch(location)
    path, line = (match["path"], int(match["line"] or 0)) if match else (location, 0)
    if not path or path.startswith("<"):
        return "", line
    absolute = os.path.normpath(folder / path)
    relative = os.path.relpath(absolute, folder)
    return Path(absolute if relative.startswith("..") else relative).as_posix(), line
