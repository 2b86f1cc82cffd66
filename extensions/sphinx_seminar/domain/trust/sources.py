"""What is changed in a source before its parser sees it; the number of lines never is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_seminar.domain.messages import note_finding
from sphinx_seminar.domain.trust.frontmatter import (
    FrontMatter,
    check_front_matter,
    split_front_matter,
)
from sphinx_seminar.model.finding import Finding, FindingKind, Location

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Characters that XML cannot hold (XML 1.0, 2.2), which every output would pass on.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: [^\n]*)?$", re.MULTILINE)


def guard_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take out of *source* what its parser must not see (``source-read``)."""
    findings: list[Finding] = []
    path = app.env.doc2path(docname)
    if get_filetype(app.config.source_suffix, path) != "restructuredtext":
        source[0] = _guard_front_matter(source[0], findings)
    source[0] = _guard_characters(source[0], findings)
    findings += _conflicts(source[0])
    for finding in findings:
        location = Location(docname, finding.location.line)
        note_finding(app.env, replace(finding, location=location))


def _guard_front_matter(text: str, findings: list[Finding]) -> str:
    matter = split_front_matter(text)
    if matter is None:
        return text
    found = check_front_matter(matter)
    if not found:
        return text
    findings += found
    return _without_front_matter(text, matter)


def _without_front_matter(text: str, matter: FrontMatter) -> str:
    """Return *text* with blank lines where its front matter stood."""
    rest = text.split("\n")[matter.lines :]
    return "\n" * matter.lines + "\n".join(rest)


def _guard_characters(text: str, findings: list[Finding]) -> str:
    found = _UNPRINTABLE.search(text)
    if found is None:
        return text
    line = text.count("\n", 0, found.start()) + 1
    name = f"U+{ord(found[0]):04X}"
    findings.append(
        Finding(FindingKind.REFUSED, _REPLACEMENT, name=name, location=Location("", line))
    )
    return _UNPRINTABLE.sub(_REPLACEMENT, text)


def _conflicts(text: str) -> list[Finding]:
    """Return a finding for each marker of a conflict that git left in *text*."""
    if "<<<<<<<" not in text:
        return []
    return [
        Finding(
            FindingKind.REFUSED,
            found[0],
            name="git merge",
            location=Location("", text.count("\n", 0, found.start()) + 1),
        )
        for found in _CONFLICT.finditer(text)
    ]
