"""Which handler hears which event of a build; decides nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.rebuild import kept_terms, neighbours, reading_order, stemming
from sphinx_seminar.domain.rebuild.freshness import FACTS_EVENT, Freshness
from sphinx_seminar.domain.rebuild.garbage import Restraint
from sphinx_seminar.domain.rebuild.joined_texts import JoinTexts
from sphinx_seminar.domain.rebuild.references import ReferenceCollector, reference_facts
from sphinx_seminar.domain.rebuild.sources import SourceCollector

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: After every other handler: pages and tables are then as this build leaves them.
LAST = 900


def register(app: Sphinx) -> None:
    """Connect the package to *app*."""
    freshness = Freshness()
    app.add_event(FACTS_EVENT)
    app.add_transform(JoinTexts)
    app.add_env_collector(ReferenceCollector)
    app.add_env_collector(SourceCollector)
    restraint = Restraint()
    app.connect("config-inited", restraint.begin)
    app.connect("build-finished", restraint.end, priority=LAST + 1)
    app.connect("config-inited", stemming.remember_stems, priority=LAST)
    app.connect("builder-inited", kept_terms.keep_terms)
    app.connect("env-get-outdated", neighbours.holders_of_removed)
    app.connect("env-before-read-docs", reading_order.order_documents)
    app.connect("env-get-updated", freshness.compare, priority=LAST)
    app.connect("write-started", freshness.remove_stale)
    app.connect("doctree-resolved", freshness.note_written, priority=LAST)
    app.connect("build-finished", freshness.finish, priority=LAST)
    app.connect(FACTS_EVENT, neighbours.relation_facts)
    app.connect(FACTS_EVENT, neighbours.toctree_facts)
    app.connect(FACTS_EVENT, reference_facts)
