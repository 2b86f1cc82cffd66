"""Which pages must be written although their own sources did not change.

A page shows facts of other documents: the titles of its neighbours, the talks of a
listing. Whoever puts such facts on pages also says which: a handler of the event
``seminar-facts``::

    app.connect("seminar-facts", facts)

    def facts(app, env, builder) -> Mapping[str, str]:
        '''Return, by docname, a text that changes when what the page shows changes.'''

The answers of all handlers are digested page by page and compared with the digests in the
manifest of the output folder (:mod:`.manifest`); pages whose digest differs are written
again, and no others. The event is emitted once a build, at ``env-get-updated``: all
documents have been read and numbered, none is written. Handlers must be pure: the same
documents give the same text, in any process. Keep the texts short: what is the same for
every page belongs into them as a digest.

Pages are compared by what lies in the folder at the end of a build: whoever changes pages
after Sphinx wrote them does so before the last handlers of ``build-finished``
(``registration.LAST``), or all of them are written again every time.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_seminar.domain.rebuild import search_index, stale_files
from sphinx_seminar.domain.rebuild.fingerprint import build_fingerprint, shows_tree, tree_digest
from sphinx_seminar.domain.rebuild.manifest import (
    Manifest,
    Page,
    digest,
    is_intact,
    manifest_path,
    read_manifest,
    write_manifest,
)
from sphinx_seminar.domain.rebuild.output import document_files, writes_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

FACTS_EVENT = "seminar-facts"
#: Files get their times from a clock that lags behind the program's by one tick.
CLOCK_TICK_NS = 20_000_000

logger = logging.getLogger(__name__)


def gather_facts(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    """Return the digest of the facts that each document shows, by docname."""
    shown: dict[str, list[str]] = {}
    for position, answer in enumerate(app.emit(FACTS_EVENT, env, app.builder)):
        for docname, text in (answer or {}).items():
            shown.setdefault(docname, []).append(f"{position}\x1e{text}")
    return {docname: digest("\x1d".join(texts)) for docname, texts in shown.items()}


class Freshness:
    """One application's record of the build that is under way.

    *before* is the manifest of the last whole build into the same folder. Outside of a
    build, and in one whose builder writes no page for a document, all is empty and
    *active* is False.
    """

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        """Forget all: one process may run several builds."""
        self.active = False
        self.before = Manifest()
        self._facts: Mapping[str, str] = {}
        self._build = ""
        self._written: set[str] = set()
        self._entries: dict[str, tuple[tuple[str, str, str], ...]] = {}

    def compare(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents to write again (``env-get-updated``)."""
        builder = app.builder
        self._begin()
        if not writes_pages(builder):
            return []
        self.active = True
        self._facts = gather_facts(app, env)
        self._build = build_fingerprint(app)
        before = read_manifest(manifest_path(builder), builder.name)
        if before is None:
            return sorted(env.found_docs)
        self.before = before
        if before.build != self._build or not search_index.is_sound(builder, before):
            return sorted(env.found_docs)
        return sorted(self._changed(env, Path(builder.outdir)))

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Remember that *docname* is written in this build (``doctree-resolved``)."""
        if self.active:
            self._written.add(docname)
            self._entries[docname] = search_index.index_entries(app.env, doctree, docname)

    def remove_stale(self, app: Sphinx, builder: Builder) -> None:
        """Remove what is known not to be written again (``write-started``)."""
        if self.active:
            stale_files.remove_gone(app.env, builder, self.before)
            self._claim(builder, app.env.found_docs)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Repair the search index and write the manifest (``build-finished``)."""
        if exception is not None or not self.active:
            return
        builder, env = app.builder, app.env
        pages = self._pages(builder, env.found_docs)
        entries = {docname: page.entries for docname, page in pages.items() if page.entries}
        assets = stale_files.current_assets(env, builder, self.before)
        try:
            index = search_index.repair(builder, entries)
            stale_files.remove_replaced(Path(builder.outdir), self.before, pages, assets)
            tree = tree_digest(env) if any(page.shows_tree for page in pages.values()) else ""
            manifest = Manifest(self._build, tree, index, pages, assets)
            write_manifest(manifest_path(builder), builder.name, manifest)
        except OSError as problem:
            # the next build trusts no page that is younger than the old manifest
            logger.info("%s: %s", manifest_path(builder).name, problem)
        self.active = False

    def _changed(self, env: BuildEnvironment, outdir: Path) -> set[str]:
        """Return the documents whose page is missing, torn, older than its doctree or stale."""
        before, folder, unread = self.before, os.fspath(outdir), CLOCK_TICK_NS
        changed = set()
        trees = set()
        for docname in env.found_docs:
            page = before.pages.get(docname)
            read_ns = env.all_docs.get(docname, 0) * 1000 - unread
            if (
                page is None
                or page.facts != self._facts.get(docname, "")
                or not is_intact(folder, page, read_ns, before.written_ns)
            ):
                changed.add(docname)
            elif page.shows_tree:
                trees.add(docname)
        if trees and before.tree != tree_digest(env):
            changed |= trees
        return changed

    def _pages(self, builder: Builder, docnames: Iterable[str]) -> dict[str, Page]:
        """Return the records of all pages: those of this build, and those that it left alone.

        A document that a build of named files alone did not write keeps its old digest.
        """
        outdir = Path(builder.outdir)
        pages = {}
        for docname in docnames:
            old = self.before.pages.get(docname)
            if docname not in self._written or self._is_left_alone(outdir, old):
                if old is not None:
                    pages[docname] = old
                continue
            files = tuple(
                (path, size)
                for path in document_files(builder, docname)
                if (size := _size(outdir / path)) > 0
            )
            if files:
                pages[docname] = Page(
                    self._facts.get(docname, ""),
                    files,
                    shows_tree(builder, outdir / files[0][0]),
                    self._entries.get(docname, ()),
                )
        return pages

    def _is_left_alone(self, outdir: Path, old: Page | None) -> bool:
        """Tell whether *old* still lies there: its doctree was resolved, but not written."""
        return (
            old is not None
            and bool(old.files)
            and is_intact(os.fspath(outdir), old, 0, self.before.written_ns)
        )

    def _claim(self, builder: Builder, docnames: Iterable[str]) -> None:
        """Name the files that are about to be written for new documents.

        Should the build be killed and the documents deleted, the next one knows them.
        """
        new = {docname for docname in docnames if docname not in self.before.pages}
        if not new:
            return
        pages = dict(self.before.pages)
        for docname in new:
            files = tuple((path, -1) for path in document_files(builder, docname))
            pages[docname] = Page("", files)
        before = self.before
        claimed = Manifest(before.build, before.tree, before.index, pages, before.assets)
        try:
            write_manifest(manifest_path(builder), builder.name, claimed)
        except OSError as problem:
            logger.info("%s: %s", manifest_path(builder).name, problem)


def _size(path: Path) -> int:
    """Return the size of *path* in bytes, 0 where there is no such file."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
