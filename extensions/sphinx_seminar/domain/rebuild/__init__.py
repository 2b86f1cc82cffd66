"""Incremental builds that equal clean ones, and cost what they touch.

Sphinx rewrites a page when its own source changed. This package adds the rest, through
documented hooks alone: a page is also written again when facts of other pages that it
shows changed (:mod:`.freshness`, :mod:`.neighbours`, :mod:`.references`), when it is torn
or older than its doctree (:mod:`.manifest`), the outputs of documents that are gone are
removed (:mod:`.stale_files`), the search index says what a clean build's says
(:mod:`.search_index`), a source replaced by an older file is read (:mod:`.sources`), and
costs that a build need not have are avoided (:mod:`.stemming`, :mod:`.kept_terms`,
:mod:`.joined_texts`, :mod:`.reading_order`, :mod:`.garbage`).

Other packages take part by a handler of the event ``seminar-facts``; see :mod:`.freshness`.
"""

from __future__ import annotations

from sphinx_seminar.domain.rebuild.registration import register

__all__ = ["register"]
