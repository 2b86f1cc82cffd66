"""Errors that end a build before it begins, as problems with a file and a line.

Sphinx says them in one text without a place. Most are about conf.py, some about access.toml.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.domain.config import SettingsError
from sphinx_seminar.domain.listening import of_finding
from sphinx_seminar.domain.privacy import FILENAME
from sphinx_seminar.domain.privacy.access import AccessError
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.problem import Severity
from sphinx_seminar.parsing.confplaces import Place, mentioned_place, place_of, syntax_place

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.errors import SphinxError

    from sphinx_seminar.model.problem import Problem

_CONF = "conf.py"
_FRAME = re.compile(r'File ".*?conf\.py", line (\d+)')
_TOML_PLACE = re.compile(r"line (\d+), column (\d+)")


def settings_problems(error: SphinxError, folder: Path) -> list[Problem]:
    """Return what *error*, raised before the archive in *folder* was read, says, and where."""
    try:
        source = (folder / _CONF).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        source = ""
    if isinstance(error, SettingsError):
        return [_error(one, _CONF, place_of(source, one.name, one.value)) for one in error.findings]
    if isinstance(error, AccessError):
        match = _TOML_PLACE.search(str(error))
        place = Place(int(match[1]), int(match[2])) if match else Place()
        return [_error(_refused(str(error)), FILENAME, place)]
    broken = syntax_place(source)
    if broken is not None:
        return [_error(_refused(broken[1]), _CONF, broken[0])]
    frames = _FRAME.findall(str(error))
    place = Place(int(frames[-1])) if frames else mentioned_place(source, str(error))
    return [_error(_refused(_gist(str(error))), _CONF, place)]


def _error(finding: Finding, file: str, place: Place) -> Problem:
    problem = of_finding(finding, file, place.line, place.column)
    return replace(problem, severity=Severity.ERROR)


def _refused(reason: str) -> Finding:
    return Finding(FindingKind.SETTINGS, reason)


def _gist(text: str) -> str:
    """Return the last line of a traceback, or a text as it is."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if "Traceback" in text and lines else " ".join(lines)
