"""Registers the guards with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.trust.documents import keep_out, report_collisions
from sphinx_seminar.domain.trust.headings import escape_heading
from sphinx_seminar.domain.trust.markdown import TrustedMystParser
from sphinx_seminar.domain.trust.nesting import FlattenForText
from sphinx_seminar.domain.trust.restructuredtext import TrustedRSTParser
from sphinx_seminar.domain.trust.sources import guard_source
from sphinx_seminar.domain.trust.targets import GuardResolvedTargets, GuardTargets

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Before handlers that look at the sets of documents, and after those that change
# a source: what a parser sees is what was judged.
_FIRST, _LAST = 10, 950


def register(app: Sphinx) -> None:
    """Put the guards in place; ``myst_parser`` is set up first, for its parser is replaced."""
    app.setup_extension("myst_parser")
    app.add_source_parser(TrustedMystParser, override=True)
    app.add_source_parser(TrustedRSTParser, override=True)
    app.add_transform(GuardTargets)
    app.add_post_transform(GuardResolvedTargets)
    app.add_post_transform(FlattenForText)
    app.connect("env-get-outdated", keep_out, priority=_FIRST)
    app.connect("source-read", guard_source, priority=_LAST)
    app.connect("env-updated", report_collisions, priority=_LAST)
    app.connect("html-page-context", escape_heading, priority=_LAST)
