"""Registers the guards of meeting access with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.privacy.audience import forbid_indexing, guard, mark_folder
from sphinx_seminar.domain.privacy.facts import access_facts
from sphinx_seminar.domain.privacy.sources import hide_source
from sphinx_seminar.domain.privacy.tombstones import BuryHeading
from sphinx_seminar.domain.privacy.typed import mask_included, mask_source
from sphinx_seminar.domain.privacy.withholding import ended_embargoes
from sphinx_seminar.domain.rebuild.freshness import FACTS_EVENT

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# After everybody who changes a source; before everybody who writes.
_LAST, _FIRST = 960, 10


def register(app: Sphinx) -> None:
    """Put the guards in place."""
    app.connect("builder-inited", guard, priority=_FIRST)
    app.add_transform(BuryHeading)
    app.connect("env-get-outdated", ended_embargoes)
    app.connect("source-read", mask_source, priority=_LAST)
    app.connect("include-read", mask_included, priority=_LAST)
    app.connect(FACTS_EVENT, access_facts)
    app.connect("write-started", mark_folder, priority=_FIRST)
    app.connect("html-page-context", forbid_indexing, priority=_LAST)
    app.connect("html-page-context", hide_source, priority=_LAST)
