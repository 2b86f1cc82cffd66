"""All findings of a build, said once reading has ended, in the order of files and lines.

They are said in every build, so that one which reads nothing anew is as strict
as a clean one, and only in the main process, so that their order never varies.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.checks import check_archive, with_nearest_key
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.messages import report
from sphinx_seminar.domain.permanence import vanished_ids
from sphinx_seminar.domain.privacy.access import load_access, unknown_joins
from sphinx_seminar.domain.volumes import volume_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.model.finding import Finding


def report_findings(_app: Sphinx, env: BuildEnvironment) -> None:
    """Say everything that was found in documents, bibliographies and between them."""
    domain = seminar_domain(env)
    for finding in sorted(_all_findings(domain), key=_order):
        source, line = finding.location.source, finding.location.line
        path = env.doc2path(source) if source in env.found_docs else env.srcdir / source
        # Sphinx takes a location without a line for the name of a document.
        report(finding, f"{path}:{line or 1}")


def _all_findings(domain: SeminarDomain) -> Iterator[Finding]:
    for findings in domain.data["findings"].values():
        yield from (with_nearest_key(finding, domain.archive) for finding in findings)
    if shelf := domain.data["shelf"]:
        yield from shelf.findings
    yield from domain.people_findings
    yield from domain.citing.findings
    yield from domain.federation.findings
    yield from check_archive(domain)
    access = load_access(Path(domain.env._app.confdir), os.environ)  # noqa: SLF001
    yield from volume_findings(domain)
    yield from vanished_ids(domain)
    yield from unknown_joins(access, domain.archive.sessions)


def _order(finding: Finding) -> tuple[str, int, str, str]:
    return finding.location.source, finding.location.line, finding.kind.value, finding.value
