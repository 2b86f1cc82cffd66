"""Registers floor 2 with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain import config, rebuild, trust
from sphinx_seminar.domain.domain import SeminarDomain, seminar_domain
from sphinx_seminar.domain.facts import page_facts
from sphinx_seminar.domain.headings import DropRepeatedHeading
from sphinx_seminar.domain.nodes import BLOCKS, INLINES
from sphinx_seminar.domain.privacy import registration as privacy
from sphinx_seminar.domain.rebuild.freshness import FACTS_EVENT
from sphinx_seminar.domain.reporting import report_findings
from sphinx_seminar.domain.searching import choose_search

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# Assembling comes before everybody who looks at the archive, reporting after
# everybody who may still find something.
_ASSEMBLE, _REPORT = 100, 990


def assemble(_app: Sphinx, env: BuildEnvironment) -> None:
    """Make the archive of this build."""
    seminar_domain(env).assemble()


def register(app: Sphinx) -> None:
    """Register the settings, the domain, the placeholders and the handlers."""
    config.register(app)
    app.add_domain(SeminarDomain)
    for node in (*BLOCKS, *INLINES):
        app.add_node(node)
    app.add_transform(DropRepeatedHeading)
    trust.register(app)
    rebuild.register(app)
    privacy.register(app)
    app.connect("env-updated", assemble, priority=_ASSEMBLE)
    app.connect(FACTS_EVENT, page_facts)
    app.connect("env-updated", report_findings, priority=_REPORT)
    app.connect("env-updated", choose_search, priority=_REPORT)
