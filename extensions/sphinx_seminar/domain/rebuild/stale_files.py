"""Files of documents that are gone leave the output folder with them.

Only files that the manifest of the last build names are ever removed: pages, published
sources, and copies of images and downloads. What a reader put into the folder, what other
extensions wrote there, and ``_static`` stay.

Pages go before the new ones are written, so that a file that now takes an old page's
place, a redirect for instance, is written after it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.rebuild.output import document_files, is_inside, remove_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.domain.rebuild.manifest import Manifest, Page


def remove_gone(env: BuildEnvironment, builder: Builder, before: Manifest) -> None:
    """Remove the files of documents that are no longer found."""
    gone = before.pages.keys() - env.found_docs
    if not gone:
        return
    claimed = {path for name in env.found_docs for path in document_files(builder, name)}
    _remove(
        Path(builder.outdir),
        {path for docname in gone for path, _ in before.pages[docname].files} - claimed,
    )


def remove_replaced(
    folder: Path, before: Manifest, pages: Mapping[str, Page], assets: tuple[str, ...]
) -> None:
    """Remove copies that no document needs any more, and sources under an old suffix."""
    stale = set(before.assets) - set(assets)
    for docname, page in pages.items():
        old = before.pages.get(docname)
        if old is not None and old is not page:
            stale.update(path for path, _ in old.files)
    if stale:
        _remove(folder, stale - {path for page in pages.values() for path, _ in page.files})


def current_assets(env: BuildEnvironment, builder: Builder, before: Manifest) -> tuple[str, ...]:
    """Return the copied images and downloads that documents still need.

    Sphinx copies images for the pages that it writes only, so those that the last build
    named count as well as those of this one.
    """
    names: set[str] = set()
    images = getattr(builder, "imagedir", "")
    if images:
        copied = {f"{images}/{name}" for name in builder.images.values()}
        needed = {f"{images}/{name}" for _, name in env.images.values()}
        names |= (copied | set(before.assets)) & needed
        names |= copied
    if getattr(builder, "download_support", False):
        names |= {f"_downloads/{name}" for _, name in env.dlfiles.values()}
    return tuple(sorted(names))


def _remove(folder: Path, paths: set[str]) -> None:
    for path in sorted(paths):
        if is_inside(folder, path):
            remove_file(folder, path)
