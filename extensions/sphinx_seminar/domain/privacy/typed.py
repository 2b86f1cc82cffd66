"""Access to a meeting that was typed into a source is masked before anybody reads the source.

So it reaches no doctree, no environment and no page, whoever the site is built for: the one
place from which access is shown is ``access.toml``. The message names file and line, tells
where the value belongs, and never repeats it. The owner of the site may name texts that are
no secret (``seminar_not_secret``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.domain.messages import note_finding
from sphinx_seminar.model.finding import Finding, FindingKind, Location
from sphinx_seminar.model.secrets import Secret, SecretKind, find_secrets, hint, masked

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Which field of an access a secret becomes.
_FIELDS = {
    SecretKind.LINK: 'url = "…"',
    SecretKind.INVITATION: 'url = "…"',
    SecretKind.MEETING_ID: 'meeting-id = "…"',
    SecretKind.PASSCODE: 'passcode = "…"',
}
_JOIN_OPTION = re.compile(r"[ \t]*:join:")


def harmless_texts(config: Config) -> frozenset[str]:
    """Return what the owner of the site says is no secret."""
    return frozenset(getattr(config, "seminar_not_secret", ()))


def without_secrets(
    text: str, source: str, harmless: Collection[str] = ()
) -> tuple[str, tuple[Finding, ...]]:
    """Return the *text* of the file *source* with its secrets masked, and a finding for each."""
    found = find_secrets(text, harmless)
    if not found:
        return text, ()
    findings = tuple(_finding(text, secret, source) for secret in found)
    return masked(text, found), findings


def mask_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Mask what a document gives away (``source-read``)."""
    source[0], findings = without_secrets(source[0], docname, harmless_texts(app.config))
    for finding in findings:
        note_finding(app.env, finding)


def mask_included(app: Sphinx, path: Path, parent: str, content: list[str]) -> None:
    """Mask what a file gives away that a document includes (``include-read``)."""
    content[0], findings = without_secrets(content[0], parent, harmless_texts(app.config))
    for finding in findings:
        # lines count in the included file; the message stands at the document that shows it
        place = f"{path.as_posix()}:{finding.location.line}"
        note_finding(app.env, replace(finding, detail=place, location=Location(parent, 1)))


def _finding(text: str, secret: Secret, source: str) -> Finding:
    location = Location(source, text.count("\n", 0, secret.start) + 1)
    start = text.rfind("\n", 0, secret.start) + 1
    if _JOIN_OPTION.match(text, start):
        # the value of the option itself: a name belongs there
        allowed = ("the name of a table in access.toml",)
        return Finding(FindingKind.JOIN, "…", allowed, location=location)
    return Finding(
        FindingKind.SECRET,
        hint(text[secret.start : secret.end]),
        (":join: NAME", f"[NAME] {_FIELDS[secret.kind]} in access.toml"),
        name=secret.kind.value,
        location=location,
    )
